// Lists of places, as the editor's own peek shows them.
import * as vscode from 'vscode';
import type { LanguageClient, Location, Position } from 'vscode-languageclient/node';

/** What lenses with backlinks call, with the server's own kind of places. */
export const SHOW_REFERENCES = 'vaultls.showReferences';

/** Shows places in the peek at a position, or says that there are none. */
export async function showReferences(
  client: LanguageClient,
  uri: string,
  position: Position,
  locations: readonly Location[] | null,
  none: string,
): Promise<void> {
  if (locations === null || locations.length === 0) {
    void vscode.window.setStatusBarMessage(none, 5000);
    return;
  }
  const convert = client.protocol2CodeConverter;
  await vscode.commands.executeCommand(
    'editor.action.showReferences',
    convert.asUri(uri),
    convert.asPosition(position),
    locations.map((location) => convert.asLocation(location)),
  );
}

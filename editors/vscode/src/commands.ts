// The server's commands as the palette calls them: without arguments, which are then the place of the cursor.
import * as vscode from 'vscode';
import type { LanguageClient, Location, Position } from 'vscode-languageclient/node';
import { showReferences } from './references';

type Next = (command: string, args: unknown[]) => vscode.ProviderResult<unknown>;

/** Runs a command of the server, and shows what it returns if a person asked. */
export async function runCommand(client: LanguageClient, command: string, args: unknown[], next: Next): Promise<unknown> {
  if (command === 'vaultls.renameNote' && args.length < 2) return renameNote(args, next);
  if (args.length > 0) return next(command, args);
  const at = place();
  if (at === undefined) {
    void vscode.window.showInformationMessage('Open a note first: this command works on the note that you are in.');
    return undefined;
  }
  const [uri, position] = at;
  const answer = await next(command, [uri, position]);
  if (command === 'vaultls.showBacklinks') {
    await showReferences(client, uri, position, answer as Location[] | null, 'No note links here.');
  } else if (command === 'vaultls.unlinkedMentions') {
    await showReferences(client, uri, position, answer as Location[] | null, 'No note says this name without a link.');
  } else if (command === 'vaultls.nextEmptySection' && answer === null) {
    void vscode.window.setStatusBarMessage('No section is empty.', 5000);
  }
  return answer;
}

/** The URI and position of the cursor, in the forms of the protocol. */
function place(): [string, Position] | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId !== 'markdown') return undefined;
  const { line, character } = editor.selection.active;
  return [editor.document.uri.toString(), { line, character }];
}

/** Asks for a new name, here or with a `/` elsewhere in the vault; the server has the edit applied. */
async function renameNote(args: unknown[], next: Next): Promise<unknown> {
  const [given] = args;
  const uri = given instanceof vscode.Uri ? given : vscode.window.activeTextEditor?.document.uri;
  if (uri === undefined) return undefined;
  const old = /([^/]*?)(?:\.md|\.markdown)?$/i.exec(uri.path)?.[1] ?? '';
  const name = await vscode.window.showInputBox({
    title: `Rename “${old}”`,
    prompt: 'A new name, or with / a new path in the vault. Links follow.',
    value: old,
    validateInput: (value) => (value.trim() === '' ? 'A note needs a name.' : undefined),
  });
  if (name === undefined || name === old) return undefined;
  try {
    return await next('vaultls.renameNote', [uri.toString(), name]);
  } catch (error) {
    void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

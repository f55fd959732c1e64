// A file that is dropped into a note becomes a link, as the vault's settings want links.
import * as vscode from 'vscode';
import { ExecuteCommandRequest } from 'vscode-languageclient/node';
import type { Server } from './server';

const URIS = 'text/uri-list';

/** What `editor.dropIntoEditor.preferences` in package.json names, so that it comes before VS Code's own Markdown link. */
const kind = vscode.DocumentDropOrPasteEditKind.Empty.append('vaultls', 'link');

/** Files of the vault that are dragged into a note; for others VS Code's own edit is left. */
export function drops(server: Server): vscode.Disposable {
  return vscode.languages.registerDocumentDropEditProvider(
    { scheme: 'file', language: 'markdown' },
    {
      async provideDocumentDropEdits(document, _position, data, token) {
        const uris = (await data.get(URIS)?.asString())?.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#')) ?? [];
        const client = server.running;
        if (client === undefined || uris.length === 0) return undefined;
        const convert = client.code2ProtocolConverter;
        const links = await Promise.all(
          uris.map(async (uri) => {
            const file = convert.asUri(vscode.Uri.parse(uri).with({ scheme: 'file', authority: '' }));
            const params = { command: 'vaultls.linkTo', arguments: [convert.asUri(document.uri), file] };
            return (await client.sendRequest(ExecuteCommandRequest.type, params, token)) as string | null;
          }),
        );
        if (links.includes(null)) return undefined;
        return new vscode.DocumentDropEdit(links.join(' '), links.length > 1 ? 'Links to the notes' : 'Link to the note', kind);
      },
    },
    { providedDropEditKinds: [kind], dropMimeTypes: [URIS] },
  );
}

// One graph in a webview: asks the server, hands the answer to the page, and opens what is clicked there.
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { ExecuteCommandRequest } from 'vscode-languageclient/node';
import type { Server } from '../server';
import type { Answer, FromPage, ToPage } from './messages';

const FIRST_DEPTH = 1;

export class Panel {
  /** What the page has said of its last picture; for tests. */
  drawn: Extract<FromPage, { type: 'drawn' }> | undefined;
  /** The last answer that the page was given; for tests. */
  answer: Answer | undefined;
  private depth = FIRST_DEPTH;
  private ready = false;
  private asked = 0;
  private readonly panel: vscode.WebviewPanel;

  /** `local`: around the note that is written, and not of the whole vault. */
  constructor(
    private readonly server: Server,
    private readonly local: boolean,
    private note: vscode.Uri | undefined,
    extension: vscode.Uri,
    onEnd: () => void,
  ) {
    const dist = vscode.Uri.joinPath(extension, 'dist');
    const column = local ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
    this.panel = vscode.window.createWebviewPanel(`vaultls.${local ? 'localGraph' : 'vaultGraph'}`, this.title, column, {
      enableScripts: true,
      enableForms: false,
      localResourceRoots: [dist],
      retainContextWhenHidden: true, // a layout takes seconds
    });
    this.panel.iconPath = vscode.Uri.joinPath(extension, 'media', 'vaultls.svg');
    this.panel.onDidDispose(onEnd);
    this.panel.onDidChangeViewState(() => {
      if (this.panel.visible && this.answer === undefined) void this.draw();
    });
    this.panel.webview.onDidReceiveMessage((message: FromPage) => this.receive(message));
    this.panel.webview.html = page(this.panel.webview, dist, local);
  }

  reveal(): void {
    this.panel.reveal(undefined, false);
  }

  /** The note that is written now; a local graph follows it. */
  follow(note: vscode.Uri): void {
    if (note.toString() === this.note?.toString()) return;
    this.note = note;
    if (this.local) void this.draw();
  }

  /** Asks again, for notes have changed. A page that nobody sees waits until it is shown. */
  refresh(): void {
    if (this.panel.visible) void this.draw();
    else this.answer = undefined;
  }

  private get title(): string {
    if (!this.local) return 'Vault graph';
    const name = this.note?.path.replace(/.*\//, '').replace(/\.(md|markdown)$/i, '');
    return name === undefined ? 'Local graph' : `Graph of ${name}`;
  }

  private async draw(): Promise<void> {
    this.panel.title = this.title;
    if (!this.ready) return;
    const number = (this.asked += 1);
    const said = await this.ask().catch((error: unknown): ToPage => ({ type: 'nothing', why: String(error) }));
    if (number !== this.asked) return; // somebody has asked since
    this.answer = said.type === 'graph' ? said.answer : undefined;
    await this.panel.webview.postMessage(said);
  }

  private async ask(): Promise<ToPage> {
    const client = this.server.running;
    if (client === undefined) return { type: 'nothing', why: 'vaultls is not running.' };
    if (this.local && this.note === undefined) return { type: 'nothing', why: 'Open a note to see what it links to.' };
    const vault = this.note === undefined ? [] : [client.code2ProtocolConverter.asUri(this.note)];
    const options = this.local ? [{ depth: this.depth }] : [];
    const sent = { command: 'vaultls.graph', arguments: [...vault, ...options] };
    const answer = (await client.sendRequest(ExecuteCommandRequest.type, sent)) as Answer | null;
    if (answer === null) return { type: 'nothing', why: 'This note is in no vault.' };
    return { type: 'graph', answer, ...(this.local ? { depth: this.depth } : {}) };
  }

  private async receive(message: FromPage): Promise<void> {
    if (message.type === 'drawn') this.drawn = message;
    else if (message.type === 'open') await this.open(message.node);
    else {
      if (message.type === 'depth') this.depth = message.depth;
      else this.ready = true;
      await this.draw();
    }
  }

  /** Shows a note beside a local graph, and in the place of the graph of a vault; offers to write what isn't. */
  private async open(node: Answer['nodes'][number]): Promise<void> {
    const path = node.note ?? node.attachment;
    const { root } = this.answer ?? {};
    if (root === undefined) return;
    if (path === undefined) {
      const create = 'Create Note';
      const choice = await vscode.window.showInformationMessage(`“${node.name ?? ''}” is not written yet.`, create);
      if (choice === create) await vscode.commands.executeCommand('vaultls.newNote', node.name, root);
      return;
    }
    const beside = vscode.window.visibleTextEditors.find((editor) => editor.viewColumn !== this.panel.viewColumn);
    await vscode.commands.executeCommand(
      'vscode.open',
      vscode.Uri.joinPath(vscode.Uri.parse(root), path),
      { viewColumn: beside?.viewColumn ?? (this.local ? vscode.ViewColumn.One : vscode.ViewColumn.Active) },
    );
  }
}

/** The page: it runs its own script alone, loads nothing from elsewhere, and may start the layout's worker. */
function page(webview: vscode.Webview, dist: vscode.Uri, local: boolean): string {
  const nonce = randomBytes(16).toString('base64url');
  const file = (name: string): string => webview.asWebviewUri(vscode.Uri.joinPath(dist, name)).toString();
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${webview.cspSource}; worker-src blob:`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${file('graph.css')}">
<title>Graph</title>
</head>
<body data-graph="${local ? 'local' : 'vault'}">
<script nonce="${nonce}" src="${file('graph.js')}"></script>
</body>
</html>`;
}

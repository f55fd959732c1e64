// The extension: what is there from its activation to its end.
import type MarkdownIt from 'markdown-it';
import * as vscode from 'vscode';
import type { Location, Position } from 'vscode-languageclient/node';
import { drops } from './drop';
import { Files } from './files';
import { graphs, type Graphs } from './graph';
import { wikilinks } from './preview';
import { SHOW_REFERENCES, showReferences } from './references';
import { choosePython, Server } from './server';
import { showMenu, statusItem } from './status';
import { views, type Trees } from './views';

let server: Server | undefined;

interface Api {
  /** For tests. */
  trees: Trees;
  graphs: Graphs;
  /** What the built-in preview calls. */
  extendMarkdownIt(md: MarkdownIt): MarkdownIt;
}

/** Doesn't wait for the server: the built-in preview waits for this. */
export function activate(context: vscode.ExtensionContext): Api {
  const output = vscode.window.createOutputChannel('vaultls');
  const here = (server = new Server(context.extensionPath, output));
  const command = (name: string, run: (...args: never[]) => unknown): vscode.Disposable =>
    vscode.commands.registerCommand(`vaultls.${name}`, run);
  context.subscriptions.push(
    output,
    here,
    command('restart', () => here.restart()),
    command('showOutput', () => {
      output.show();
    }),
    command('choosePython', choosePython),
    command('menu', () => showMenu(here)),
    vscode.commands.registerCommand(SHOW_REFERENCES, (uri: string, at: Position, places: Location[]) =>
      here.running && showReferences(here.running, uri, at, places, 'No note links here.'),
    ),
    statusItem(here),
    drops(here),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (['vaultls.python', 'vaultls.serverCommand'].some((key) => event.affectsConfiguration(key))) void here.restart();
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => {
      if (!here.running) void here.restart();
    }),
  );
  const trees = views(context, here);
  const files = new Files();
  context.subscriptions.push(files.follow());
  void here.restart();
  return { trees, graphs: graphs(context, here), extendMarkdownIt: (md) => wikilinks(md, files) };
}

export function deactivate(): Promise<void> | undefined {
  return server?.stop();
}

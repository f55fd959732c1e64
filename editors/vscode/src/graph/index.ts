// The two graphs and their commands, and when they are drawn again.
import * as vscode from 'vscode';
import { activeNote, onNotesChanged } from '../notes';
import type { Server } from '../server';
import { Panel } from './panel';

const PAUSE = 2000; // milliseconds without a change before a graph is asked for again

export interface Graphs {
  local?: Panel | undefined;
  vault?: Panel | undefined;
}

/** Their commands; the answer holds those that are open, for tests. */
export function graphs(context: vscode.ExtensionContext, server: Server): Graphs {
  const open: Graphs = {};
  let note = activeNote();
  const show = (which: keyof Graphs): void => {
    if (open[which] !== undefined) {
      open[which].reveal();
      return;
    }
    open[which] = new Panel(server, which === 'local', note, context.extensionUri, () => {
      open[which] = undefined;
    });
  };
  const refresh = (): void => {
    open.local?.refresh();
    open.vault?.refresh();
  };
  context.subscriptions.push(
    vscode.commands.registerCommand('vaultls.localGraph', () => {
      show('local');
    }),
    vscode.commands.registerCommand('vaultls.vaultGraph', () => {
      show('vault');
    }),
    vscode.window.onDidChangeActiveTextEditor(() => {
      note = activeNote() ?? note;
      if (note === undefined) return;
      open.local?.follow(note);
      open.vault?.follow(note);
    }),
    onNotesChanged(PAUSE, refresh),
    server.onDidChange(() => {
      if (server.indexed === undefined) refresh();
    }),
  );
  return open;
}

// The item in the status bar, and the menu behind it.
import * as vscode from 'vscode';
import type { Server } from './server';
import { readProgress } from './views/progress';

const SOURCE = 'vaultls'; // of diagnostics

/** Says what the server does, and how many problems the note has that is being written. */
export function statusItem(server: Server): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('vaultls', vscode.StatusBarAlignment.Right, 100);
  item.name = 'vaultls';
  item.command = 'vaultls.menu';
  let notes = 0;
  const count = async (): Promise<void> => {
    if (server.running === undefined || server.indexed !== undefined) return;
    notes = (await readProgress(server.running, undefined).catch(() => null))?.notes ?? 0;
    show();
  };
  const show = (): void => {
    const document = vscode.window.activeTextEditor?.document;
    const note = document?.languageId === 'markdown' ? document : undefined;
    const [text, tooltip] = words(server, note, notes);
    item.text = text;
    item.tooltip = tooltip;
    if (note !== undefined || server.running === undefined) item.show();
    else item.hide();
  };
  show();
  return vscode.Disposable.from(
    item,
    server.onDidChange(() => {
      show();
      void count();
    }),
    vscode.workspace.onDidCreateFiles(count),
    vscode.workspace.onDidDeleteFiles(count),
    vscode.window.onDidChangeActiveTextEditor(show),
    vscode.languages.onDidChangeDiagnostics(show),
  );
}

function words(server: Server, note: vscode.TextDocument | undefined, notes: number): [string, string] {
  if (server.indexed !== undefined) return [`$(sync~spin) vaultls ${server.indexed} %`, 'vaultls is reading the notes'];
  if (server.isStarting) return ['$(sync~spin) vaultls', 'vaultls is starting'];
  if (server.running === undefined) return ['$(warning) vaultls', 'vaultls is not running. Click for what can be done.'];
  const problems = note === undefined ? 0 : problemsIn(note).length;
  const said = problems === 0 ? 'no problems' : problems === 1 ? '1 problem' : `${problems} problems`;
  return [
    `$(book) ${notes.toLocaleString()}${problems === 0 ? '' : ` $(info) ${problems}`}`,
    `vaultls: ${notes.toLocaleString()} ${notes === 1 ? 'note' : 'notes'}, ${said} in this one`,
  ];
}

function problemsIn(note: vscode.TextDocument): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(note.uri).filter((problem) => problem.source === SOURCE);
}

/** What is asked for most, by name. */
export async function showMenu(server: Server): Promise<void> {
  const inNote = server.running !== undefined && vscode.window.activeTextEditor?.document.languageId === 'markdown';
  const items = [
    ...(inNote
      ? [
          { label: '$(arrow-down) Go to the next empty section', command: 'vaultls.nextEmptySection' },
          { label: '$(references) Show backlinks', command: 'vaultls.showBacklinks' },
          { label: '$(quote) Show unlinked mentions', command: 'vaultls.unlinkedMentions' },
          { label: '$(type-hierarchy) Show its local graph', command: 'vaultls.localGraph' },
          { label: '$(edit) Rename this note…', command: 'vaultls.renameNote' },
        ]
      : []),
    ...(server.running === undefined ? [] : [{ label: '$(type-hierarchy) Show the graph of the vault', command: 'vaultls.vaultGraph' }]),
    { label: '$(warning) Show all problems', command: 'workbench.actions.view.problems' },
    { label: '$(gear) Open the settings', command: 'workbench.action.openSettings', argument: '@ext:vaultls.vaultls' },
    { label: '$(debug-restart) Restart the server', command: 'vaultls.restart' },
    { label: '$(output) Show the output', command: 'vaultls.showOutput' },
  ];
  const choice = await vscode.window.showQuickPick(items, { title: 'vaultls' });
  if (choice === undefined) return;
  const { command, argument } = choice as { command: string; argument?: string };
  await (argument === undefined
    ? vscode.commands.executeCommand(command)
    : vscode.commands.executeCommand(command, argument));
}

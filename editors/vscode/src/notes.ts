// The note that is written, and what happens to notes: what views follow.
import * as vscode from 'vscode';

/** The note in the active editor. */
export function activeNote(): vscode.Uri | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document?.languageId === 'markdown' ? document.uri : undefined;
}

/** Calls when notes have been typed in, have come, gone or changed, and then nothing has happened for `pause` milliseconds. */
export function onNotesChanged(pause: number, call: () => void): vscode.Disposable {
  let timer: NodeJS.Timeout | undefined;
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(call, pause);
  };
  const disk = vscode.workspace.createFileSystemWatcher('**/*.{md,markdown}');
  return vscode.Disposable.from(
    disk,
    disk.onDidCreate(soon),
    disk.onDidDelete(soon),
    disk.onDidChange(soon),
    vscode.workspace.onDidChangeTextDocument((event) => {
      if (event.document.languageId === 'markdown' && event.contentChanges.length > 0) soon();
    }),
    new vscode.Disposable(() => {
      clearTimeout(timer);
    }),
  );
}

// The server's commands as the palette calls them: without arguments, which are then the place of the cursor.
import * as vscode from 'vscode';
import type { LanguageClient, Location } from 'vscode-languageclient/node';
import { showReferences } from './references';

type Next = (command: string, args: unknown[]) => vscode.ProviderResult<unknown>;

/** Those that work at the cursor, and what is said where they find nothing. */
const AT_CURSOR: Record<string, string> = {
  'vaultls.nextEmptySection': 'No section is empty.',
  'vaultls.showBacklinks': 'No note links here.',
  'vaultls.unlinkedMentions': 'No note says this name without a link.',
};

/** Runs a command of the server, and shows what it returns if a person asked. */
export async function runCommand(client: LanguageClient, command: string, args: unknown[], next: Next): Promise<unknown> {
  const none = AT_CURSOR[command];
  if (args.length === 0 && none !== undefined) return atCursor(client, command, next, none);
  if (command === 'vaultls.renameNote' && args.length < 2) return told(renameNote(args, next));
  if (command === 'vaultls.newNote' && args.length === 0) return told(newNote(next));
  if (command === 'vaultls.dailyNote') return told(next(command, args.length > 0 ? args : ['today', ...vault()]));
  return next(command, args);
}

async function atCursor(client: LanguageClient, command: string, next: Next, none: string): Promise<unknown> {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId !== 'markdown') {
    void vscode.window.showInformationMessage('Open a note first: this command works on the note that you are in.');
    return undefined;
  }
  const uri = client.code2ProtocolConverter.asUri(editor.document.uri);
  const { line, character } = editor.selection.active;
  const answer = await next(command, [uri, { line, character }]);
  if (Array.isArray(answer)) await showReferences(client, uri, { line, character }, answer as Location[], none);
  else if (answer === null) void vscode.window.setStatusBarMessage(none, 5000);
  return answer;
}

/** Says why the server refuses, where it does. */
async function told(answer: vscode.ProviderResult<unknown>): Promise<unknown> {
  try {
    return await answer;
  } catch (error) {
    void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

/** Which vault is meant, where several are open: that of the note that is being written. */
function vault(): string[] {
  const document = vscode.window.activeTextEditor?.document;
  return document?.languageId === 'markdown' && document.uri.scheme === 'file' ? [document.uri.toString()] : [];
}

async function newNote(next: Next): Promise<unknown> {
  const prompt = 'Its title, or with / its path in the vault.';
  const title = await vscode.window.showInputBox({ title: 'New note', prompt });
  return title === undefined || title.trim() === '' ? undefined : next('vaultls.newNote', [title, ...vault()]);
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
  return next('vaultls.renameNote', [uri.toString(), name]);
}

// What the cases share: opening notes of the vault, and waiting for what must come.
const vscode = require('vscode');

const root = vscode.workspace.workspaceFolders[0].uri;
const PATIENCE = 30_000;

/** The URI of a note or folder, by its path in the vault. */
const at = (path) => vscode.Uri.joinPath(root, path);

/** The first true value of `get`, which is asked for again and again. */
async function until(what, get, patience = PATIENCE) {
  const end = Date.now() + patience;
  for (;;) {
    const value = await get();
    if (value) return value;
    if (Date.now() > end) throw new Error(`never: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** A note in an editor, as it is on the disk. */
async function open(path) {
  const document = await vscode.workspace.openTextDocument(at(path));
  const editor = await vscode.window.showTextDocument(document);
  return { document, editor };
}

/** A new note of this text, in an editor. */
async function write(path, text) {
  await vscode.workspace.fs.writeFile(at(path), Buffer.from(text));
  return open(path);
}

async function remove(path) {
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  await vscode.workspace.fs.delete(at(path));
}

async function read(path) {
  return Buffer.from(await vscode.workspace.fs.readFile(at(path))).toString();
}

/** The position of a text in a document, `plus` characters in. */
function find(document, text, plus = 0) {
  const index = document.getText().indexOf(text);
  if (index < 0) throw new Error(`“${text}” is not in ${document.uri.path}`);
  return document.positionAt(index + plus);
}

const problems = (uri) => vscode.languages.getDiagnostics(uri).filter((one) => one.source === 'vaultls');
const ask = (command, ...rest) => vscode.commands.executeCommand(command, ...rest);

module.exports = { at, ask, find, open, problems, read, remove, root, until, write };

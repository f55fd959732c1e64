const assert = require('node:assert');
const vscode = require('vscode');
const { ask, open, until } = require('../support');

exports['opening a note starts the installed extension'] = async () => {
  await open('Candide.md');
  const extension = vscode.extensions.getExtension('vaultls.vaultls');
  assert.match(extension.extensionPath, /vaultls\.vaultls-/);
  await until('it is active', () => extension.isActive);
};

exports['every command of the palette can be run'] = async () => {
  const manifest = vscode.extensions.getExtension('vaultls.vaultls').packageJSON;
  const wanted = manifest.contributes.commands.map((command) => command.command);
  await until('the server has started', async () => (await ask('vscode.executeHoverProvider', vscode.window.activeTextEditor.document.uri, new vscode.Position(0, 0))) && true);
  const there = new Set(await vscode.commands.getCommands(true));
  assert.deepEqual(wanted.filter((command) => !there.has(command)), []);
};

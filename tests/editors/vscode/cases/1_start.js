const assert = require('node:assert');
const vscode = require('vscode');
const { open, until } = require('../support');

exports['opening a note starts the installed extension'] = async () => {
  await open('Candide.md');
  const extension = vscode.extensions.getExtension('vaultls.vaultls');
  assert.match(extension.extensionPath, /vaultls\.vaultls-/);
  await until('it is active', () => extension.isActive);
};

exports['every command of the palette can be run'] = async () => {
  const manifest = vscode.extensions.getExtension('vaultls.vaultls').packageJSON;
  const wanted = manifest.contributes.commands.map((command) => command.command);
  const missing = async () => {
    const there = new Set(await vscode.commands.getCommands(true));
    return wanted.filter((command) => !there.has(command));
  };
  await until('all commands', async () => (await missing()).length === 0).catch(async () => assert.deepEqual(await missing(), []));
};

const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const vscode = require('vscode');
const { ask, find, open, problems, root, until } = require('../support');

// The workspace's settings.json names a Python and a server command that leave a file behind when they are run.
const left = path.join(root.fsPath, 'was-run');

/** Every file of the vault with its content. */
const contents = () =>
  fs.readdirSync(root.fsPath, { recursive: true }).filter((name) => fs.statSync(path.join(root.fsPath, name)).isFile())
    .map((name) => [name, fs.readFileSync(path.join(root.fsPath, name), 'latin1')]);

exports['the window is in Restricted Mode, and its settings would run something'] = async () => {
  assert.equal(vscode.workspace.isTrusted, false);
  const said = JSON.parse(fs.readFileSync(path.join(root.fsPath, '.vscode', 'settings.json'), 'utf8'));
  assert.match(said['vaultls.serverCommand'].join(' '), /was-run/);
  assert.match(said['vaultls.python'], /python-of-the-workspace/);
};

exports['the extension starts with the server that it brings'] = async () => {
  const before = contents();
  const { document } = await open('Candide.md');
  await until('problems', () => problems(document.uri).length);
  const found = await ask('vscode.executeDefinitionProvider', document.uri, find(document, '[[Voltaire]]', 4));
  assert.match((found[0].targetUri ?? found[0].uri).path, /Voltaire\.md$/);
  assert.deepEqual(contents(), before);
};

exports['nothing that the workspace names was run'] = async () => {
  const settings = vscode.workspace.getConfiguration('vaultls');
  assert.deepEqual(settings.get('serverCommand'), []);
  assert.equal(settings.get('python'), '');
  assert.equal(fs.existsSync(left), false);
  await ask('vaultls.restart');
  const { document } = await open('Frankenstein.md');
  await until('problems', () => problems(document.uri).length);
  assert.equal(fs.existsSync(left), false);
};

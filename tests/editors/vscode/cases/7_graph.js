const assert = require('node:assert');
const vscode = require('vscode');
const { ask, at, open, remove, until, write } = require('../support');

const graphs = () => vscode.extensions.getExtension('vaultls.vaultls').exports.graphs;
const name = (node) => node.note ?? node.attachment ?? node.name;
const close = () => ask('workbench.action.closeAllEditors');

/** The names in an open graph, what it is about first. */
const names = (which) => graphs()[which]?.answer?.nodes.map(name) ?? [];

exports['the local graph follows the note that is written'] = async () => {
  await open('Candide.md');
  await ask('vaultls.localGraph');
  await until('Candide is in the middle', () => names('local')[0] === 'Candide.md');
  assert.ok(names('local').includes('People & Organizations/Voltaire.md'));
  await vscode.window.showTextDocument(at('Frankenstein.md'), { viewColumn: vscode.ViewColumn.One });
  await until('Frankenstein is', () => names('local')[0] === 'Frankenstein.md');
  await until('it is drawn', () => graphs().local.drawn?.nodes === names('local').length);
  await close();
  await until('it has ended', () => graphs().local === undefined);
};

exports['the graph of the vault has every note, and changes with them'] = async () => {
  await open('Candide.md');
  await ask('vaultls.vaultGraph');
  const files = (await vscode.workspace.findFiles('**/*.md')).map((uri) => vscode.workspace.asRelativePath(uri)).sort();
  const notes = () => names('vault').filter((one) => files.includes(one)).sort();
  await until('every note is there', () => notes().length === files.length).catch(() => assert.deepEqual(notes(), files));
  await until('it is drawn', () => graphs().vault.drawn?.nodes === names('vault').length);
  const uri = at('from outside.md');
  await vscode.workspace.fs.writeFile(uri, Buffer.from('[[Nobody has written this]]\n'));
  await until('the new one is there too', () => names('vault').includes('Nobody has written this'));
  await vscode.workspace.fs.delete(uri);
  await until('it has gone', () => !names('vault').includes('Nobody has written this'));
  await close();
};

exports['a graph that nobody sees asks when it is shown'] = async () => {
  await open('Candide.md');
  await ask('vaultls.vaultGraph');
  await until('it is drawn', () => graphs().vault?.drawn);
  await write('hidden from it.md', '[[Asked for later]]\n');
  await until('it knows that it is old', () => graphs().vault.answer === undefined);
  await ask('vaultls.vaultGraph');
  await until('it is new', () => names('vault').includes('Asked for later'));
  await open('hidden from it.md');
  await remove('hidden from it.md');
  await close();
};

const assert = require('node:assert');
const vscode = require('vscode');
const { ask, open, read, until, write } = require('../support');

const trees = () => vscode.extensions.getExtension('vaultls.vaultls').exports.trees;
const label = (node) => node.item.label.label ?? node.item.label;

/** The children of a node, or the roots. */
const below = async (tree, node) => (await trees()[tree].getChildren(node)) ?? [];

const named = async (tree, name, parent) =>
  until(`“${name}” in ${tree}`, async () => (await below(tree, parent)).find((node) => label(node) === name));

exports['backlinks of the active note'] = async () => {
  await open('People & Organizations/Voltaire.md');
  const linked = await named('backlinks', 'Linked mentions');
  const source = await named('backlinks', 'Candide', linked);
  const [line] = await below('backlinks', source);
  assert.match(label(line), /\[\[Voltaire/);
  const [start, end] = line.item.label.highlights[0];
  assert.match(label(line).slice(start, end), /^\[\[Voltaire.*\]\]$/);
};

exports['unlinked mentions of the active note'] = async () => {
  await write('mention.md', 'text\n\nI like Candide very much.\n');
  await open('Candide.md');
  const unlinked = await named('backlinks', 'Unlinked mentions');
  const source = await named('backlinks', 'mention', unlinked);
  assert.deepEqual((await below('backlinks', source)).map(label), ['I like Candide very much.']);
};

exports['the empty chapters of a book'] = async () => {
  const book = await named('progress', 'Candide');
  assert.match(book.item.description, /^\d+ of \d+ written$/);
  const chapters = await below('progress', book);
  let empty = 0;
  const count = async (node) => {
    const children = await below('progress', node);
    if (children.length === 0) empty += 1;
    for (const child of children) await count(child);
  };
  for (const chapter of chapters) await count(chapter);
  const [, written, all] = /(\d+) of (\d+)/.exec(book.item.description);
  assert.equal(empty, all - written);
};

exports['tags are nested and can be renamed'] = async () => {
  await write('nested.md', '#animal/whale #animal\n');
  const animal = await named('tags', 'animal');
  assert.equal(animal.item.contextValue, 'tag');
  await named('tags', 'whale', animal);
  assert.equal(await ask('vaultls.renameTag', animal, 'beast'), true);
  await vscode.workspace.saveAll(false);
  assert.equal(await read('nested.md'), '#beast/whale #beast\n');
  await named('tags', 'beast');
};

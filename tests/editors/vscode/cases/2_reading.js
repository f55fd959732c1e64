const assert = require('node:assert');
const vscode = require('vscode');
const { ask, at, find, open, problems, remove, until, write } = require('../support');

const name = (uri) => decodeURIComponent(uri.path.split('/').pop());
const label = (item) => (typeof item.label === 'string' ? item.label : item.label.label);

exports['empty sections are problems'] = async () => {
  const { document } = await open('Candide.md');
  const empty = () => problems(document.uri).filter((one) => one.code === 'empty-section' || one.code?.value === 'empty-section');
  await until('problems', () => empty().length);
  const said = empty().map((one) => document.getText(one.range));
  assert.ok(said.includes('1.Paris'), said.join());
};

exports['no problem is reported twice'] = async () => {
  const { document } = await open('Candide.md');
  await until('problems', () => problems(document.uri).length);
  const said = vscode.languages.getDiagnostics(document.uri).map((one) => `${one.range.start.line} ${one.message}`);
  assert.equal(new Set(said).size, said.length);
};

exports['a definition is one place'] = async () => {
  const { document } = await open('Candide.md');
  const found = await ask('vscode.executeDefinitionProvider', document.uri, find(document, '[[Voltaire]]', 4));
  assert.deepEqual(found.map((one) => name(one.targetUri ?? one.uri)), ['Voltaire.md']);
};

exports['a hover shows the note of a link'] = async () => {
  const { document } = await open('Candide.md');
  const found = await ask('vscode.executeHoverProvider', document.uri, find(document, '[[Voltaire]]', 4));
  assert.equal(found.length, 1);
  assert.match(found[0].contents.map((part) => part.value).join('\n'), /Voltaire/);
};

exports['completion of a link'] = async () => {
  const { document, editor } = await write('scratch 0.md', 'See [[quay');
  const found = await ask('vscode.executeCompletionItemProvider', document.uri, document.lineAt(0).range.end);
  assert.ok(found.items.map(label).includes('Quayside Reading Circle'));
  assert.ok(editor);
  await remove('scratch 0.md');
};

exports['snippets are offered behind a slash'] = async () => {
  const { document } = await write('scratch 4.md', '/cal\n');
  const offered = async () => {
    const found = await ask('vscode.executeCompletionItemProvider', document.uri, document.lineAt(0).range.end);
    return found.items.filter((item) => item.kind === vscode.CompletionItemKind.Snippet).map(label);
  };
  await until('the snippet', async () => (await offered()).includes('/callout'));
  await remove('scratch 4.md');
};

exports['a note of that name is found among the symbols once'] = async () => {
  const found = await until('symbols', async () => {
    const all = await ask('vscode.executeWorkspaceSymbolProvider', 'Candide');
    return all.length ? all : undefined;
  });
  const said = found.map((one) => `${one.name.replace(/^#+ /, '')} ${name(one.location.uri)} ${one.location.range.start.line}`);
  const doubles = said.filter((one, i) => said.indexOf(one) !== i);
  assert.deepEqual(doubles, []);
};

exports['the outline has each heading once'] = async () => {
  const { document } = await open('Candide.md');
  const found = await ask('vscode.executeDocumentSymbolProvider', document.uri);
  const tops = found.map((one) => one.range.start.line);
  assert.equal(new Set(tops).size, tops.length);
};

exports['a link can be clicked once'] = async () => {
  const { document } = await write('scratch 1.md', '[[Candide]] and [Candide](Candide.md) ![](Attachments/lighthouse.png)\n');
  const found = await until('links', async () => {
    const links = await ask('vscode.executeLinkProvider', document.uri);
    return links.length >= 3 ? links : undefined;
  });
  assert.equal(found.length, 3, JSON.stringify(found));
  await remove('scratch 1.md');
};

exports['a Markdown link leads to one place'] = async () => {
  const { document } = await write('scratch 2.md', '[a](Candide.md) [b](<The Saltmere Strike.md>) [d]\n# Here\n[c](#here)\n\n[d]: Candide.md\n');
  for (const text of ['(Candide.md', 'Saltmere', '[d]', '(#here']) {
    const found = await ask('vscode.executeDefinitionProvider', document.uri, find(document, text, 2));
    const places = found.map((one) => JSON.stringify([one.targetUri ?? one.uri, one.targetSelectionRange ?? one.range]));
    assert.equal(new Set(places).size, 1, `${text}: ${places.join()}`); // equal places are one in the editor
  }
  await remove('scratch 2.md');
};

exports['no reference is listed twice'] = async () => {
  const { document } = await write('scratch 3.md', '[[Candide]] [a](Candide.md) [d]\n\n[d]: Candide.md\n');
  for (const text of ['[[Candide', '(Candide.md']) {
    const found = await until(`references of ${text}`, async () => {
      const all = await ask('vscode.executeReferenceProvider', document.uri, find(document, text, 3));
      return all.length > 10 ? all : undefined;
    });
    const here = found.filter((one) => name(one.uri) === 'scratch 3.md').map((one) => one.range);
    const doubles = here.filter((one, i) => here.some((other, j) => i !== j && other.contains(one)));
    assert.deepEqual(doubles, []);
  }
  await remove('scratch 3.md');
};

exports['the problems of a note go when it is closed'] = async () => {
  const uri = at('Frankenstein.md');
  await ask('vscode.open', uri); // a document that the API opens stays open for minutes
  await until('problems', () => problems(uri).length);
  await ask('workbench.action.closeActiveEditor');
  await until('no problems', () => problems(uri).length === 0);
};

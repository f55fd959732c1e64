const assert = require('node:assert');
const vscode = require('vscode');
const { ask, at, find, open, problems, read, remove, until, write } = require('../support');

exports['a tag is renamed in every note'] = async () => {
  await write('tag a.md', '---\ntags: [ours/part]\n---\n');
  const { document } = await write('tag b.md', 'text #ours\n');
  const edit = await until('an edit of both notes', async () => {
    const made = await ask('vscode.executeDocumentRenameProvider', document.uri, find(document, '#ours', 2), 'theirs');
    return made.entries().length === 2 ? made : undefined;
  });
  assert.ok(await vscode.workspace.applyEdit(edit));
  await vscode.workspace.saveAll(false);
  assert.equal(await read('tag a.md'), '---\ntags: [theirs/part]\n---\n');
  assert.equal(await read('tag b.md'), 'text #theirs\n');
};

exports['a note is renamed with its file'] = async () => {
  await write('link.md', 'See [[Old name|it]] and [it](<Old name.md>).\n');
  const { document } = await write('Old name.md', '# Old name\n');
  await until('the server knows the link', async () => (await ask('vscode.executeReferenceProvider', document.uri, new vscode.Position(0, 3))).length >= 2);
  await ask('vaultls.renameNote', document.uri.toString(), 'New name');
  await until('the file has its new name', () => read('New name.md').catch(() => undefined));
  await until('its heading has followed', async () => {
    await vscode.workspace.saveAll(false);
    return (await read('New name.md')) === '# New name\n';
  });
  assert.equal(await read('link.md'), 'See [[New name|it]] and [it](<New name.md>).\n');
};

exports['links follow a file that is renamed in the explorer'] = async () => {
  await open('link.md');
  const edit = new vscode.WorkspaceEdit();
  await vscode.workspace.fs.createDirectory(at('Moved'));
  edit.renameFile(at('New name.md'), at('Moved/Third name.md'));
  assert.ok(await vscode.workspace.applyEdit(edit));
  await vscode.workspace.saveAll(false);
  await until('the link has followed', async () => (await read('link.md')).startsWith('See [[Third name|it]]'));
  assert.equal(await read('link.md'), 'See [[Third name|it]] and [it](<Moved/Third name.md>).\n');
};

exports['the command for the next empty section goes there'] = async () => {
  const { editor } = await open('Candide.md');
  editor.selection = new vscode.Selection(0, 0, 0, 0);
  const location = await ask('vaultls.nextEmptySection');
  const { line } = location.range.start;
  await until('the cursor is there', () => vscode.window.activeTextEditor.selection.active.line === line);
  assert.match(vscode.window.activeTextEditor.document.lineAt(line).text, /^#/);
};

exports['backlinks and unlinked mentions are lists of places'] = async () => {
  const { editor } = await open('Candide.md');
  editor.selection = new vscode.Selection(0, 0, 0, 0);
  assert.ok((await ask('vaultls.showBacklinks')).length > 3);
  assert.ok(Array.isArray(await ask('vaultls.unlinkedMentions')));
  await ask('closeReferenceSearch');
};

exports['a lens lists its places'] = async () => {
  const { document } = await open('Candide.md');
  const lens = await until('a lens with backlinks', async () => {
    const lenses = await ask('vscode.executeCodeLensProvider', document.uri, 100);
    return lenses.find((one) => one.command?.command === 'vaultls.showReferences');
  });
  assert.match(lens.command.title, /^\d+ backlinks?$/);
  await ask(lens.command.command, ...lens.command.arguments);
  await ask('closeReferenceSearch');
};

exports['a new note and the note of today'] = async () => {
  await ask('vaultls.newNote', 'Made here');
  await until('it is shown', () => vscode.window.activeTextEditor?.document.uri.path.endsWith('/Made here.md'));
  await ask('vaultls.dailyNote');
  await until('it is shown', () => /\/\d{4}-\d\d-\d\d\.md$/.test(vscode.window.activeTextEditor?.document.uri.path));
};

exports['settings count at once'] = async () => {
  const { document } = await open('Candide.md');
  const empty = () => problems(document.uri).some((one) => (one.code?.value ?? one.code) === 'empty-section');
  await until('problems', empty);
  const settings = vscode.workspace.getConfiguration('vaultls');
  await settings.update('diagnostics.empty-section', 'off', vscode.ConfigurationTarget.Workspace);
  await until('no such problems', () => !empty());
  await settings.update('diagnostics.empty-section', undefined, vscode.ConfigurationTarget.Workspace);
  await until('problems again', empty);
};

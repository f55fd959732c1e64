const assert = require('node:assert');
const { ask, open, until } = require('../support');

let version = 0; // what is drawn is kept for a version

const rendered = async (text) => {
  const { document } = await open('People & Organizations/Mary Shelley.md');
  const { uri } = document;
  const html = await ask('markdown.api.render', { getText: () => text, uri, version: (version += 1), lineCount: 1, languageId: 'markdown' });
  const ours = html.replace(/<span id="markdown-mermaid"[^>]*><\/span>\s*/g, ''); // of an extension that comes with VS Code
  return ours.replace(/ (data-[\w-]+|class|dir)="[^"]*"/g, '').trim();
};

exports['wikilinks are links in the preview'] = async () => {
  await until('the files are known', async () => (await rendered('[[Candide]]')).includes('<a '));
  assert.equal(await rendered('[[Candide|it]]'), '<p><a href="../Candide.md">it</a></p>');
  assert.equal(await rendered('[[The Saltmere Strike#A day]]'), '<p><a href="../The%20Saltmere%20Strike.md#a-day">The Saltmere Strike › A day</a></p>');
  assert.equal(await rendered('[[Voltaire]]'), '<p><a href="Voltaire.md">Voltaire</a></p>');
};

exports['what leads nowhere is text, and code stays code'] = async () => {
  assert.equal(await rendered('[[Nowhere at all]]'), '<p>Nowhere at all</p>');
  assert.equal(await rendered('`[[Candide]]`'), '<p><code>[[Candide]]</code></p>');
};

exports['an embedded image is shown'] = async () => {
  assert.match(await rendered('![[lighthouse.png|200]]'), /<img src="[^"]*Attachments\/lighthouse\.png" alt="200" width="200">/);
};

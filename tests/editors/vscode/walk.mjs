// Types and looks as a writer would, and takes pictures on the way.
import fs from 'node:fs';
import path from 'node:path';

const PATIENCE = 20_000;
const MENTION = /without a link/; // why such a change is to be confirmed

/** Every step with what came of it. `open` makes a window on a folder. */
export async function walk({ work, vault, address, open }) {
  const note = `vscode-remote://${address}${vault}/Candide.md`;
  fs.writeFileSync(path.join(vault, '.vaultls.toml'), '[rename]\nmentions = true\n'); // so that a rename has changes to confirm
  const candide = path.join(vault, 'Candide.md');
  fs.writeFileSync(candide, fs.readFileSync(candide, 'utf8').replace('The target is', 'Voltaire’s target is'));
  const { page, go } = await open(vault, [['openFile', note]]);
  page.setDefaultTimeout(PATIENCE);
  const picture = async (name) => {
    await page.mouse.move(250, 17); // no tooltips
    await page.waitForTimeout(800); // they take a while to go
    await page.screenshot({ path: path.join(work, `${name}.png`) });
  };
  const results = [];
  const steps = makeSteps({ page, vault, picture });
  await go();
  for (const [name, step] of Object.entries(steps)) {
    const began = Date.now();
    let error = null;
    try {
      await step();
    } catch (thrown) {
      error = String(thrown?.stack ?? thrown);
      await picture(`failed ${name}`);
    }
    console.log(name, error ?? '');
    results.push({ name: `walk: ${name}`, error, seconds: (Date.now() - began) / 1000 });
  }
  await page.close();
  return results;
}

function makeSteps({ page, vault, picture }) {
  const keys = page.keyboard;
  const read = (name) => fs.readFileSync(path.join(vault, name), 'utf8');

  const until = async (what, get) => {
    const end = Date.now() + PATIENCE;
    for (;;) {
      const value = await get();
      if (value) return value;
      if (Date.now() > end) throw new Error(`never: ${what}`);
      await page.waitForTimeout(50);
    }
  };
  /** Types into the box at the top, and chooses what has this text. The box closes when something else takes the focus: then again. */
  const choose = async (key, typed, wanted) => {
    const box = page.locator('.quick-input-widget input').first();
    const row = page.locator('.quick-input-list .monaco-list-row', { hasText: wanted }).first();
    await until(`“${typed}” is chosen`, async () => {
      try {
        await keys.press(key);
        await box.waitFor({ timeout: 5000 });
        await box.fill(typed);
        await row.waitFor({ timeout: 5000 });
        await page.waitForTimeout(250); // the list is filtered once more
        await row.click({ timeout: 2000 });
        return true;
      } catch {
        await keys.press('Escape');
        return false;
      }
    });
    await box.waitFor({ state: 'hidden' });
  };
  const run = (command) => choose('F1', `>${command}`, command);
  const show = async (name) => {
    await choose('Control+p', name, name);
    await page.locator('.tab.active', { hasText: name }).waitFor();
    await page.locator('.editor-instance .view-line').first().waitFor();
  };
  /** Puts the cursor so many characters into a text of the note that is shown. */
  const put = async (name, text, plus) => {
    const lines = read(name).split('\n');
    const line = lines.findIndex((one) => one.includes(text));
    await choose('Control+g', `:${line + 1}:${lines[line].indexOf(text) + plus + 1}`, /line/);
  };
  const hidePanel = async () => {
    await run('View: Hide Panel');
    await page.locator('.markers-panel').waitFor({ state: 'hidden' });
  };
  const suggested = () =>
    page.locator('.suggest-widget.visible .monaco-list-row').evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label')));
  const offers = (name) => until(`“${name}” is offered`, async () => (await suggested().catch(() => [])).some((label) => label?.startsWith(name)));

  /** The page of a graph, once it is drawn. */
  const graphOf = async (which) => {
    const frame = await until(`the ${which} graph`, async () => {
      for (const one of page.frames()) {
        if (await one.locator(`body[data-graph=${which}] canvas`).count().catch(() => 0)) return one;
      }
      return undefined;
    });
    await frame.locator('#list li').first().waitFor();
    return frame;
  };

  return {
    'empty sections are marked': async () => {
      await page.locator('.monaco-editor .view-line').first().waitFor({ timeout: 60_000 });
      await page.locator('.monaco-editor .squiggly-info').first().waitFor({ timeout: 60_000 });
      await run('vaultls: Go to the Next Empty Section');
      await run('Problems: Focus on Problems View');
      await page.locator('.markers-panel .monaco-list-row', { hasText: 'is still empty' }).first().waitFor();
      await page.waitForTimeout(500);
      await picture('diagnostics');
      await hidePanel();
    },
    'a name of three words is typed key by key': async () => {
      await show('Marginalia.md');
      await keys.press('Control+End');
      await keys.press('Enter');
      await keys.type('See [[', { delay: 30 });
      for (const [i, key] of [...'How I keep'].entries()) {
        await keys.type(key);
        await offers('How I keep these notes').catch((error) => {
          throw new Error(`after ${'How I keep'.slice(0, i + 1)}: ${error.message}`);
        });
      }
      await picture('completion');
      await keys.press('Enter');
      await keys.press('End'); // behind the brackets: the editor has closed them, or else the server has
      await keys.type(' and #bo', { delay: 30 });
      await offers('book');
      await keys.press('Escape');
      await keys.press('Control+s');
      await until('it is on the disk', () => read('Marginalia.md').endsWith('\nSee [[How I keep these notes]] and #bo'));
    },
    'words in plain text are not offered': async () => {
      await keys.press('Enter');
      await keys.type('The call of the lighth', { delay: 60 }); // /callout is a snippet, Lighthouse a note
      await page.waitForTimeout(700); // longer than a list takes to come
      if ((await suggested()).length > 0) throw new Error(`offered: ${(await suggested()).join()}`);
    },
    'a hover shows where a link leads': async () => {
      await show('Candide.md');
      await put('Candide.md', '[[Voltaire]] ', 4);
      await keys.press('Control+k');
      await keys.press('Control+i');
      await page.locator('.monaco-hover:not(.hidden) .hover-contents', { hasText: 'Voltaire' }).first().waitFor();
      await page.waitForTimeout(300);
      await picture('hover');
      await keys.press('Escape');
    },
    'F12 goes to the note': async () => {
      await keys.press('F12');
      await page.locator('.tab.active', { hasText: 'Voltaire.md' }).waitFor();
    },
    'F2 shows what a rename will change, and makes it': async () => {
      await put('People & Organizations/Voltaire.md', '# Voltaire', 4);
      await keys.press('F2');
      const box = page.locator('.rename-box input');
      await box.waitFor();
      await box.fill('François-Marie Arouet');
      await keys.press('Control+Enter');
      const changes = page.locator('.bulk-edit-panel .monaco-list-row');
      await changes.first().waitFor();
      await page.getByRole('button', { name: /^Group Changes By Type/ }).click();
      await page.getByRole('button', { name: /^Maximize Panel/ }).click();
      await changes.filter({ hasText: MENTION }).first().waitFor();
      await picture('rename');
      await page.getByRole('button', { name: /^Restore Panel/ }).click();
      await page.getByRole('button', { name: 'Apply' }).click();
      const renamed = 'People & Organizations/François-Marie Arouet.md';
      await until('the file has its new name', () => fs.existsSync(path.join(vault, renamed)));
      await run('File: Save All Files');
      await until('a link has followed', () => read('Candide.md').includes('[[François-Marie Arouet]]'));
      await until('the heading has followed', () => read(renamed).includes('\n# François-Marie Arouet\n'));
    },
    'problems of a note that has moved are gone': async () => {
      const problems = (name) => page.locator('.markers-panel .monaco-list-row', { hasText: name });
      await run('Problems: Focus on Problems View');
      await problems('François-Marie Arouet.md').first().waitFor();
      await problems(/^.?Voltaire\.md/).first().waitFor({ state: 'detached' });
      await hidePanel();
    },
    'a note that is dropped from the explorer becomes a link': async () => {
      await show('Loose ends.md');
      await keys.press('Control+End');
      await keys.press('Enter');
      await page.waitForTimeout(100);
      const dragged = page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'News from Nowhere.md' }).first();
      await dragged.scrollIntoViewIfNeeded();
      const [from, to] = [await dragged.boundingBox(), await page.locator('.editor-instance .view-line').last().boundingBox()];
      await page.mouse.move(from.x + 60, from.y + from.height / 2);
      await page.mouse.down();
      await page.mouse.move(from.x + 90, from.y + from.height / 2, { steps: 4 });
      await keys.down('Shift'); // into the editor, not opened beside it
      await page.mouse.move(to.x + 5, to.y + to.height / 2, { steps: 12 });
      await page.mouse.move(to.x + 3, to.y + to.height / 2, { steps: 4 });
      await page.mouse.up();
      await keys.up('Shift');
      await run('File: Save All Files');
      await until('the link is there', () => read('Loose ends.md').includes('[[News from Nowhere]]'));
      if (/\]\(|\]\] *\[/.test(read('Loose ends.md').split('\n').at(-1))) throw new Error('there are two links');
    },
    'backlinks of the note': async () => {
      await show('François-Marie Arouet.md');
      await page.locator('.activitybar [aria-label^="vaultls"]').first().click();
      await page.locator('.pane-header', { hasText: 'Backlinks' }).waitFor();
      await page.locator('.pane-body .monaco-list-row', { hasText: 'Linked mentions' }).first().waitFor();
      await page.locator('.pane-body .monaco-list-row', { hasText: 'Candide' }).first().waitFor();
      await picture('backlinks');
    },
    'progress of the books': async () => {
      const row = (text) => page.locator('.pane-body .monaco-list-row', { hasText: text }).first();
      await row('written').waitFor();
      for (const other of ['Backlinks', 'Tags']) await page.locator('.pane-header', { hasText: other }).click(); // more room
      await row('Candide').click();
      await page.locator('.tab.active', { hasText: 'Candide.md' }).waitFor();
      await row('Candide').locator('.monaco-tl-twistie').click();
      await row('empty').waitFor();
      await picture('progress');
    },
    'the local graph follows the note, and opens what is clicked': async () => {
      await run('View: Close Primary Side Bar');
      await show('François-Marie Arouet.md');
      await run('vaultls: Show Local Graph');
      const graph = await graphOf('local');
      const center = graph.locator('#list li').first();
      await until('it is about the note', async () => (await center.textContent()).startsWith('François-Marie Arouet'));
      await run('View: Focus First Editor Group');
      await show('Candide.md');
      await until('it is about the next note', async () => (await center.textContent()).startsWith('Candide'));
      await graph.locator('body:not(.moving)').waitFor();
      await graph.locator('#list').focus();
      await graph.locator('#list li[aria-selected=true]', { hasText: 'Candide' }).waitFor();
      await graph.getByRole('button', { name: 'Show all' }).click();
      await picture('local-graph');
      await graph.locator('#list').focus();
      await keys.press('ArrowDown');
      const name = await graph.locator('#list li[aria-selected=true] span').textContent();
      await keys.press('Enter');
      await page.locator('.tab.active', { hasText: `${name}.md` }).waitFor();
      await until('it is in the middle now', async () => (await center.textContent()).startsWith(name));
      const before = await graph.locator('#list li').count();
      await graph.getByLabel('How many links away').selectOption('2');
      await until('there is more two links away', async () => (await graph.locator('#list li').count()) > before);
    },
    'the graph of the vault is filtered by name and tag': async () => {
      await run('View: Close All Editors');
      await run('vaultls: Show Vault Graph');
      const graph = await graphOf('vault');
      await graph.locator('#list li').nth(40).waitFor();
      await graph.locator('body:not(.moving)').waitFor();
      await picture('vault-graph');
      const rows = () => graph.locator('#list li').allTextContents();
      const all = (await rows()).length;
      await graph.getByLabel('Filter by name').fill('lamp');
      await until('only these are left', async () => (await rows()).length < all && (await rows()).every((row) => /lamp/i.test(row)));
      await graph.getByLabel('Filter by name').fill('');
      await graph.getByLabel('Filter by tag').selectOption('book');
      await until('only these are left', async () => (await rows()).length > 3 && (await rows()).length < all);
      await graph.getByLabel('Filter by tag').selectOption('');
      await until('all are back', async () => (await rows()).length === all);
      await graph.getByLabel('Unwritten').uncheck();
      await until('the unwritten are gone', async () => (await rows()).every((row) => !row.includes('unwritten')));
      await graph.getByLabel('Attachments').check();
      await until('attachments are there', async () => (await rows()).some((row) => row.includes('attachment')));
      await run('View: Close All Editors');
    },
    'the menu of the status bar': async () => {
      await show('Candide.md');
      await page.locator('[id="vaultls.vaultls.vaultls"], .statusbar-item[aria-label*="notes"]').first().click();
      await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Show backlinks' }).waitFor();
      await keys.press('Escape');
    },
    'a Python that there is not is one message that leads to the setting': async () => {
      const file = path.join(vault, '.vscode', 'settings.json');
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, JSON.stringify({ 'vaultls.python': '/no/such/python' }));
      await page.locator('.statusbar-item', { hasText: 'vaultls' }).first().waitFor(); // which says that it isn't running
      await run('Notifications: Show Notifications');
      const messages = page.locator('.notifications-center .notification-list-item', { hasText: '/no/such/python' });
      await messages.first().waitFor();
      if ((await messages.count()) !== 1) throw new Error(`${await messages.count()} messages`);
      await messages.first().hover(); // which shows the buttons
      await messages.getByRole('button', { name: 'Open Setting' }).click();
      await page.locator('.settings-editor', { hasText: 'Python 3.10 or newer' }).waitFor();
      fs.writeFileSync(file, '{}');
      await show('Candide.md');
      await page.locator('.statusbar-item[aria-label*="notes"]').first().waitFor();
    },
  };
}

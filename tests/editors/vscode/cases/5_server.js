const assert = require('node:assert');
const fs = require('node:fs');
const vscode = require('vscode');
const { ask, problems, until, write } = require('../support');

/** The server's process, a child of this one. */
function server() {
  for (const pid of fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const command = fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      const parent = /\) \S (\d+)/.exec(fs.readFileSync(`/proc/${pid}/stat`, 'utf8'))[1];
      if (command.includes('run_server.py') && Number(parent) === process.pid) return Number(pid);
    } catch {
      // it has ended
    }
  }
  return undefined;
}

exports['a server that is killed comes back, and knows unsaved text'] = async () => {
  const { document, editor } = await write('unsaved.md', '# One\n');
  await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'text [[No such note at all]]\n'));
  const unresolved = () => problems(document.uri).some((one) => (one.code?.value ?? one.code) === 'unresolved-link');
  await until('a problem', unresolved);
  const old = server();
  const began = Date.now();
  process.kill(old, 'SIGKILL');
  const now = await until('another server', () => (server() === old ? undefined : server()));
  assert.notEqual(now, old);
  await until('it answers', async () => {
    const found = await ask('vscode.executeCompletionItemProvider', document.uri, new vscode.Position(0, 7));
    return found.items.some((one) => (one.label.label ?? one.label) === 'Candide');
  });
  assert.ok(Date.now() - began < 5000, `it took ${Date.now() - began} ms`);
  assert.ok(document.isDirty);
  await until('the problem of the unsaved text', unresolved);
};

exports['the command for a restart starts another server'] = async () => {
  const old = server();
  await ask('vaultls.restart');
  assert.ok(server());
  assert.notEqual(server(), old);
};

exports['a Python that there is not is no endless restart'] = async () => {
  const settings = vscode.workspace.getConfiguration('vaultls');
  await settings.update('python', '/no/such/python', vscode.ConfigurationTarget.Global);
  await until('the server has ended', () => server() === undefined);
  await new Promise((resolve) => setTimeout(resolve, 1500)); // a loop would have begun by then
  assert.equal(server(), undefined);
  await settings.update('python', undefined, vscode.ConfigurationTarget.Global);
  await until('the server is back', server);
};

exports['a server command that ends at once is not started again'] = async () => {
  const settings = vscode.workspace.getConfiguration('vaultls');
  const log = '/tmp/vaultls-starts-' + process.pid;
  await settings.update('serverCommand', ['sh', '-c', `echo x >> ${log}`], vscode.ConfigurationTarget.Global);
  await until('it was started', () => fs.existsSync(log));
  await new Promise((resolve) => setTimeout(resolve, 1500)); // a loop would have begun by then
  const starts = fs.readFileSync(log, 'utf8').length / 2;
  fs.rmSync(log);
  await settings.update('serverCommand', undefined, vscode.ConfigurationTarget.Global);
  await until('the server is back', server);
  assert.equal(starts, 1);
};

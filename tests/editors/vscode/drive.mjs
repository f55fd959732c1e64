// Starts code-server with the packaged extension, opens it in Chromium, runs the suite of a folder of cases in its extension
// host, then types and looks as a writer would. Configuration: a JSON file; results: JSON files beside it.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import net from 'node:net';
import path from 'node:path';

const config = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const { entry, driver, chromium, vsix, work, vault, here, cases, walked, trust, smoke } = config;
const { chromium: browserType } = createRequire(path.join(driver, 'x.js'))('playwright-core');

const SETTINGS = {
  'workbench.startupEditor': 'none',
  'security.workspace.trust.enabled': trust,
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'editor.minimap.enabled': false,
  'editor.accessibilitySupport': 'off',
  'files.autoSave': 'off',
  'git.enabled': false,
  'window.restoreWindows': 'none',
  'workbench.editor.enablePreview': false,
  'files.simpleDialog.enable': true,
  'refactor.preview': 'never',
  'explorer.confirmDragAndDrop': false,
  'explorer.autoReveal': false,
  'window.menuBarVisibility': 'compact',
};

const freePort = () =>
  new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

function args(data, extensions) {
  return [entry, '--config', path.join(work, 'config.yaml'), '--user-data-dir', data, '--extensions-dir', extensions];
}

/** code-server with the extension; returns its address and how to end it. */
async function start() {
  const data = path.join(work, 'data');
  const extensions = path.join(work, 'extensions');
  fs.mkdirSync(path.join(data, 'User'), { recursive: true });
  fs.writeFileSync(path.join(data, 'User', 'settings.json'), JSON.stringify(SETTINGS));
  fs.writeFileSync(path.join(work, 'config.yaml'), 'auth: none\ncert: false\n');
  const env = { ...process.env, EXTENSIONS_GALLERY: '{}', VAULTLS_TEST_RESULTS: path.join(work, 'suite.json'), VAULTLS_TEST_CASES: cases };
  for (const name of ['CONFIG', 'DATA', 'CACHE', 'STATE']) env[`XDG_${name}_HOME`] = path.join(work, name.toLowerCase());
  delete env.PORT;
  const installed = spawnSync(process.execPath, [...args(data, extensions), '--install-extension', vsix], { env });
  if (installed.status !== 0) throw new Error(`not installed: ${installed.stdout}${installed.stderr}`);
  const port = await freePort();
  const flags = ['--auth', 'none', '--disable-telemetry', '--disable-update-check', '--disable-getting-started-override', '--disable-proxy'];
  if (!trust) flags.push('--disable-workspace-trust');
  if (smoke) flags.push('--vscode-option', 'enable-smoke-test-driver'); // without it new ones run no suite, and old ones don't know it
  const log = fs.openSync(path.join(work, 'code-server.log'), 'w');
  const server = spawn(
    process.execPath,
    [...args(data, extensions), '--bind-addr', `127.0.0.1:${port}`, ...flags],
    { env, stdio: ['ignore', log, log], detached: true },
  );
  const end = () => {
    try {
      process.kill(-server.pid, 'SIGTERM');
    } catch {
      // it has ended
    }
  };
  process.on('exit', end);
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => process.exit(1));
  for (let i = 0; ; i++) {
    try {
      await fetch(`http://127.0.0.1:${port}/healthz`);
      break;
    } catch (error) {
      if (i > 300) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  return { address: `127.0.0.1:${port}`, end };
}

async function browser() {
  return browserType.launch({
    executablePath: chromium,
    env: { ...process.env, XDG_CONFIG_HOME: path.join(work, 'config') },
    args: [
      '--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--disable-background-networking', '--disable-component-update',
      '--disable-dev-shm-usage', '--no-first-run', '--disable-sync', '--disable-default-apps',
      '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
    ],
  });
}

/** A window on a folder. `payload`: what VS Code's web build reads from its address. */
async function open(context, address, folder, payload) {
  const page = await context.newPage();
  page.on('console', (message) => fs.appendFileSync(path.join(work, 'console.log'), `${message.text()}\n`));
  const address_ = `http://${address}/?folder=${encodeURIComponent(folder)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
  return { page, go: () => page.goto(address_) };
}

/** The suite in the extension host. */
async function suite(context, address) {
  const remote = `vscode-remote://${address}`;
  const { page, go } = await open(context, address, vault, [
    ['extensionDevelopmentPath', `${remote}${here}`],
    ['extensionTestsPath', `${remote}${here}/index.js`],
    ['skipWelcome', 'true'],
  ]);
  const done = new Promise((resolve) => void page.exposeFunction('codeAutomationExit', resolve));
  await page.exposeFunction('codeAutomationLog', () => undefined);
  await go();
  const limit = new Promise((resolve) => setTimeout(resolve, 180_000, 'not done in time'));
  const code = await Promise.race([done, limit]);
  await page.screenshot({ path: path.join(work, 'suite.png') });
  await page.close();
  return code;
}

const { address, end } = await start();
const window_ = await browser();
try {
  const context = await window_.newContext({ viewport: { width: 1280, height: 800 } });
  if (cases) console.log('suite', await suite(context, address));
  if (walked) {
    const { walk } = await import('./walk.mjs');
    const results = await walk({ work, vault: walked, address, open: (...rest) => open(context, address, ...rest) });
    fs.writeFileSync(path.join(work, 'walk.json'), JSON.stringify(results));
  }
} finally {
  await window_.close();
  end();
}
process.exit(0);

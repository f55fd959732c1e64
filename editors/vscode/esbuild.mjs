// Bundles the extension, and the page of the graphs with its worker, into dist/.
import { build } from 'esbuild';

const common = { bundle: true, minify: true, logLevel: 'warning' };

/** `worker:NAME` is the bundled worker as text: a webview may start one from a blob alone. */
const workers = {
  name: 'workers',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^worker:/ }, ({ path }) => ({ path: path.slice('worker:'.length), namespace: 'worker' }));
    onLoad({ filter: /.*/, namespace: 'worker' }, async ({ path }) => {
      const entry = `src/graph/web/${path}.worker.ts`;
      const made = await build({ ...common, entryPoints: [entry], target: 'es2022', write: false });
      return { contents: made.outputFiles[0].text, loader: 'text' };
    });
  },
};

await build({
  ...common,
  entryPoints: ['src/extension.ts'],
  outdir: 'dist',
  platform: 'node',
  target: 'node20',
  external: ['vscode'],
});
await build({
  ...common,
  entryPoints: { graph: 'src/graph/web/main.ts' },
  outdir: 'dist',
  target: 'es2022',
  plugins: [workers],
});
await build({ ...common, entryPoints: { graph: 'src/graph/web/style.css' }, outdir: 'dist' });

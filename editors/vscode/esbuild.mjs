// Bundles the extension into dist/.
import { build } from 'esbuild';

await build({
  entryPoints: ['src/extension.ts'],
  outdir: 'dist',
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node20',
  external: ['vscode'],
  logLevel: 'warning',
});

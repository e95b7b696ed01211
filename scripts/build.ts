import { spawnSync } from 'node:child_process';
import { globSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';

/** Compiles the published packages into empty `dist` folders, so that nothing of an older build is packed. */
const root = resolve(import.meta.dirname, '..');
const projects = globSync('packages/*/tsconfig.json', { cwd: root }).map((file) => resolve(root, file, '..'));

for (const project of projects) {
  rmSync(join(project, 'dist'), { recursive: true, force: true });
  rmSync(join(project, 'tsconfig.tsbuildinfo'), { force: true });
}
const tsc = join(root, 'node_modules/typescript/bin/tsc');
const { status } = spawnSync(process.execPath, [tsc, '-b', ...projects], { stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);

// Importing many small modules is most of what telemetry that is off would cost: core goes out as one module that is loaded
// at once, and chunks that are loaded when they are needed. Declarations stay as tsc wrote them.
const core = join(root, 'packages/core');
for (const compiled of globSync('dist/**/*.{js,js.map}', { cwd: core })) rmSync(join(core, compiled));
const entryPoints = {
  index: 'src/index.ts',
  'testing/index': 'src/testing/index.ts',
  'system-worker': 'src/facts/system-worker.ts',
  'yaml-worker': 'src/facts/yaml-worker.ts',
};
await build({
  absWorkingDir: core,
  entryPoints,
  outdir: 'dist',
  chunkNames: 'chunk-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.20',
  packages: 'external',
  sourcemap: true,
  logLevel: 'warning',
  logOverride: { 'ignored-bare-import': 'silent' },
  plugins: [oneEagerChunk(join(core, 'src/index.ts'))],
});

/**
 * esbuild makes a chunk for each set of entries that share code. What is imported later is made to import the index as well:
 * so all that the index loads at once is shared by the same set, and is one chunk. Nothing of such an import is left.
 */
function oneEagerChunk(index: string): Plugin {
  return {
    name: 'one eager chunk',
    setup: ({ onResolve, onLoad }) => {
      const later = new Set(Object.values(entryPoints).map((file) => join(core, file)));
      later.delete(index);
      onResolve({ filter: /^\./ }, ({ path, kind, resolveDir }) => {
        const file = resolve(resolveDir, path);
        if (kind === 'dynamic-import') later.add(file);
        return null;
      });
      onResolve({ filter: /^the-index$/ }, () => ({ path: index }));
      onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        if (!later.has(path)) return null;
        return { contents: `import 'the-index';\n${await readFile(path, 'utf8')}`, loader: 'ts' };
      });
    },
  };
}

import { globSync, realpathSync } from 'node:fs';
import { copyFile, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';

/** What a package lets others load: name of the file that goes out, and the compiled file that it is made of. */
export type Entries = { readonly index: string; readonly [name: string]: string };

/** The packages that go out in few modules. A worker thread's module is an entry: it is found beside the chunks. */
export const bundled: Readonly<Record<string, Entries>> = {
  core: {
    index: 'index.js',
    'testing/index': 'testing/index.js',
    'system-worker': 'facts/system-worker.js',
    'yaml-worker': 'facts/yaml-worker.js',
  },
  admin: { index: 'index.js' },
  'posthog-sink': { index: 'index.js', 'deliver-worker': 'deliver-worker.js' },
  'sqlite-store': { index: 'index.js', 'database-worker': 'database-worker.js' },
};

/** A library that goes out inside of ours, as far as it is used: importing all of its modules takes longer than all else that is on. */
export const inside = 'rxjs';

/**
 * Makes of the modules that `tsc` wrote into a package's `dist` one that is loaded at once, and chunks that are loaded when they
 * are needed. Importing many small modules is most of what telemetry that is off would cost. Declarations stay.
 */
export async function bundlePackage(folder: string, entries: Entries): Promise<void> {
  const dist = join(folder, 'dist');
  const out = join(folder, 'dist-bundled');
  const entryPoints = Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, join(dist, file)]));
  await build({
    entryPoints,
    outdir: out,
    chunkNames: 'chunk-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.20',
    packages: 'external',
    // Not its names: Node prints the line of an error that nobody catches, and its class. White space is a quarter of what a
    // host reads at its start.
    minifySyntax: true,
    minifyWhitespace: true,
    lineLimit: 80,
    sourcemap: true,
    logLevel: 'warning',
    logOverride: { 'ignored-bare-import': 'silent' },
    plugins: [libraryInside(folder), oneEagerChunk(Object.values(entryPoints), join(dist, entries.index))],
  });
  for (const file of globSync('**/*.{js,js.map}', { cwd: dist })) await rm(join(dist, file));
  for (const file of globSync('**/*.{js,js.map}', { cwd: out })) await rename(join(out, file), join(dist, file));
  await rm(out, { recursive: true });
}

/** Takes the library, and what it needs itself, from modules of which esbuild leaves out what is not used; and its licence along. */
function libraryInside(folder: string): Plugin {
  const library = join(folder, 'node_modules', inside);
  return {
    name: 'library inside',
    setup: ({ onResolve, onEnd }) => {
      let isUsed = false;
      onResolve({ filter: new RegExp(`^${inside}$`) }, () => {
        isUsed = true;
        return { path: join(realpathSync(library), 'dist/esm/index.js'), sideEffects: false };
      });
      onResolve({ filter: /^tslib$/ }, ({ importer }) => ({
        path: join(dirname(createRequire(importer).resolve('tslib')), 'tslib.es6.mjs'),
        sideEffects: false,
      }));
      onEnd(async () => {
        if (isUsed) await copyFile(join(library, 'LICENSE.txt'), join(folder, 'dist', `LICENSE-${inside}.txt`));
      });
    },
  };
}

/**
 * esbuild makes a chunk for each set of entries that share code. What is imported later is made to import the index as well:
 * so all that the index loads at once is shared by the same set, and is one chunk. Nothing of such an import is left.
 */
function oneEagerChunk(entries: readonly string[], index: string): Plugin {
  return {
    name: 'one eager chunk',
    setup: ({ onStart, onResolve, onLoad }) => {
      const later = new Set(entries.filter((file) => file !== index));
      // Before anything is loaded: a module that another imports at once may be loaded before it is seen to be imported later.
      onStart(async () => {
        for (const file of globSync('**/*.js', { cwd: dirname(index) })) {
          const path = join(dirname(index), file);
          for (const [, imported = ''] of (await readFile(path, 'utf8')).matchAll(dynamicImport)) {
            later.add(resolve(dirname(path), imported));
          }
        }
      });
      onResolve({ filter: /^the-index$/ }, () => ({ path: index }));
      onLoad({ filter: /\.js$/ }, async ({ path }) =>
        later.has(path) ? { contents: `${await readFile(path, 'utf8')}\nimport 'the-index';\n`, loader: 'js' } : null,
      );
    },
  };
}

const dynamicImport = /\bimport\('(\.[^']+)'\)/g;

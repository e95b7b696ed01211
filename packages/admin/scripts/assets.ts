import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

const root = resolve(import.meta.dirname, '..');

const header =
  '// Generated from client/ by scripts/generate-assets.ts, which `pnpm generate` runs: do not edit.\n// oxfmt and oxlint leave it alone.\n';

/** The generated modules by their file name in `src/`. The same sources give the same modules. */
export async function assetModules(): Promise<Readonly<Record<string, string>>> {
  const licence = await readFile(join(root, 'node_modules/uplot/LICENSE'), 'utf8');
  const assets = [
    {
      name: 'plot.js',
      type: 'text/javascript; charset=utf-8',
      text: `/*!\nThe plot is drawn by uPlot, https://github.com/leeoniya/uPlot\n\n${licence.trim()}\n*/\n${await bundled('plot.ts')}`,
    },
    { name: 'style.css', type: 'text/css; charset=utf-8', text: await bundled('style.css') },
    { name: 'icon.svg', type: 'image/svg+xml', text: await readFile(join(root, 'client/icon.svg'), 'utf8') },
  ].map((asset) => ({ ...asset, version: createHash('sha256').update(asset.text).digest('hex').slice(0, 12) }));
  return {
    'assets.generated.ts': `${header}
/** What the pages load, as it is served. It is text of the package, so that a bundle in one file has it too. */
export const assets: readonly { readonly name: string; readonly type: string; readonly text: string; readonly version: string }[] = ${JSON.stringify(assets, null, 2)};
`,
    'assets.versions.generated.ts': `${header}
/** Versions of what the pages load, by name. */
export const versions: Readonly<Record<string, string>> = ${JSON.stringify(Object.fromEntries(assets.map(({ name, version }) => [name, version])), null, 2)};
`,
  };
}

async function bundled(file: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'client', file)],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: ['es2022'],
    charset: 'utf8',
    legalComments: 'none',
    // The package has no side effects; what runs in a browser has.
    ignoreAnnotations: true,
    logLevel: 'warning',
  });
  return outputFiles[0]?.text ?? '';
}

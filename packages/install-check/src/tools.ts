import { createHash } from 'node:crypto';
import { access, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { quietly } from './nodes.ts';
import { run } from './run.ts';

/** What hosts are bundled, run, tested and compiled with. */
const versions = {
  '@rollup/plugin-commonjs': '29.0.3',
  '@rollup/plugin-json': '6.1.0',
  '@rollup/plugin-node-resolve': '16.0.3',
  '@vercel/ncc': '0.45.0',
  '@yarnpkg/cli-dist': '4.18.1',
  bun: '1.4.5',
  deno: '2.9.6',
  jest: '30.5.2',
  postject: '1.0.0-alpha.6',
  rollup: '4.68.8',
  tsup: '9.0.0',
  typescript: '5.9.3',
  'typescript-5.4': 'npm:typescript@5.4.5',
  'typescript-6': 'npm:typescript@6.0.3',
  webpack: '5.113.0',
};

/** The `node_modules` of the tools: installed once, and kept in the folder `cache` between runs. */
export async function installedTools(cache: string): Promise<string> {
  const manifest = JSON.stringify({ private: true, devDependencies: versions }, null, 2);
  const folder = join(cache, createHash('sha256').update(manifest).digest('hex').slice(0, 12));
  const tools = join(folder, 'node_modules');
  if (await isThere(tools)) return tools;
  await mkdir(cache, { recursive: true });
  const installing = await mkdtemp(join(cache, 'installing-'));
  try {
    await writeFile(join(installing, 'package.json'), manifest);
    // Bun and Deno come as packages for the platform, and their scripts only link them.
    await run('npm', ['install', ...quietly, '--ignore-scripts', '--force'], { cwd: installing });
    await rename(installing, folder);
  } finally {
    await rm(installing, { recursive: true, force: true });
  }
  return tools;
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

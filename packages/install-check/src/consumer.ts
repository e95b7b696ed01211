import { cp, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { quietly } from './nodes.ts';
import type { Packed } from './pack.ts';
import { run } from './run.ts';

/** A project of somebody who installed the packages, with the same host in each form that hosts have. */
export interface Consumer {
  readonly folder: string;
  readonly forms: readonly { readonly name: string; readonly cwd: string; readonly file: string }[];
}

/** Installs the tarballs with npm into a fresh project, and bundles its host into one file in an empty folder. */
export async function consumerOf(packed: readonly Packed[], root: string, work: string): Promise<Consumer> {
  const folder = join(work, 'consumer');
  await cp(join(root, 'packages/install-check/consumer'), folder, { recursive: true });
  const dependencies = Object.fromEntries(packed.map(({ name, tarball }) => [name, `file:${tarball}`]));
  const devDependencies = { '@types/node': await typesOfNode(root) };
  await writeFile(
    join(folder, 'package.json'),
    JSON.stringify({ private: true, dependencies, devDependencies }, null, 2),
  );
  await run('npm', ['install', ...quietly], { cwd: folder });

  const empty = join(work, 'empty');
  await mkdir(empty);
  await build({
    entryPoints: [join(folder, 'host.mjs')],
    outfile: join(empty, 'host.cjs'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'silent',
  });
  return {
    folder,
    forms: [
      { name: 'import', cwd: folder, file: 'host.mjs' },
      { name: 'require', cwd: folder, file: 'host.cjs' },
      { name: 'bundle', cwd: empty, file: 'host.cjs' },
    ],
  };
}

/** A folder outside the workspace, so that nothing of it is found by accident. */
export const workFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'plainsight-install-'));

async function typesOfNode(root: string): Promise<string> {
  const { devDependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  return devDependencies['@types/node'] ?? '*';
}

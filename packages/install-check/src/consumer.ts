import { cp, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { quietly } from './nodes.ts';
import type { Packed } from './pack.ts';
import { run } from './run.ts';

/** One way in which a host runs. */
export interface Form {
  readonly name: string;
  readonly cwd: string;
  readonly file: string;
  /** It is a program of its own, with Node inside. @default it is run by Node */
  readonly isProgram?: true;
}

/** A project of somebody who installed the packages, with the same host in each form that hosts have. */
export interface Consumer {
  readonly folder: string;
  readonly forms: readonly Form[];
}

/** Installs the tarballs with npm into a fresh project, and bundles its host into one file in an empty folder. */
export async function consumerOf(packed: readonly Packed[], root: string, work: string): Promise<Consumer> {
  const folder = join(work, 'consumer');
  await cp(join(root, 'packages/install-check/consumer'), folder, { recursive: true });
  const dependencies = Object.fromEntries(packed.map(({ name, tarball }) => [name, `file:${tarball}`]));
  // The oldest that fit: what newer types of Node have, public types do not need.
  const devDependencies = { '@types/node': '20.19.43' };
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

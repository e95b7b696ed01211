import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, realpathSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { inside } from '../../../scripts/bundle-package.ts';

/** The workspace that is measured. */
export const root = resolve(import.meta.dirname, '../../..');

/** What is read of a `package.json`. */
export interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly publishConfig: { readonly exports: Readonly<Record<string, unknown>> };
}

/**
 * Compiles packages as they are published, from a copy: whoever builds the workspace at the same time is not met.
 * Gives the folder of each. Throws where one does not compile.
 */
export function compile(folder: string, names: readonly string[]): readonly string[] {
  mkdirSync(join(folder, 'packages'), { recursive: true });
  cpSync(join(root, 'tsconfig.base.json'), join(folder, 'tsconfig.base.json'));
  link(join(root, 'node_modules'), join(folder, 'node_modules'));
  const projects = names.map((name) => copyOf(folder, name));
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const { status, stdout } = spawnSync(process.execPath, [tsc, '-b', ...projects], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`Failed to compile the packages.\n${stdout}`);
  return projects;
}

function copyOf(folder: string, name: string): string {
  const from = join(root, 'packages', name);
  const to = join(folder, 'packages', name);
  for (const part of ['src', 'package.json', 'tsconfig.json']) {
    cpSync(join(from, part), join(to, part), { recursive: true });
  }
  mkdirSync(join(to, 'node_modules/@plainsight'), { recursive: true });
  for (const library of librariesOf(from)) {
    const own = library.startsWith('@plainsight/');
    const target = own ? join(folder, library.replace('@plainsight', 'packages')) : join(from, 'node_modules', library);
    link(target, join(to, 'node_modules', library));
  }
  return to;
}

/** What a package needs before it is bundled: what it depends on, and the library that goes out inside of it. */
export const librariesOf = (folder: string): readonly string[] => [
  ...Object.keys(manifestOf(folder).dependencies),
  ...(existsSync(join(folder, 'node_modules', inside)) ? [inside] : []),
];

/** A junction, since Windows lets everybody make one. */
export const link = (target: string, path: string): void => symlinkSync(realpathSync(target), path, 'junction');

/** Reads the manifest of a package. Throws where there is none to publish. */
export function manifestOf(folder: string): Manifest {
  const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (!isManifest(manifest)) throw new Error(`Failed to read the manifest in ${folder}: it is not to be published.`);
  return manifest;
}

const isManifest = (manifest: unknown): manifest is Manifest =>
  typeof manifest === 'object' && manifest !== null && 'publishConfig' in manifest && 'dependencies' in manifest;

import { globSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly homepage?: string;
  readonly bugs?: string;
  readonly repository?: { readonly type: string; readonly url: string; readonly directory?: string };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, string>>;
  readonly publishConfig?: {
    readonly provenance?: boolean;
    readonly types?: string;
    readonly exports?: Readonly<Record<string, string | { readonly types: string }>>;
  };
}

const root = resolve(import.meta.dirname, '../..');
const read = (file: string): Manifest => JSON.parse(readFileSync(join(root, file), 'utf8')) as Manifest;
const manifests = ['package.json', ...globSync('{packages,examples}/*/package.json', { cwd: root })].map((file) => ({
  folder: dirname(file),
  manifest: read(file),
}));
const published = manifests.filter(({ manifest }) => manifest.private !== true);
const { repository, bugs } = read('package.json');

/** Our sink knows its inside, so a version of it is one that was tried. */
const exact = 'posthog-node';

describe('published packages', () => {
  test('are these', () => {
    expect(published.map(({ manifest }) => manifest.name.replace('@plainsight/', '')).toSorted()).toEqual([
      'admin',
      'cli',
      'console-sink',
      'core',
      'http-sink',
      'posthog-sink',
      'sqlite-store',
    ]);
  });

  test.each(published)('name the repository that they come from: $folder', ({ folder, manifest }) => {
    expect(manifest.repository).toEqual({ ...repository, directory: folder });
    expect(manifest.bugs).toBe(bugs);
    expect(manifest.homepage).toBe(`${bugs?.replace(/issues$/, `tree/main/${folder}`)}#readme`);
    expect(manifest.publishConfig?.provenance).toBe(true);
  });

  test.each(published)('take fixes of what they depend on without a release of ours: $folder', ({ manifest }) => {
    for (const [name, range] of Object.entries(manifest.dependencies ?? {})) {
      if (name.startsWith('@plainsight/')) expect(range, name).toBe('workspace:^');
      else expect(range, name).toMatch(name === exact ? /^\d+\.\d+\.\d+$/ : /^\^\d+\.\d+\.\d+$/);
    }
  });

  test.each(published)('have types where exports are not read: $folder', ({ manifest }) => {
    const main = manifest.publishConfig?.exports?.['.'];
    expect(manifest.publishConfig?.types).toBe(typeof main === 'object' ? main.types : undefined);
  });
});

test('what only the workspace uses is pinned', () => {
  for (const { folder, manifest } of manifests) {
    const { devDependencies = {}, dependencies = {} } = manifest;
    const own = manifest.private === true ? { ...dependencies, ...devDependencies } : devDependencies;
    for (const [name, version] of Object.entries(own)) {
      expect(version, `${name} of ${folder}`).toMatch(/^(workspace:.*|(npm:.+@)?\d+\.\d+\.\d+)$/);
    }
  }
});

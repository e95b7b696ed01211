import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

describe('pinned versions', () => {
  const text = read('package.json');
  const { packageManager, devDependencies } = JSON.parse(text) as {
    packageManager: string;
    devDependencies: { node: string };
  };

  test('of pnpm are the same wherever package.json names one', () => {
    const named = text.match(/\bpnpm@[\d.]+/g) ?? [];
    expect(named.length).toBeGreaterThan(2);
    expect([...new Set(named)]).toEqual([packageManager]);
  });

  test('of Node are the same in package.json, for pnpm, and where the scripts run', () => {
    const node = devDependencies.node.replace('npm:node@', '');
    expect(/^nodeVersion: (.*)$/m.exec(read('pnpm-workspace.yaml'))?.[1]).toBe(node);
    expect(process.versions.node).toBe(node);
  });

  test('of Node are among those that the packages are tried on', () => {
    expect(read('packages/install-check/src/nodes.ts')).toContain(`'${devDependencies.node.replace('npm:node@', '')}'`);
  });
});

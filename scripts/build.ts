import { spawnSync } from 'node:child_process';
import { globSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bundled, bundlePackage } from './bundle-package.ts';

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

for (const [name, entries] of Object.entries(bundled)) await bundlePackage(join(root, 'packages', name), entries);

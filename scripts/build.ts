import { spawnSync } from 'node:child_process';
import { globSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Compiles the published packages into empty `dist` folders, so that nothing of an older build is packed. */
const root = resolve(import.meta.dirname, '..');
const projects = globSync('packages/*/tsconfig.json', { cwd: root }).map((file) => resolve(root, file, '..'));

for (const project of projects) {
  rmSync(join(project, 'dist'), { recursive: true, force: true });
  rmSync(join(project, 'tsconfig.tsbuildinfo'), { force: true });
}
const tsc = join(root, 'node_modules/typescript/bin/tsc');
process.exitCode = spawnSync(process.execPath, [tsc, '-b', ...projects], { stdio: 'inherit' }).status ?? 1;

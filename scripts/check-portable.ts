import { readFileSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { machineTraces } from './portable/machine-traces.ts';
import { projectFiles } from './project-files.ts';

/**
 * Says which files of the project name a package registry's host or a place on somebody's machine: such a file works
 * for one developer only. `node scripts/check-portable.ts [ROOT]` ends with 1 if there are any.
 */
function main(root: string): void {
  const here = { root: realpathSync(root), home: homedir() };
  const files = projectFiles(root).filter((file) => !/\.(png|ico|gz|tgz)$/.test(file));
  const found = files.flatMap((file) => machineTraces(file, readFileSync(join(root, file), 'utf8'), here));
  for (const { file, line, why } of found) console.error(`${file}:${line}: ${why}`);
  const verdict = found.length === 0 ? 'none is bound to a machine' : `${found.length} lines are bound to a machine`;
  console.log(`${files.length} files searched: ${verdict}.`);
  process.exitCode = found.length === 0 && files.length > 0 ? 0 : 1;
}

main(process.argv[2] ?? process.cwd());

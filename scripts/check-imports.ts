import { globSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { violations, type Packages } from './imports/import-rules.ts';
import { readImports } from './imports/read-imports.ts';

/**
 * Says which imports of a workspace run upstream: between packages, between the folders of core, or to a library
 * that is to be loaded only when telemetry is on. `node scripts/check-imports.ts [ROOT]` ends with 1 if there are any.
 */
function main(root: string): void {
  const files = glob(root, '{packages,examples}/*/**/*.ts').concat(glob(root, 'scripts/**/*.ts'));
  const found = violations(
    files.flatMap((file) => readImports(root, file)),
    workspacePackages(root),
  );
  for (const { file, line, why } of found) console.error(`${file}:${line}: ${why}`);
  console.log(
    `Imports of ${files.length} files checked: ${found.length === 0 ? 'all run downstream' : `${found.length} do not`}.`,
  );
  process.exitCode = found.length === 0 && files.length > 0 ? 0 : 1;
}

/** Packages inside an example are part of it. */
function workspacePackages(root: string): Packages {
  return new Map(
    glob(root, '{packages,examples}/*/**/package.json').map((file) => {
      const { name } = JSON.parse(readFileSync(join(root, file), 'utf8')) as { name: string };
      return [name, file.split('/', 2).join('/')];
    }),
  );
}

function glob(root: string, pattern: string): string[] {
  const files = globSync(pattern, { cwd: root, exclude: ['**/node_modules/**', '**/dist/**', '**/fixtures/**'] });
  return files.map((file) => file.replaceAll(sep, '/')).toSorted();
}

main(process.argv[2] ?? process.cwd());

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unknownCommands } from './docs/commands.ts';
import { deadLinks } from './docs/links.ts';
import { missingFiles } from './docs/named-files.ts';
import type { Page, Problem } from './docs/page.ts';
import { projectFiles } from './project-files.ts';

/** Pages that must be there. */
const required = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'docs/decisions/README.md'];

/**
 * Holds the documentation against the project: relative links lead somewhere, the files that ARCHITECTURE.md names
 * are there, commands of the pages at the root and under docs/ are scripts of package.json or files.
 * `node scripts/check-docs.ts [ROOT]` ends with 1 if something is wrong.
 */
function main(root: string): void {
  const files = projectFiles(root);
  const pages: readonly Page[] = files
    .filter((file) => file.endsWith('.md') && !/(^|\/)(CHANGELOG\.md|fixtures\/|\.changeset\/)/.test(file))
    .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));
  const scripts = scriptsOf(root);

  const found: readonly Problem[] = [
    ...required.filter((file) => !existsSync(join(root, file))).map((file) => ({ file, line: 1, why: 'is missing' })),
    ...pages.flatMap((page) => deadLinks(page, pages, files)),
    ...pages.filter(({ file }) => file === 'ARCHITECTURE.md').flatMap((page) => missingFiles(page, files)),
    ...pages
      .filter(({ file }) => !file.includes('/') || file.startsWith('docs/'))
      .flatMap((page) => unknownCommands(page, scripts, files)),
  ];
  for (const { file, line, why } of found) console.error(`${file}:${line}: ${why}`);
  const verdict = found.length === 0 ? 'links, files and commands are there' : `${found.length} problems`;
  console.log(`${pages.length} pages checked: ${verdict}.`);
  process.exitCode = found.length === 0 ? 0 : 1;
}

function scriptsOf(root: string): ReadonlySet<string> {
  const { scripts = {} } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts?: object };
  return new Set(Object.keys(scripts));
}

main(process.argv[2] ?? process.cwd());

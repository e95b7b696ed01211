import { matchesGlob } from 'node:path';
import { linesOf, type Page, type Problem } from './page.ts';

const fileName = /(?:[\w@.*{},-]+\/)*[\w@.*{},-]+\.(?:ts|tsx|js|mjs|json|jsonc|md|yaml|yml)\b/g;
const folderName = /(?:[\w@.*-]+\/)+(?=$|[\s`),:])/g;

/**
 * Files and folders that a page names and the project does not have. A name may be a path from the root or the end
 * of one, as in a drawing of a tree, and may hold `*`.
 */
export function missingFiles(page: Page, files: readonly string[]): readonly Problem[] {
  const folders = [...new Set(files.flatMap((file) => parents(file)))];
  const prose = linesOf(page, 'prose').flatMap(({ line, text }) =>
    [...text.matchAll(/`([^`]+)`/g)].map((span) => ({ line, text: span[1] ?? '' })),
  );
  return [...prose, ...linesOf(page, 'code')].flatMap(({ line, text }) => {
    const words = text.replaceAll(/https?:\/\/\S+|@[\w-]+\/[\w-]+/g, ' ');
    const missing = [
      ...(words.match(fileName) ?? []).filter((name) => !isThere(name, files)),
      ...(words.match(folderName) ?? []).filter((name) => !isThere(name.slice(0, -1), folders)),
    ];
    return missing.map((name) => ({ file: page.file, line, why: `there is no ${name}` }));
  });
}

function isThere(name: string, paths: readonly string[]): boolean {
  const clean = name.replace(/^\.\//, '');
  return paths.some((path) => matchesGlob(path, clean) || matchesGlob(path, `**/${clean}`));
}

function parents(file: string): readonly string[] {
  const parts = file.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

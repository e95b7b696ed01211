import { linesOf, type Page, type Problem } from './page.ts';

/** Commands of npm and pnpm themselves, which no script stands behind. */
const builtIn = /^(add|ci|dlx|exec|i|install|pack|publish|uninstall|update|why|-\S*)$/;

/** Commands in the code of a page that this project does not have: scripts of npm and pnpm, files run by node. */
export function unknownCommands(
  page: Page,
  scripts: ReadonlySet<string>,
  files: readonly string[],
): readonly Problem[] {
  return commandsOf(page).flatMap(({ line, text }) => {
    const why = unknown(text, scripts, files);
    return why === null ? [] : [{ file: page.file, line, why }];
  });
}

/** Lines of code, and spans in the prose, that begin with a command. */
function commandsOf(page: Page): readonly { line: number; text: string }[] {
  const spans = linesOf(page, 'prose').flatMap(({ line, text }) =>
    [...text.matchAll(/`((?:npm|pnpm|node) [^`]+)`/g)].map((span) => ({ line, text: span[1] ?? '' })),
  );
  return [...linesOf(page, 'code'), ...spans];
}

function unknown(text: string, scripts: ReadonlySet<string>, files: readonly string[]): string | null {
  const words = text.trim().replace(/^\$ /, '').split(/\s+/);
  const [tool = '', ...rest] = words;
  const named = rest.filter((word) => !word.startsWith('--'));
  const [first = '', second = ''] = named;
  if (tool === 'node' && /^[\w./-]+\.[mc]?[jt]s$/.test(first)) {
    return files.includes(first.replace(/^\.\//, '')) ? null : `\`node ${first}\`: there is no such file`;
  }
  if (tool !== 'npm' && tool !== 'pnpm') return null;
  const script = first === 'run' ? second : first;
  if (script === '' || scripts.has(script) || (first !== 'run' && builtIn.test(script))) return null;
  return `\`${tool} ${named.slice(0, first === 'run' ? 2 : 1).join(' ')}\`: package.json has no script of this name`;
}

import { posix } from 'node:path';
import { linesOf, type Page, type Problem } from './page.ts';

/** Relative links of a page that lead nowhere: to no file or folder of the project, or to no heading of a page. */
export function deadLinks(page: Page, pages: readonly Page[], files: readonly string[]): readonly Problem[] {
  return linesOf(page, 'prose').flatMap(({ line, text }) =>
    [...text.matchAll(/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)|^\s*\[[^\]]+\]:\s+<?([^\s>]+)/g)].flatMap((match) => {
      const link = match[1] ?? match[2] ?? '';
      const why = /^[a-z][a-z+.-]*:/.test(link) ? null : deadEnd(link, page, pages, files);
      return why === null ? [] : [{ file: page.file, line, why: `the link ${link} leads to no ${why}` }];
    }),
  );
}

function deadEnd(link: string, page: Page, pages: readonly Page[], files: readonly string[]): string | null {
  const [path = '', heading] = link.split('#');
  const file = path === '' ? page.file : posix.join(posix.dirname(page.file), decodeURI(path)).replace(/\/$/, '');
  if (!files.some((one) => one === file || one.startsWith(`${file}/`)) && file !== '.') return 'file';
  if (heading === undefined) return null;
  const target = pages.find((one) => one.file === file);
  return target === undefined || headings(target).includes(heading) ? null : 'heading';
}

/** Anchors of headings, as GitHub makes them. */
function headings(page: Page): readonly string[] {
  return linesOf(page, 'prose').flatMap(({ text }) => {
    const heading = /^#{1,6}\s+(.*?)\s*#*$/.exec(text)?.[1];
    if (heading === undefined) return [];
    const words = heading.toLowerCase().replaceAll(/[^\p{L}\p{N}\s_-]/gu, '');
    return [words.trim().replaceAll(/\s/g, '-')];
  });
}

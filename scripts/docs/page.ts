/** A page of Markdown. */
export interface Page {
  /** Relative to the root, with `/`. */
  readonly file: string;
  readonly text: string;
}

/** What is wrong with a page. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly why: string;
}

/** A line of a page. */
export interface Line {
  readonly line: number;
  readonly text: string;
}

/** The lines outside fenced code (`prose`), or those inside (`code`). */
export function linesOf(page: Page, kind: 'prose' | 'code'): readonly Line[] {
  let fence: string | null = null;
  return page.text.split('\n').flatMap((text, index) => {
    const mark = /^\s*(```+|~~~+)/.exec(text)?.[1];
    if (mark !== undefined && (fence === null || mark.startsWith(fence))) {
      fence = fence === null ? mark : null;
      return [];
    }
    return (fence === null) === (kind === 'prose') ? [{ line: index + 1, text }] : [];
  });
}

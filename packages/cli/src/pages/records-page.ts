import { inert, wrap } from '@plainsight/console-sink';
import type { RecordPage } from '@plainsight/core';
import { entryPage } from './entry-page.ts';
import { entryTable } from './entry-rows.ts';
import type { PageStyle } from './preview-page.ts';
import { table } from './table.ts';

/** What the page says beside the records. */
export interface RecordsAbout {
  /** Names of the plan's context, to be shown apart. */
  readonly context: readonly string[];
  /** Why there may be none. */
  readonly whyNone: string;
}

/** One page of records for people: a line an entry, or each whole; and how the next page is seen. */
export const recordsPage = (
  { entries, next }: RecordPage,
  { context, whyNone }: RecordsAbout,
  { full, ...style }: PageStyle & { readonly full: boolean },
): string => {
  const { width, paint } = style;
  if (entries.length === 0) return wrap(inert(whyNone), width).join('\n');
  const { columns, rows } = entryTable(entries);
  const rule = paint('dim', '─'.repeat(width));
  const shown = full
    ? entries.flatMap((entry, index) => [...(index === 0 ? [] : [rule, '']), entryPage(entry, context, style), ''])
    : [...table(columns, rows, width, paint), ''];
  const more =
    next === null
      ? []
      : wrap(`There are more. To see them, ask again with --after ${next}.`, width).map((line) => paint('bold', line));
  return [...shown, ...more].join('\n').trimEnd();
};

import { inert, wrap } from '@plainsight/console-sink';
import type { Erased } from '@plainsight/core';
import type { PageStyle } from './preview-page.ts';
import { many } from './words.ts';

/** What was deleted here, and how what was delivered can be deleted, too. */
export const erasedPage = ({ records, id, contact }: Erased, { width, paint }: PageStyle): string => {
  const say = (text: string): readonly string[] => wrap(inert(text), width);
  const deleted = records === 0 ? 'There was nothing to delete here.' : `Deleted ${many(records, 'record')} here.`;
  const [first = '', ...rest] = say(deleted);
  return [paint('bold', first), ...rest, '', ...elsewhere(id, contact, width)].join('\n');
};

/** How delivered data are had deleted. */
export const elsewhere = (id: string | null, contact: string, width: number): readonly string[] =>
  id === null
    ? wrap(inert(`Nothing was delivered under an id that lasts. For questions, write to ${contact}.`), width)
    : [
        ...wrap(inert(`To have deleted what was delivered before, write to ${contact} and give this id:`), width),
        ...wrap(inert(id), width - 2).map((line) => `  ${line}`),
      ];

import { inert, wrap } from '@plainsight/console-sink';
import { elsewhere } from './erased-page.ts';
import type { PageStyle } from './preview-page.ts';

/** What a reset gave. */
export interface Reset {
  /** `null` where it is made only when telemetry needs it. */
  readonly id: string | null;
  /** The id before it, where one is known. */
  readonly before: string | null;
  readonly contact: string;
}

/** The new id, and what can be done about the old one. */
export const resetPage = ({ id, before, contact }: Reset, { width, paint }: PageStyle): string => {
  const said = id === null ? 'The id is forgotten. A new one is made when telemetry needs it.' : `The id is now ${id}`;
  return [
    ...wrap(inert(said), width).map((line) => paint('bold', line)),
    ...(before === null || before === id ? [] : ['', ...elsewhere(before, contact, width)]),
  ].join('\n');
};

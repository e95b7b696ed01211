import { gutter, inert, section, wrap } from '@plainsight/console-sink';
import type { Replayed } from '@plainsight/core';
import type { Export } from '../events/read-export.ts';
import type { PageStyle } from './preview-page.ts';
import { outcomes, sinkTitle } from './submission-page.ts';
import { many } from './words.ts';

/** What became of an export, at each sink. */
export const replayedPage = (
  { sinks }: Pick<Replayed, 'sinks'>,
  { place, count }: Pick<Export, 'place' | 'count'>,
  { width, paint }: PageStyle,
): string =>
  [
    ...wrap(inert(`${many(count, 'telemetry event')} in ${place}`), width).map((line) => paint('bold', line)),
    '',
    ...sinks.flatMap((sink) => section(sinkTitle(sink.name), outcomes(sink, width - gutter, paint), paint)),
  ].join('\n');

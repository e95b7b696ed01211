import { gutter, inert, section, wrap, type Paint } from '@plainsight/console-sink';
import type { Replayed } from '@plainsight/core';
import type { Export } from '../events/read-export.ts';
import type { PageStyle } from './preview-page.ts';
import { outcomes, sinkTitle } from './submission-page.ts';
import { many } from './words.ts';

/** What became of an export, at each sink, and what was left out of it: which events, and why, without a value. */
export const replayedPage = (
  { sinks, quarantined }: Pick<Replayed, 'sinks' | 'quarantined'>,
  { place, count }: Pick<Export, 'place' | 'count'>,
  { width, paint }: PageStyle,
): string =>
  [
    ...wrap(inert(`${many(count, 'telemetry event')} in ${place}`), width).map((line) => paint('bold', line)),
    '',
    ...sinks.flatMap((sink) => section(sinkTitle(sink.name), outcomes(sink, width - gutter, paint), paint)),
    ...(quarantined === undefined ? [] : section('not sent', leftOut(quarantined, width - gutter, paint), paint)),
  ].join('\n');

const leftOut = (
  { count, first }: NonNullable<Replayed['quarantined']>,
  width: number,
  paint: Paint,
): readonly string[] => [
  paint('red', `${many(count, 'event')} failed the checks`),
  ...first.flatMap(({ name, uuid, reasons }) => [
    ...wrap(inert(`${name} ${uuid}`.trim()), width),
    ...wrap(inert(reasons.join('; ')), width - 2).map((line) => `  ${paint('dim', line)}`),
  ]),
  ...(count > first.length ? [`and ${many(count - first.length, 'more event')}`] : []),
];

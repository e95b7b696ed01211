import { formatEvent, gutter, inert, section, wrap } from '@plainsight/console-sink';
import type { Quarantined, RecordDelivery, RecordEntry } from '@plainsight/core';
import { stateShades } from './entry-rows.ts';
import type { PageStyle } from './preview-page.ts';
import { time, timeOfMillis } from './words.ts';

/** One entry whole: the telemetry event, what allowed it, and what became of it; or why it was never to leave. */
export const entryPage = (entry: RecordEntry, context: readonly string[], style: PageStyle): string => {
  if (entry.kind === 'quarantined') return quarantinedPage(entry.quarantined, style);
  const { width, color, paint } = style;
  const inner = width - gutter;
  const { event, receipt, sinks } = entry;
  const say = (title: string, text: string): readonly string[] => section(title, wrap(inert(text), inner), paint);
  return [
    formatEvent(event, { width, color, context }),
    '',
    ...say('allowed by', receipt.allowedBy),
    ...say('plan', `version ${receipt.planVersion}`),
    ...say('plan hash', receipt.planHash),
    '',
    ...section(
      'sinks',
      Object.entries(sinks).flatMap(([name, delivery]) => deliveryLines(name, delivery, inner, style)),
      paint,
    ),
  ].join('\n');
};

const deliveryLines = (
  name: string,
  { state, why, receipt, at }: RecordDelivery,
  width: number,
  { paint }: PageStyle,
): readonly string[] => {
  const below = (text: string): readonly string[] => wrap(inert(text), width - 2).map((line) => `  ${line}`);
  const said = `${state}${at === null ? '' : `, ${timeOfMillis(at)}`}`;
  const [first = '', ...rest] = wrap(`${inert(name)}: ${said}`, width);
  return [
    first.replace(`: ${state}`, `: ${paint(stateShades[state] ?? 'dim', state)}`),
    ...rest,
    ...(why === null ? [] : below(`because ${why}`)),
    ...(receipt === null ? [] : below(`receipt: ${receipt}`)),
  ];
};

/** What is left of an event that failed its checks: everything but its values. */
const quarantinedPage = (
  { name, timestamp, uuid, fields, reasons }: Quarantined,
  { width, paint }: PageStyle,
): string => {
  const inner = width - gutter;
  const say = (title: string, ...texts: readonly string[]): readonly string[] =>
    section(
      title,
      texts.flatMap((text) => wrap(inert(text), inner)),
      paint,
    );
  const title = wrap(`${inert(name)}  quarantined: it is never sent, and its values are kept nowhere`, width);
  return [
    ...title.map((line) => paint('bold', line)),
    '',
    ...say('when', time(timestamp)),
    ...say('uuid', uuid),
    ...say('fields', fields.join(', ')),
    ...section(
      'reasons',
      reasons.flatMap((reason) => wrap(inert(reason), inner).map((line) => paint('red', line))),
      paint,
    ),
  ].join('\n');
};

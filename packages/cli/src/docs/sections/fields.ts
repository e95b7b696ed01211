import type { DescribedEvent, DescribedField, FieldKind } from '@plainsight/core';
import { eventIntroduction, kindMeanings } from '../event-words.ts';
import { fieldTable } from '../field-table.ts';
import { code, list, sentence } from '../markdown.ts';
import type { Section } from '../telemetry-page.ts';

/** Every field of every event. */
export const fields: Section = ({ description: { common, events, configKeys } }) => [
  '## Every field',
  'A field is `null` where its value is not known.',
  '### With every event',
  fieldTable(common, 'Where it comes from'),
  ...events.flatMap((event) => (event.kind === 'report' ? reportBlocks(event, configKeys.length > 0) : [])),
  ...usageBlocks(events.filter(({ kind }) => kind !== 'report')),
];

const reportBlocks = (event: DescribedEvent, readsConfig: boolean): readonly string[] => [
  `### In the report, ${code(event.name)}`,
  ...kindBlocks(event, 'system', '#### The system', 'Read from'),
  ...kindBlocks(event, 'feature', '#### Features', 'Decided by the config key', readsConfig ? configOnly : ''),
  ...kindBlocks(event, 'gauge', '#### Numbers', 'Where it comes from'),
  ...kindBlocks(event, 'count', '#### Counts', 'Where it comes from'),
  ...kindBlocks(event, 'own', '#### Telemetry itself', 'Where it comes from'),
];

const configOnly = 'Only the keys named here are looked up, and none of the config is copied as it is.';

/** One table for each reason: fields that share one need not repeat it. */
const kindBlocks = (
  { fields: all }: DescribedEvent,
  kind: FieldKind,
  heading: string,
  source: string,
  note = '',
): readonly string[] => {
  const ofKind = all.filter((field) => field.kind === kind);
  if (ofKind.length === 0) return [];
  const byReason = new Map<string | null, DescribedField[]>();
  for (const field of ofKind) byReason.set(field.why, [...(byReason.get(field.why) ?? []), field]);
  const isShared = byReason.size <= ofKind.length / 2 || byReason.size === 1;
  const blocks = isShared
    ? [...byReason].flatMap(([reason, group]) => [
        ...(reason === null ? [] : [sentence(reason)]),
        fieldTable(
          group.map((field) => ({ ...field, why: null })),
          source,
        ),
      ])
    : [fieldTable(ofKind, source)];
  return [heading, ...(note === '' ? [] : [note]), ...blocks];
};

const usageBlocks = (events: readonly DescribedEvent[]): readonly string[] =>
  events.length === 0
    ? []
    : [
        '### In usage events',
        'The application tells these, with their fields, as they happen.',
        list(kindMeanings(events)),
        ...events.flatMap((event) => [
          `#### ${code(event.name)}`,
          eventIntroduction(event),
          event.fields.length === 0 ? 'It has no fields of its own.' : fieldTable(event.fields, null),
        ]),
      ];

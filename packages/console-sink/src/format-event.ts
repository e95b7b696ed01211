import type { Json, TelemetryEvent } from '@plainsight/core';
import { formatFeatures } from './format-features.ts';
import { formatNested } from './format-nested.ts';
import { inert } from './inert.ts';
import { columnsOf, gutter, labelled, section, wrap, type Labelled } from './layout.ts';
import { painter, type Paint } from './terminal.ts';

/** How a telemetry event is shown to people. */
export interface FormatOptions {
  /** Columns that a line may take. @default 80 */
  readonly width?: number;
  /** @default false */
  readonly color?: boolean;
  /** Shows `telemetry_json` whole, where it only repeats flat values too. @default false */
  readonly nested?: boolean;
  /** How to see it whole, said where it is not: `--nested shows it`. @default says nothing */
  readonly nestedHint?: string;
  /** Names of the plan's context, to be shown apart from the properties of a usage event. @default none */
  readonly context?: readonly string[];
  /** Said beside the event's name. @default says nothing */
  readonly remark?: string;
}

/**
 * A telemetry event for people: what would leave the machine, all of it, grouped, one property a line or a cell.
 * Characters that a terminal would obey are escapes. No line is wider than `width`, and none ends the text.
 */
export const formatEvent = (event: TelemetryEvent, options: FormatOptions = {}): string => {
  const { width = 80, color = false } = options;
  const paint = painter(color);
  const inner = width - gutter;
  const sections = sectionsOf(event, options.context ?? []);
  const pairs = (title: string, entries: Entries, prefix?: string): readonly string[] => {
    if (entries.length === 0) return [];
    const said =
      prefix === undefined ? [] : wrap(`each sent as ${prefix}<name>`, inner).map((line) => paint('dim', line));
    return section(
      title,
      [
        ...said,
        ...labelled(
          entries.map((entry) => row(entry, event, paint)),
          inner,
        ),
      ],
      paint,
    );
  };

  return [
    ...heading(event, options.remark ?? '', width, paint),
    '',
    ...section('when', wrap(inert(event.timestamp), inner), paint),
    ...section('distinct id', wrap(inert(event.distinctId), inner), paint),
    ...section('uuid', wrap(inert(event.uuid), inner), paint),
    ...spaced(section('service', serviceOf(sections.service, inner), paint)),
    ...spaced(pairs('context', sections.context)),
    ...spaced(pairs('properties', sections.properties)),
    ...spaced(pairs('system', sections.system, 'system_')),
    ...spaced(pairs('gauges', sections.gauges, 'gauge_')),
    ...spaced(pairs('counts', sections.counts, 'count_')),
    ...spaced(
      formatFeatures(sections.features, inner, paint).flatMap(({ title, lines }) => section(title, lines, paint)),
    ),
    ...spaced(section('nested', formatNested(event.properties, inner, paint, options), paint)),
  ].join('\n');
};

type Entries = readonly (readonly [name: string, value: Json])[];
type Section = 'service' | 'system' | 'features' | 'gauges' | 'counts' | 'context' | 'properties';

const prefixes: readonly (readonly [prefix: string, section: Section])[] = [
  ['system_', 'system'],
  ['feature_', 'features'],
  ['gauge_', 'gauges'],
  ['count_', 'counts'],
];

const sectionsOf = (event: TelemetryEvent, context: readonly string[]): Record<Section, Entries> => {
  const entries = Object.entries(event.properties);
  const prefixOf = (name: string) => prefixes.find(([prefix]) => name.startsWith(prefix) && name !== prefix);
  // Only a report has the whole picture, and beside it nothing but the context.
  const isReport = entries.some(([name]) => name === 'telemetry_json' || prefixOf(name) !== undefined);
  const sections: Record<Section, (readonly [string, Json])[]> = {
    service: [],
    system: [],
    features: [],
    gauges: [],
    counts: [],
    context: [],
    properties: [],
  };
  for (const [name, value] of entries) {
    const prefixed = prefixOf(name);
    if (name === 'telemetry_json') continue;
    if (name === 'service' || name === 'serviceVersion') sections.service.push([name, value]);
    else if (prefixed) sections[prefixed[1]].push([name.slice(prefixed[0].length), value]);
    else sections[isReport || context.includes(name) ? 'context' : 'properties'].push([name, value]);
  }
  return sections;
};

const heading = ({ name }: TelemetryEvent, remark: string, width: number, paint: Paint): readonly string[] => {
  const title = inert(name);
  const beside = columnsOf(title) + 2 + columnsOf(remark);
  if (remark !== '' && beside <= width) {
    return [`${paint('bold', paint('cyan', title))}  ${paint('dim', remark)}`];
  }
  return [
    ...wrap(title, width).map((line) => paint('bold', paint('cyan', line))),
    ...(remark === '' ? [] : wrap(remark, width).map((line) => paint('dim', line))),
  ];
};

const spaced = (lines: readonly string[]): readonly string[] => (lines.length === 0 ? [] : ['', ...lines]);

const serviceOf = (entries: Entries, width: number): readonly string[] =>
  entries.length === 0
    ? []
    : wrap(entries.map(([, value]) => (typeof value === 'string' ? inert(value) : shown(value))).join(' '), width);

const row = ([name, value]: Entries[number], event: TelemetryEvent, paint: Paint): Labelled => {
  if (name === 'id' && value === event.distinctId) {
    return { label: 'id', text: 'the distinct id', paint: (line) => paint('dim', line) };
  }
  return {
    label: inert(name),
    text: shown(value),
    paint: (line) => (value === null ? paint('yellow', line) : line),
  };
};

/** Text that reads as another value would when it stands without quotes. */
const ambiguous = /^(?:true|false|null|unknown|-?\d+(?:\.\d+)?|["'{[].*|\s.*|.*\s|)$/su;

const shown = (value: Json): string => {
  if (value === null) return 'unknown';
  if (typeof value !== 'string') return inert(JSON.stringify(value));
  return ambiguous.test(value) ? `"${inert(value)}"` : inert(value);
};

import { formatEvent, gutter, inert, section, wrap, type Paint } from '@plainsight/console-sink';
import type { Plan, Preview } from '@plainsight/core';
import { decision } from './consent-rows.ts';
import { noReceiver, receiverLines } from './receiver-lines.ts';

/** What the page says beside the preview. */
export interface PreviewAbout {
  readonly plan: Plan;
  readonly serviceVersion?: string;
  /** Where the config was read, where that is known. */
  readonly configPlace?: string;
  /** Said beside the preview's own notes. */
  readonly notes: readonly string[];
  /** Why there are no sinks, where that is known. */
  readonly noSinks?: string | null;
}

/** How a page looks. */
export interface PageStyle {
  readonly width: number;
  readonly color: boolean;
  readonly paint: Paint;
}

/** The preview for people: why, on or off, where to, each telemetry event whole, and that nothing was sent. */
export const previewPage = (
  preview: Preview,
  { plan, serviceVersion, configPlace, notes, noSinks = null }: PreviewAbout,
  { width, color, paint, nested }: PageStyle & { readonly nested: boolean },
): string => {
  const inner = width - gutter;
  const { consent, sinks, events } = preview;
  const say = (title: string, texts: readonly string[]): readonly string[] =>
    section(
      title,
      texts.flatMap((text) => wrap(inert(text), inner)),
      paint,
    );
  const service = inert(serviceVersion === undefined ? plan.service : `${plan.service} ${serviceVersion}`);
  const rule = paint('dim', '─'.repeat(width));
  const context = Object.keys(plan.context ?? {});

  return [
    ...wrap(`What the telemetry of ${service} would send`, width).map((line) => paint('bold', line)),
    '',
    ...say('why', [plan.why]),
    ...say('never', plan.never.length === 0 ? [] : [plan.never.join('; ')]),
    ...say('asked by', [`${plan.maintainer.name}, ${plan.maintainer.contact}`]),
    '',
    ...say('config', configPlace === undefined ? [] : [configPlace]),
    ...section('telemetry', decision(consent, inner, paint), paint),
    ...say('', consent.on ? [] : ['Nothing would leave. This is what would be sent if it were on.']),
    ...section(
      'goes to',
      sinks.length === 0 ? wrap(noSinks ?? noReceiver, inner) : sinks.flatMap((sink) => receiverLines(sink, inner)),
      paint,
    ),
    ...section(
      'notes',
      [...notes, ...preview.notes].flatMap((note) => item(note, inner)),
      paint,
    ),
    '',
    rule,
    '',
    ...events.flatMap((event) => [
      formatEvent(event, { width, color, nested, context, nestedHint: '--nested shows it' }),
      '',
    ]),
    ...(events.length === 0 ? wrap('Nothing would be sent now.', width) : []),
    ...(events.length === 0 ? [''] : []),
    rule,
    ...wrap('Nothing was sent, and nothing was stored.', width).map((line) => paint('bold', line)),
  ].join('\n');
};

const item = (note: string, width: number): readonly string[] =>
  wrap(inert(note), width - 2).map((line, index) => (index === 0 ? `- ${line}` : `  ${line}`));

import { either, waysToSayOff } from '../consent/ways-to-say-off.ts';
import { shownSink } from '../delivery/shown-sink.ts';
import type { Sink } from '../delivery/sink.ts';
import { many } from '../facts/many.ts';
import { describeFeatures } from '../plan/describe.ts';
import { newSince, type PlanItem } from '../plan/new-since.ts';
import type { Plan } from '../plan/plan.ts';
import type { Decided } from '../store/decisions.ts';
import { noted, standingOf, type Standing } from './standing.ts';

/** What a notice has to know besides the plan. */
export interface NoticeContext {
  readonly sinks: readonly Sink[];
  /** How an operator calls the command line. */
  readonly command: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** The notice of a plan version, for the log: what is collected, why, where it goes, how to see it and how to stop it. */
export function noticeText(plan: Plan, decided: Decided, { sinks, command, now }: NoticeContext): string {
  const before = standingOf(plan, decided, now);
  const after = standingOf(plan, noted(plan, decided, now), now);
  const wasNeverShown = before.sendsFrom === Number.POSITIVE_INFINITY;
  const isNew = newSince(plan, before.collects);
  if (!wasNeverShown && isNew.length === 0) {
    return `The usage telemetry of ${plan.service} has a new plan, version ${plan.version}. Nothing new is collected.`;
  }
  const lines = [
    ...(wasNeverShown ? firstLines(plan) : laterLines(plan, isNew, after, command)),
    ...receiverLines(sinks),
    `See it: ${command} preview, ${command} records.`,
    waysToStop(plan, command),
    ...(after.sendsFrom === null ? [] : [`Nothing is sent before ${inWords(after.sendsFrom)}.`]),
  ];
  return lines.join('\n  ');
}

function firstLines(plan: Plan): readonly string[] {
  const { service, why, never, maintainer } = plan;
  return [
    `${service} sends usage telemetry to its makers (${maintainer.name}, ${maintainer.contact}). ${why}`,
    `What: ${contentsOf(plan).join('; ')}.`,
    ...(never.length === 0 ? [] : [`Never: ${never.join('; ')}.`]),
  ];
}

function laterLines(
  { service, version }: Plan,
  items: readonly PlanItem[],
  { collects, collectsAllFrom }: Standing,
  command: string,
): readonly string[] {
  const accept = `once you accept it: ${command} acknowledge.`;
  const until = collectsAllFrom === null ? `only ${accept}` : `from ${inWords(collectsAllFrom)} on, or ${accept}`;
  return [
    `The usage telemetry of ${service} has a new plan, version ${version}. New in it:`,
    ...items.map(({ name, why }) => `  ${name}: ${why}`),
    `It is collected ${collects >= version ? 'from now on.' : until}`,
  ];
}

/** In few words, with numbers: the whole is in the documentation and in the preview. */
function contentsOf(plan: Plan): readonly string[] {
  const { report, system, gauges = {}, context = {}, events = {} } = plan;
  const features = describeFeatures(plan).length;
  const recorded = Object.entries(events).flatMap(([name, { kind }]) => (kind === 'count' ? [] : [name]));
  const counted = Object.keys(events).length - recorded.length;
  const parts = [
    ...(features === 0 ? [] : [`${features} ${features === 1 ? 'feature' : 'features'} of the config`]),
    ...(system === undefined ? [] : [`of the system ${system.fields.join(', ')}`]),
    ...(Object.keys(gauges).length === 0
      ? []
      : [`${Object.keys(gauges).length === 1 ? 'the number' : 'the numbers'} ${Object.keys(gauges).join(', ')}`]),
    ...(counted === 0 ? [] : [`${counted} ${counted === 1 ? 'count' : 'counts'}`]),
  ];
  return [
    ...(report === undefined
      ? []
      : [
          `every ${many(report.everyHours, 'hour')} '${report.name}': ${parts.length === 0 ? 'that it runs' : parts.join('; ')}`,
        ]),
    ...(recorded.length === 0 ? [] : [`when they happen ${recorded.join(', ')}`]),
    ...(Object.keys(context).length === 0 ? [] : [`with each ${Object.keys(context).join(', ')}`]),
  ];
}

const receiverLines = (sinks: readonly Sink[]): readonly string[] => {
  const receivers = sinks.flatMap((sink) => {
    const { company, url, region } = shownSink(sink).receiver;
    return sink.dryRun === true ? [] : [[company, url, region].filter((part) => part !== null).join(', ')];
  });
  return receivers.length === 0 ? [] : [`To: ${receivers.join('; ')}.`];
};

const waysToStop = (plan: Plan, command: string): string =>
  `Stop it: ${either([...waysToSayOff(plan), `${command} off`])}.`;

const inWords = (millis: number): string => `${new Date(millis).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

import type { DescribedField, Json, PlanDescription, Sink, TelemetryEvent } from '@plainsight/core';
import { nameOf } from './field-name.ts';

/**
 * Names of the fields that make no difference to what a sink sends, as one with a form of its own leaves some out. What a
 * sink does not show it may send: nothing is said to be left out.
 */
export const unsentFields = async (
  { common, events }: PlanDescription,
  sink: Pick<Sink, 'message'>,
): Promise<readonly string[]> => {
  const sent = new Set<string>();
  const all = new Set<string>();
  for (const { fields, sample } of events) {
    if (sample === null || sink.message === undefined) return [];
    const event = { ...sample, properties: { ...sample.properties, ...absentOf(fields, sample) } };
    const whole = await messageOf(sink, event);
    for (const field of [...common, ...fields]) {
      const name = nameOf(field);
      all.add(name);
      if (sent.has(name)) continue;
      const isSeen = field.flat !== null && whole.includes(`${JSON.stringify(field.flat)}:`);
      if (isSeen || (await messageOf(sink, without(event, field))) !== whole) sent.add(name);
    }
  }
  return [...all].filter((name) => !sent.has(name));
};

const messageOf = async (sink: Pick<Sink, 'message'>, event: TelemetryEvent): Promise<string> =>
  JSON.stringify((await sink.message?.([event])) ?? null);

/** Fields that the sample does not have, as they may be absent. */
const absentOf = (fields: readonly DescribedField[], { properties }: TelemetryEvent): Record<string, Json> =>
  Object.fromEntries(
    fields.flatMap(({ flat, example }) => (flat === null || Object.hasOwn(properties, flat) ? [] : [[flat, example]])),
  );

/** The event without a field, where it stands flat and where it stands nested. */
const without = (event: TelemetryEvent, { flat, nested }: DescribedField): TelemetryEvent => {
  const properties = Object.fromEntries(Object.entries(event.properties).filter(([name]) => name !== flat));
  return { ...event, properties: nested === null ? properties : withoutPath(properties, nested) };
};

type Named = { readonly [name: string]: Json };

const withoutPath = (from: Named, [first, ...rest]: readonly string[]): Named => {
  if (first === undefined) return from;
  const { [first]: below, ...others } = from;
  return rest.length === 0 || !isNamed(below) ? others : { ...from, [first]: withoutPath(below, rest) };
};

const isNamed = (value: Json | undefined): value is Named =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

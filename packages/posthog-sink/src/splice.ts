import { readProperties } from './capturable.ts';
import type { Sendable } from './sendable.ts';
import type { WireForm } from './wire-form.ts';

/**
 * The body of the message that posthog-node would make of events that {@link isSpliceable}: the JSON of their properties as it is,
 * between what stands around it. At least one event.
 */
export function splice({ places, inner, outer, at }: WireForm, events: readonly Sendable[], now: Date): Buffer {
  const pieces: Buffer[] = [];
  // Only what is short is put together as a string: a large one is many in memory before it is written.
  let text = at(outer.before, now);
  for (const [index, event] of events.entries()) {
    if (index > 0) text += outer.between;
    for (const [nth, place] of places.entries()) {
      let next = inner[nth] ?? '';
      if (place !== 'properties') text += JSON.stringify(event[place]);
      else if (isEmpty(event)) [text, next] = withoutComma(text, next);
      else {
        pieces.push(Buffer.from(text), event.properties.subarray(1, -1));
        text = '';
      }
      text += next;
    }
  }
  pieces.push(Buffer.from(text + at(outer.after, now)));
  return Buffer.concat(pieces);
}

/**
 * Whether the client adds nothing to an event, and changes nothing of it, but what it does with every other: what has a meaning
 * to PostHog has a name that begins with a dollar.
 */
export function isSpliceable({ name, properties }: Sendable): boolean {
  if (name.startsWith('$')) return false;
  // Nearly always there is none anywhere. As an escape it is not written by JSON.stringify, and may be by another hand.
  if (!properties.includes(dollar) && !properties.includes(escapedDollar)) return true;
  return !Object.keys(readProperties(properties)).some((key) => key.startsWith('$'));
}

const dollar = '$'.charCodeAt(0);
const escapedDollar = '\\u0024';

const isEmpty = ({ properties }: Sendable): boolean => properties.length === '{}'.length;

/** Where nothing stands between them, one comma is one comma more than there are properties. */
const withoutComma = (before: string, after: string): readonly [string, string] =>
  after.startsWith(',') ? [before, after.slice(1)] : [before.replace(/,$/, ''), after];

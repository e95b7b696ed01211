import { gunzipSync } from 'node:zlib';
import type { Answer, Connection, PostRequest } from '@plainsight/core';
import { capturable } from './capturable.ts';
import type { Courier } from './courier.ts';
import type { Sendable } from './sendable.ts';
import { splice } from './splice.ts';

/** What of an event stands in a message by itself. */
type Place = 'distinctId' | 'name' | 'properties' | 'timestamp' | 'uuid';

/** How posthog-node writes a batch: all that stands around the values of events, learned from messages that it made. */
export interface WireForm {
  readonly address: string;
  readonly headers: PostRequest['headers'];
  readonly isZipped: boolean;
  /** The places of an event in the order in which they stand. */
  readonly places: readonly Place[];
  /** What stands between two places of an event, one less than there are places. */
  readonly inner: readonly string[];
  /** What stands before the first event, between two, and behind the last. */
  readonly outer: { readonly before: string; readonly between: string; readonly after: string };
  /** Puts the time at which a message is sent into its outer parts. */
  readonly at: (outer: string, time: Date) => string;
}

/** Where messages go. */
interface Target {
  readonly key: string;
  /** Without a slash at its end. */
  readonly url: string;
}

/**
 * Lets posthog-node write a message of two marked events, and cuts it at the marks. Then holds another message of its against
 * one that is written in this form. Nothing is sent. `null` where its messages are not of the form that a batch can be
 * written in: then the client has to write each itself.
 */
export async function learnForm(courier: Courier, target: Target): Promise<WireForm | null> {
  const from = Date.now();
  const marked = await messageOf(courier, target, [mark(1), mark(2)]);
  const form = marked === null ? null : formOf(marked, target, { from, to: Date.now() });
  if (form === null) return null;
  const proof = await messageOf(courier, target, [odd]);
  return proof !== null && isProved(form, proof, { from, to: Date.now() }) ? form : null;
}

interface Message {
  readonly address: string;
  readonly headers: PostRequest['headers'];
  readonly isZipped: boolean;
  readonly body: string;
}

/** The time that passed while messages were made, in milliseconds since the epoch. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** The one request that the client makes of events, which goes nowhere. `null` where it makes another number of them. */
async function messageOf(courier: Courier, target: Target, events: readonly Sendable[]): Promise<Message | null> {
  const messages: Message[] = [];
  const connection: Connection = {
    post: async (address, { headers, body }) => {
      const encoding = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-encoding')?.[1];
      const isZipped = encoding === 'gzip';
      const bytes = isZipped ? gunzipSync(body) : Buffer.from(body);
      if (isZipped || encoding === undefined) messages.push({ address, headers, isZipped, body: bytes.toString() });
      return thanks;
    },
    close: () => {},
  };
  const { signal } = new AbortController();
  await courier(events.map(capturable), { ...target, connection, signal });
  const [message] = messages;
  return messages.length === 1 && message !== undefined ? message : null;
}

const thanks: Answer = { status: 200, contentType: 'application/json', retryAfter: null, body: '{"status":1}' };

/** An event of values that stand nowhere else in a message. */
const mark = (number: 1 | 2): Sendable => ({
  uuid: `5e470000-0000-4000-8000-00000000000${number}`,
  name: `mark ${number} of name`,
  distinctId: `mark ${number} of id`,
  timestamp: `2001-01-0${number}T00:00:00.00${number}Z`,
  properties: Buffer.from(`{"mark ${number} of a property":"mark ${number} of a value"}`),
});

/** An event of values that have to be escaped, and none that could be taken for another of it. */
const odd: Sendable = {
  uuid: '5e470000-0000-4000-8000-000000000003',
  name: 'odd "name" \\ \u2028 \ud800 é',
  distinctId: 'odd "id" \n ✓',
  timestamp: '2003-03-03T03:03:03.003Z',
  properties: Buffer.from(JSON.stringify({ 'odd "key"': ['\u2028\ud800 "é"', -1.5e-7, 1e21, null, { a: {}, b: [] }] })),
};

function formOf({ address, headers, isZipped, body }: Message, { key }: Target, span: Span): WireForm | null {
  const [one, other] = [cut(body, mark(1)), cut(body, mark(2))];
  if (one === null || other === null || one.end > other.start) return null;
  const outer = {
    before: body.slice(0, one.start),
    between: body.slice(one.end, other.start),
    after: body.slice(other.end),
  };
  const isSame =
    one.places.join() === other.places.join() &&
    one.inner.join('\n') === other.inner.join('\n') &&
    [...one.inner, outer.between].every(isConstant);
  if (!isSame || !addsOnlyOwnNames(body) || !isEnvelope(body, key, span)) return null;
  return { address, headers, isZipped, places: one.places, inner: one.inner, outer, at: timeIn(span) };
}

interface Cut {
  readonly start: number;
  readonly end: number;
  readonly places: readonly Place[];
  readonly inner: readonly string[];
}

/** Where the values of an event stand. `null` where one does not stand there exactly once. */
function cut(body: string, event: Sendable): Cut | null {
  const values: Readonly<Record<Place, string>> = {
    distinctId: JSON.stringify(event.distinctId),
    name: JSON.stringify(event.name),
    properties: event.properties.toString().slice(1, -1),
    timestamp: JSON.stringify(event.timestamp),
    uuid: JSON.stringify(event.uuid),
  };
  const places: readonly Place[] = ['distinctId', 'name', 'properties', 'timestamp', 'uuid'];
  const found = places.map((place) => {
    const start = body.indexOf(values[place]);
    return { place, start, end: start + values[place].length };
  });
  if (found.some(({ place, start }) => start === -1 || body.includes(values[place], start + 1))) return null;
  const inOrder = found.toSorted((one, other) => one.start - other.start);
  const [first, last] = [inOrder[0], inOrder.at(-1)];
  if (first === undefined || last === undefined) return null;
  return {
    start: first.start,
    end: last.end,
    places: inOrder.map(({ place }) => place),
    inner: inOrder.slice(1).map(({ start }, index) => body.slice(inOrder[index]?.end, start)),
  };
}

/** Neither a time nor a number that could count or be one. */
const isConstant = (piece: string): boolean => !/\d{4}-\d\d-\d\dT|\d{6}/.test(piece);

/** What the client adds to properties has names that mark an event as one that it has to write itself. */
const addsOnlyOwnNames = (body: string): boolean =>
  namesBesideMarks(JSON.parse(body)).every((name) => name.startsWith('$') || name.startsWith('mark '));

function namesBesideMarks(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const names = Object.keys(value);
  const isMarked = names.some((name) => name.startsWith('mark '));
  return isMarked ? names : Object.values(value).flatMap(namesBesideMarks);
}

/** Around the events there is nothing but the key, the time, and what is switched on or off. */
function isEnvelope(body: string, key: string, span: Span): boolean {
  const read: unknown = JSON.parse(body);
  if (typeof read !== 'object' || read === null) return false;
  const others = Object.values(read).filter((value) => !Array.isArray(value));
  const isKnown = (value: unknown): boolean =>
    typeof value === 'boolean' || value === key || (typeof value === 'string' && isWithin(value, span));
  return Object.keys(read).length === others.length + 1 && others.every(isKnown);
}

const isoTime = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g;

const isWithin = (time: string, { from, to }: Span): boolean =>
  new RegExp(`^${isoTime.source}$`).test(time) && Date.parse(time) >= from && Date.parse(time) <= to;

const timeIn =
  (span: Span): WireForm['at'] =>
  (outer, time) =>
    outer.replace(isoTime, (found) => (isWithin(found, span) ? time.toISOString() : found));

/** Whether the client's own message is what is written in this form, but for the time. */
function isProved(form: WireForm, { address, headers, isZipped, body }: Message, span: Span): boolean {
  const [now, at] = [new Date(span.to), timeIn(span)];
  return (
    address === form.address &&
    JSON.stringify(headers) === JSON.stringify(form.headers) &&
    isZipped === form.isZipped &&
    at(body, now) === splice(form, [odd], now).toString()
  );
}

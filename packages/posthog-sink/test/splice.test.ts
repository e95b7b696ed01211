import assert from 'node:assert/strict';
import { gunzipSync } from 'node:zlib';
import { eventFromJson, type Connection, type Json, type TelemetryEvent } from '@plainsight/core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { capturable } from '../src/capturable.ts';
import { loadCourier, type Courier } from '../src/courier.ts';
import { sendable, type Sendable } from '../src/sendable.ts';
import { isSpliceable, splice } from '../src/splice.ts';
import { learnForm, type WireForm } from '../src/wire-form.ts';
import { eventOf, eventsOf } from './events.ts';

const target = { key: 'phc_test', url: 'https://posthog.example.org/ingest' };

interface Made {
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

let courier: Courier;
let form: WireForm;
beforeAll(async () => {
  courier = await loadCourier();
  const learned = await learnForm(courier, target);
  if (learned === null) throw new Error('The form of the messages was not learned.');
  form = learned;
});

/** What posthog-node makes of events itself. */
async function byTheClient(events: readonly Sendable[]): Promise<Made> {
  const made: Made[] = [];
  const connection: Connection = {
    post: async (address, { headers, body }) => {
      made.push({ address, headers, text: gunzipSync(body).toString() });
      return { status: 200, contentType: null, retryAfter: null, body: '' };
    },
    close: () => {},
  };
  await courier(events.map(capturable), { ...target, connection, signal: new AbortController().signal });
  const [only] = made;
  if (only === undefined) throw new Error('The client made no request.');
  return only;
}

const sendables = (events: readonly TelemetryEvent[]): readonly Sendable[] =>
  events.map(sendable).filter((one) => 'uuid' in one);

const spliced = (events: readonly Sendable[]): string => splice(form, events, new Date(0)).toString();

/** The message but for the time that it is sent at. */
const messageIn = (text: string): unknown => ({ ...JSON.parse(text), sent_at: null });

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({
    unit: fc.constantFrom('"', '\\', '{', '}', ',', ':', '$', '\u2028', '\ud83d', '\udc00', '\0', 'é', '✓'),
  }),
  fc.constantFrom(
    '__proto__',
    'constructor',
    'toJSON',
    '$ip',
    '$lib',
    '$set',
    '1',
    '-1',
    'properties',
    'mark 1 of a property',
  ),
  fc.nat({ max: 3000 }).map((length) => 'x'.repeat(length)),
);
const anyNumber = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.constantFrom(1e21, -0, 5e-324, 1e-7, 2 ** 53, Number.MAX_VALUE),
);
const anyValue = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    anyNumber,
    anyText,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(anyText, tie('value'), { maxKeys: 4 }),
  ),
})).value;
const anyEvent: fc.Arbitrary<TelemetryEvent> = fc.record({
  uuid: fc.uuid(),
  name: anyText,
  timestamp: fc
    .date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') })
    .map((date) => date.toISOString()),
  distinctId: anyText,
  properties: fc.oneof(fc.dictionary(anyText, anyValue), fc.constant({})),
});

describe('a message that is written in the form of the client’s', () => {
  it('is what the client makes of the same events', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyEvent, { minLength: 1, maxLength: 5 }), async (all) => {
        const events = sendables(all).filter(isSpliceable);
        fc.pre(events.length > 0);
        const { text, address, headers } = await byTheClient(events);
        // Not Vitest's: it takes a property named `constructor` for the constructor.
        assert.deepStrictEqual(messageIn(spliced(events)), messageIn(text));
        expect({ address, headers }).toStrictEqual({ address: form.address, headers: form.headers });
      }),
      { numRuns: 300 },
    );
  });

  it('is the same, byte for byte, where nobody but JSON.stringify wrote the events', async () => {
    const events = sendables(eventsOf(600));
    const { text } = await byTheClient(events);
    const [{ sent_at: at }, own] = [JSON.parse(text), splice(form, events, new Date(0)).toString()];
    expect(own.replace('1970-01-01T00:00:00.000Z', at)).toBe(text);
  });

  it('holds the JSON that an event was read from as it is, unread', () => {
    const json = JSON.stringify(eventOf(1));
    const own = json.replace('"feature_api":true', '"feature_api":  true');
    const read = eventFromJson(own);
    Object.defineProperty(JSON, 'parse', { value: refuse, configurable: true, writable: true });
    let text: string;
    try {
      text = spliced(sendables([read]));
    } finally {
      Object.defineProperty(JSON, 'parse', { value: parse, configurable: true, writable: true });
    }
    expect(text).toContain('"feature_api":  true');
  });

  it('says when it is sent, and changes no time of an event for it', async () => {
    const now = new Date();
    const events = sendables([{ ...eventOf(1), timestamp: now.toISOString(), properties: { at: now.toISOString() } }]);
    const { batch, sent_at: at } = JSON.parse(splice(form, events, new Date(5)).toString());
    expect(at).toBe('1970-01-01T00:00:00.005Z');
    expect(batch).toMatchObject([{ timestamp: now.toISOString(), properties: { at: now.toISOString() } }]);
  });
});

const { parse } = JSON;
const refuse = (): never => {
  throw new Error('It was read.');
};

describe('an event is written by the client itself', () => {
  it.each<[string, Partial<TelemetryEvent>, boolean]>([
    ['it has a property that the client adds', { properties: { $lib: 'other' } }, false],
    ['it has a property that PostHog knows', { properties: { a: 1, $set: { name: 'x' } } }, false],
    ['it has a name that PostHog knows', { name: '$identify' }, false],
    ['nothing of that is true', {}, true],
    ['a dollar stands in a value only', { properties: { price: '$5', deep: { $set: 1 } } }, true],
  ])('where %s', (_why, change, isSpliced) => {
    expect(sendables([{ ...eventOf(1), ...change }]).map(isSpliceable)).toEqual([isSpliced]);
  });

  it('where the JSON that it was read from has such a name as an escape', () => {
    const json = JSON.stringify({ ...eventOf(1), properties: { _ip: '1' } }).replace('_ip', '\\u0024ip');
    expect(sendables([eventFromJson(json)]).map(isSpliceable)).toEqual([false]);
  });
});

/** What a client makes of the body of its messages. */
type Change = (body: { batch: Record<string, unknown>[]; [name: string]: unknown }, count: number) => unknown;

/** A client whose messages are of another form. */
const changed =
  (change: Change, headers: Readonly<Record<string, string>> = {}): Courier =>
  async (events, destination) => {
    let count = 0;
    const connection: Connection = {
      post: async (address, request) => {
        count += 1;
        const body: unknown = change(JSON.parse(gunzipSync(request.body).toString()), count + events.length);
        const { 'Content-Encoding': _, ...plain } = request.headers;
        const text = typeof body === 'string' ? body : JSON.stringify(body);
        return destination.connection.post(address, { ...request, headers: { ...plain, ...headers }, body: text });
      },
      close: () => {},
    };
    return courier(events, { ...destination, connection });
  };

describe('the form', () => {
  it.each<[string, Change]>([
    [
      'other keys',
      ({ batch, sent_at, api_key }) => ({
        token: api_key,
        events: batch.map(({ distinct_id, ...one }) => ({ user: distinct_id, ...one })),
        at: sent_at,
      }),
    ],
    [
      'another order',
      ({ batch, ...rest }) => ({
        ...rest,
        batch: batch.map((one) => Object.fromEntries(Object.entries(one).toReversed())),
      }),
    ],
    [
      'its own properties first',
      ({ batch, ...rest }) => ({
        batch: batch.map((one) => ({
          ...one,
          properties: Object.fromEntries(Object.entries(Object(one['properties'])).toReversed()),
        })),
        ...rest,
      }),
    ],
    ['a switch', (body) => ({ ...body, historical_migration: true })],
  ])('of a client with %s is followed', async (_what, change) => {
    const learned = await learnForm(changed(change), target);
    if (learned === null) throw new Error('The form was not learned.');
    const events = sendables([...eventsOf(3), { ...eventOf(4), properties: {} }]);
    const { text } = await byTheClient(events);
    const { sent_at: at, ...rest } = JSON.parse(text);
    const expected = change({ ...rest, sent_at: at }, 0);
    const own: unknown = JSON.parse(splice(learned, events, new Date(at)).toString());
    expect(own).toStrictEqual(
      typeof expected === 'string' ? JSON.parse(expected) : JSON.parse(JSON.stringify(expected)),
    );
  });

  it.each<[string, Change]>([
    [
      'differs from event to event',
      ({ batch, ...rest }) => ({ ...rest, batch: batch.map((one, index) => ({ ...one, index })) }),
    ],
    ['differs from message to message', (body, count) => ({ ...body, isFirst: count > 2 })],
    ['has a number around the events', (body) => ({ ...body, attempt: 1 })],
    ['has a text around the events', (body) => ({ ...body, trace: 'x' })],
    [
      'tells a time in each event',
      ({ batch, ...rest }) => ({ ...rest, batch: batch.map((one) => ({ ...one, now: new Date().toISOString() })) }),
    ],
    [
      'tells a time as a number in each event',
      ({ batch, ...rest }) => ({ ...rest, batch: batch.map((one) => ({ ...one, now: Date.now() })) }),
    ],
    [
      'adds a property that an event could have',
      ({ batch, ...rest }) => ({
        ...rest,
        batch: batch.map((one) => ({ ...one, properties: { ...Object(one['properties']), region: 'EU' } })),
      }),
    ],
    ['leaves out the uuid', ({ batch, ...rest }) => ({ ...rest, batch: batch.map(({ uuid: _, ...one }) => one) })],
    [
      'tells the id twice',
      ({ batch, ...rest }) => ({ ...rest, batch: batch.map((one) => ({ ...one, id: one['distinct_id'] })) }),
    ],
    ['has white space', (body) => JSON.stringify(body, null, 2)],
    ['writes other escapes', (body) => JSON.stringify(body).replaceAll('é', '\\u00e9')],
    ['leaves out an event', ({ batch, ...rest }) => ({ ...rest, batch: batch.slice(1) })],
    ['is no object', ({ batch }) => batch],
  ])('is not learned where a message %s', async (_what, change) => {
    expect(await learnForm(changed(change), target)).toBeNull();
  });

  it('is not learned where the body has an encoding that is not known', async () => {
    expect(
      await learnForm(
        changed((body) => body, { 'content-encoding': 'zstd' }),
        target,
      ),
    ).toBeNull();
  });

  it('is not learned where no message is made', async () => {
    expect(await learnForm(async () => ({ kept: null, uuids: new Set() }), target)).toBeNull();
  });
});

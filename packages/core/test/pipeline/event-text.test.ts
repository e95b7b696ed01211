import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventFromJson, eventJson, eventsIn, packEvents, propertiesJson } from '../../src/pipeline/event-text.ts';
import { packBytes, packTexts, unpack } from '../../src/pipeline/packed-texts.ts';
import type { TelemetryEvent } from '../../src/pipeline/telemetry-event.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('', '__proto__', ',"properties":{', '"}}', '\u2028', '\ud800', '$ip'),
);
const event = fc.record({
  uuid: fc.uuid(),
  name: anyText,
  timestamp: fc.constant('2026-01-01T00:00:00.000Z'),
  distinctId: anyText,
  properties: fc.dictionary(anyText, fc.jsonValue() as fc.Arbitrary<null>),
});
const events = fc.array(event, { maxLength: 8 });

const asJson = (all: readonly TelemetryEvent[]): TelemetryEvent[] => JSON.parse(JSON.stringify(all));
const packedOf = (texts: readonly string[]) =>
  packTexts(texts.map((text) => ({ text, bytes: Buffer.byteLength(text) })));

const plain = { uuid: 'u', name: 'n', timestamp: 't', distinctId: 'd', properties: { a: 1, nested: { b: [2] } } };
const json = JSON.stringify(plain);
const changed = { ...plain, properties: { a: 2 } };

describe('telemetry events', () => {
  it('are shown on a console as any other object', () => {
    expect(inspect([eventFromJson(json)], { depth: 5 })).toBe(inspect([plain], { depth: 5 }));
  });

  it('are what they were when they are read from their JSON, one by one or packed', () => {
    fc.assert(
      fc.property(events, (all) => {
        const packed = packedOf(all.map((one) => JSON.stringify(one)));
        expect(asJson(eventsIn(packed))).toEqual(asJson(all));
        expect(asJson(all.map((one) => eventFromJson(JSON.stringify(one))))).toEqual(asJson(all));
        expect(packBytes(unpack(packed))).toEqual(packed);
        expect(packEvents(all)).toEqual(packed);
      }),
    );
  });

  it('are passed on in the very bytes that they were read from, whole or the properties alone', () => {
    fc.assert(
      fc.property(events, (all) => {
        const packed = packedOf(all.map((one) => JSON.stringify(one)));
        const read = eventsIn(packed);
        expect(read.map(propertiesJson).map(String)).toEqual(all.map(({ properties }) => JSON.stringify(properties)));
        expect(packEvents(read)).toEqual(packed);
      }),
    );
    // Written by another hand: of what is written anew, nothing of it would be left.
    const own = json.replace('"a":1', '"a":  1.0');
    expect(String(eventJson(eventFromJson(own)))).toBe(own);
  });

  it('that were read from JSON are like any other', () => {
    const read = eventFromJson(json);
    assert.deepStrictEqual(read, plain);
    assert.deepStrictEqual({ ...read }, plain);
    assert.deepStrictEqual(structuredClone(read), plain);
    assert.deepStrictEqual(Object.entries(read), Object.entries(plain));
    expect(read).toStrictEqual(plain);
    expect(JSON.stringify(read)).toBe(json);
    expect(JSON.stringify(Object.freeze(eventFromJson(json)))).toBe(json);
    expect(read.properties).toBe(read.properties);
  });

  it.each<[string, (read: { -readonly [F in keyof TelemetryEvent]: TelemetryEvent[F] }) => unknown, unknown]>([
    [
      'a property',
      (read) => Object.assign(read.properties, { a: 3 }),
      { ...plain, properties: { ...plain.properties, a: 3 } },
    ],
    ['all properties', (read) => (read.properties = { a: 4 }), { ...plain, properties: { a: 4 } }],
    [
      'what is deep in a property',
      (read) => Object.assign(Object(read.properties['nested']), { b: 5 }),
      { ...plain, properties: { a: 1, nested: { b: 5 } } },
    ],
    ['its id', (read) => (read.distinctId = 'other'), { ...plain, distinctId: 'other' }],
    ['its name', (read) => (read.name = 'other'), { ...plain, name: 'other' }],
    ['its uuid', (read) => (read.uuid = 'other'), { ...plain, uuid: 'other' }],
    ['its time', (read) => (read.timestamp = 'other'), { ...plain, timestamp: 'other' }],
  ])('are passed on as they are after somebody changed %s', (_what, change, expected) => {
    const read = eventFromJson(json);
    change(read);
    expect(JSON.parse(String(eventJson(read)))).toEqual(expected);
    expect(unpack(packEvents([read])).map((bytes) => JSON.parse(String(bytes)))).toEqual([expected]);
    expect(JSON.parse(String(propertiesJson(read)))).toEqual(Object(expected).properties);
  });

  it('that are a copy with a change are passed on as the copy is', () => {
    const copy = { ...eventFromJson(json), properties: changed.properties };
    expect(JSON.parse(String(eventJson(copy)))).toEqual(changed);
    expect(JSON.parse(String(propertiesJson(copy)))).toEqual(changed.properties);
  });

  it.each([
    [
      'more fields behind the properties',
      '{"uuid":"u","name":"n","timestamp":"t","distinctId":"d","properties":{"a":1},"more":{"b":2}}',
    ],
    [
      'more fields before them',
      '{"uuid":"u","name":"n","timestamp":"t","distinctId":"d","more":{},"properties":{"a":1}}',
    ],
    [
      'the properties first',
      '{"properties":{"b":2,"properties":{"c":3}},"uuid":"u","name":"n","timestamp":"t","distinctId":"d"}',
    ],
    [
      'properties twice',
      '{"uuid":"u","name":"n","timestamp":"t","distinctId":"d","properties":{"a":0},"properties":{"a":1}}',
    ],
    ['white space', '{ "uuid": "u", "name": "n", "timestamp": "t", "distinctId": "d", "properties": { "a": 1 } }'],
    ['white space in the properties', '{"uuid":"u","name":"n","timestamp":"t","distinctId":"d","properties":{ }}'],
  ])('whose JSON another hand wrote, with %s, are read as JSON.parse reads them', (_what, text) => {
    const [read] = eventsIn(packedOf([text]));
    if (read === undefined) throw new Error('nothing was read');
    expect(asJson([read])).toEqual([JSON.parse(text)]);
    expect(JSON.parse(String(propertiesJson(read)))).toEqual(JSON.parse(text).properties);
  });

  it.each(['[]', '7', '{"uuid":"u"}', '{"properties":{}}', '{', '', ',"properties":{}}'])(
    'are not read from %s',
    (text) => {
      expect(() => eventsIn(packedOf([text]))).toThrow('this is none');
      expect(() => eventFromJson(text)).toThrow('this is none');
    },
  );
});

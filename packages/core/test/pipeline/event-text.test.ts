import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventFromBytes, eventsIn, packBytes, packEvents, packTexts, unpack } from '../../src/pipeline/event-text.ts';
import type { TelemetryEvent } from '../../src/pipeline/telemetry-event.ts';

const event = fc.record({
  uuid: fc.uuid(),
  name: fc.string({ unit: 'grapheme' }),
  timestamp: fc.constant('2026-01-01T00:00:00.000Z'),
  distinctId: fc.string(),
  properties: fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue() as fc.Arbitrary<null>),
});
const events = fc.array(event, { maxLength: 8 });

const asJson = (all: readonly TelemetryEvent[]): unknown => JSON.parse(JSON.stringify(all));
const textsOf = (all: readonly TelemetryEvent[]) =>
  all.map((one) => JSON.stringify(one)).map((text) => ({ text, bytes: Buffer.byteLength(text) }));

describe('packed telemetry events', () => {
  it('are the same when they are unpacked, read one by one or all at once', () => {
    fc.assert(
      fc.property(events, (all) => {
        const packed = packTexts(textsOf(all));
        expect(asJson(unpack(packed).map(eventFromBytes))).toEqual(asJson(all));
        expect(eventsIn(packed)).toEqual(asJson(all));
        expect(packBytes(unpack(packed))).toEqual(packed);
        expect(packEvents(all)).toEqual(packed);
      }),
    );
  });

  it('are passed on as the bytes that they were read from, unread', () => {
    const bytes = Buffer.from('{"uuid": "1", "name": "spaced",  "properties": {}}');
    expect(unpack(packEvents([eventFromBytes(bytes)])).map(String)).toEqual([String(bytes)]);
  });

  it('are like any other when they are copied or written', () => {
    const [text = { text: '', bytes: 0 }] = textsOf([
      { uuid: 'u', name: 'n', timestamp: 't', distinctId: 'd', properties: { a: 1 } },
    ]);
    const read = eventFromBytes(Buffer.from(text.text));
    expect({ ...read }).toEqual(JSON.parse(text.text));
    expect(JSON.stringify(read)).toBe(text.text);
    expect(structuredClone(read)).toEqual(JSON.parse(text.text));
  });

  it('that are none are an error, when somebody looks into them', () => {
    const none = eventFromBytes(Buffer.from('[]'));
    expect(() => none.name).toThrow('this is none');
    expect(() => eventsIn(packTexts([{ text: '7', bytes: 1 }]))).toThrow('these are none');
  });
});

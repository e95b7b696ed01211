import type { TelemetryEvent } from './telemetry-event.ts';

/** The JSON that events were read from, as UTF-8. What is not here is written anew. */
const sources = new WeakMap<TelemetryEvent, Uint8Array>();

/** The telemetry event that these bytes of JSON are of: read when somebody looks into it, and not before. */
export function eventFromBytes(bytes: Uint8Array): TelemetryEvent {
  let read: TelemetryEvent | null = null;
  const whole = (): TelemetryEvent => (read ??= parse(bytes));
  // Properties of its own, so that it can be copied, compared and written as any other.
  const event: TelemetryEvent = {
    get uuid() {
      return whole().uuid;
    },
    get name() {
      return whole().name;
    },
    get timestamp() {
      return whole().timestamp;
    },
    get distinctId() {
      return whole().distinctId;
    },
    get properties() {
      return whole().properties;
    },
  };
  sources.set(event, bytes);
  return event;
}

function parse(bytes: Uint8Array): TelemetryEvent {
  const read: unknown = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString());
  if (!isEvent(read)) throw new TypeError('Failed to read a telemetry event: this is none.');
  return read;
}

/** Only ever given what was written from an event: a look at its outside is enough. */
const isEvent = (read: unknown): read is TelemetryEvent =>
  typeof read === 'object' && read !== null && 'uuid' in read && 'properties' in read;

/** Texts in one piece of memory, which is passed on to a thread without being copied. */
export interface PackedTexts {
  /** UTF-8, one after the other. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Where each ends. */
  readonly ends: readonly number[];
}

/** Packs texts, whose length in bytes of UTF-8 is known. */
export function packTexts(texts: readonly { readonly text: string; readonly bytes: number }[]): PackedTexts {
  const buffer = Buffer.allocUnsafeSlow(texts.reduce((sum, { bytes }) => sum + bytes, 0));
  let end = 0;
  const ends = texts.map(({ text, bytes }) => {
    buffer.write(text, end, bytes);
    return (end += bytes);
  });
  return { bytes: buffer, ends };
}

/** Packs pieces of UTF-8. */
export function packBytes(pieces: readonly Uint8Array[]): PackedTexts {
  const buffer = Buffer.allocUnsafeSlow(pieces.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let end = 0;
  const ends = pieces.map((piece) => {
    buffer.set(piece, end);
    return (end += piece.byteLength);
  });
  return { bytes: buffer, ends };
}

/** The pieces again. They share the memory. */
export const unpack = ({ bytes, ends }: PackedTexts): readonly Uint8Array[] =>
  ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));

/** Packs telemetry events as JSON: the bytes that they were read from, where they were. */
export const packEvents = (events: readonly TelemetryEvent[]): PackedTexts =>
  packBytes(events.map((event) => sources.get(event) ?? Buffer.from(JSON.stringify(event))));

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
  /** UTF-8, one after the other, with a comma after each. */
  readonly bytes: Uint8Array;
  /** Where each ends. */
  readonly ends: readonly number[];
}

const comma = 0x2c;

/** Packs texts, whose length in bytes of UTF-8 is known. */
export const packTexts = (texts: readonly { readonly text: string; readonly bytes: number }[]): PackedTexts =>
  packed(
    texts,
    ({ bytes }) => bytes,
    (buffer, { text }, start) => void buffer.write(text, start),
  );

/** Packs pieces of UTF-8. */
export const packBytes = (pieces: readonly Uint8Array[]): PackedTexts =>
  packed(
    pieces,
    ({ byteLength }) => byteLength,
    (buffer, piece, start) => buffer.set(piece, start),
  );

function packed<T>(
  items: readonly T[],
  sizeOf: (item: T) => number,
  write: (buffer: Buffer, item: T, start: number) => void,
): PackedTexts {
  const bytes = Buffer.allocUnsafeSlow(items.reduce((sum, item) => sum + sizeOf(item) + 1, 0));
  let start = 0;
  const ends = items.map((item) => {
    write(bytes, item, start);
    const end = start + sizeOf(item);
    bytes[end] = comma;
    start = end + 1;
    return end;
  });
  return { bytes, ends };
}

/** The pieces again. They share the memory. */
export const unpack = ({ bytes, ends }: PackedTexts): readonly Uint8Array[] =>
  ends.map((end, index) => bytes.subarray(index === 0 ? 0 : (ends[index - 1] ?? 0) + 1, end));

/** The telemetry events that packed texts of JSON are of, all read at once: quicker than one by one. */
export function eventsIn({ bytes, ends }: PackedTexts): readonly TelemetryEvent[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, ends.at(-1) ?? 0).toString();
  const read: unknown = JSON.parse(`[${text}]`);
  if (!Array.isArray(read) || !read.every(isEvent))
    throw new TypeError('Failed to read telemetry events: these are none.');
  return read;
}

/** Packs telemetry events as JSON: the bytes that they were read from, where they were. */
export const packEvents = (events: readonly TelemetryEvent[]): PackedTexts =>
  packBytes(events.map((event) => sources.get(event) ?? Buffer.from(JSON.stringify(event))));

import { packBytes, type PackedTexts } from './packed-texts.ts';
import type { TelemetryEvent } from './telemetry-event.ts';

/** The JSON that an event was read from, as UTF-8. */
interface Source {
  readonly text: Buffer;
  /** Where the event begins in it, and its properties, and where it ends. */
  readonly start: number;
  readonly properties: number;
  readonly end: number;
  /** What it says but for the properties. An event of which a field was changed since is another. */
  readonly head: Head;
  /** The properties, once somebody has asked for them: they may have been changed since as well. */
  read: Properties | null;
}

type Properties = TelemetryEvent['properties'];
type Head = Omit<TelemetryEvent, 'properties'>;

/** Not enumerable: neither copied nor compared nor written with the event. */
const source = Symbol('source');

interface Kept extends TelemetryEvent {
  readonly [source]?: Source;
}

/**
 * The telemetry events that packed texts of JSON are of. Their properties are read when somebody asks for them, and not before.
 * Throws for what is none.
 */
export function eventsIn({ bytes, ends }: PackedTexts): readonly TelemetryEvent[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return ends.map((end, index) => eventAt(text, index === 0 ? 0 : (ends[index - 1] ?? 0) + 1, end));
}

/** The same of one text. */
export function eventFromJson(json: string): TelemetryEvent {
  const text = Buffer.from(json);
  return eventAt(text, 0, text.length);
}

/**
 * The JSON of an event, as UTF-8: the one that it was read from, while nobody has looked at its properties, else written anew.
 * Not to be changed. Throws where JSON.stringify does.
 */
export function eventJson(event: TelemetryEvent): Buffer {
  const from = unchanged(event);
  return from === null ? Buffer.from(JSON.stringify(event)) : from.text.subarray(from.start, from.end);
}

/** The same of its properties alone. */
export function propertiesJson(event: TelemetryEvent): Buffer {
  const from = unchanged(event);
  return from === null
    ? Buffer.from(JSON.stringify(event.properties))
    : from.text.subarray(from.properties, from.end - 1);
}

/** Packs telemetry events as JSON. */
export const packEvents = (events: readonly TelemetryEvent[]): PackedTexts => packBytes(events.map(eventJson));

/** The source of an event that is as it was read. */
function unchanged(event: Kept): Source | null {
  const from = event[source];
  if (from === undefined || from.read !== null) return null;
  const { uuid, name, timestamp, distinctId } = from.head;
  const isSame =
    event.uuid === uuid && event.name === name && event.timestamp === timestamp && event.distinctId === distinctId;
  return isSame ? from : null;
}

/** What a comma, the name and the brace of `properties` look like behind the other fields, in which each quote is escaped. */
const beforeProperties = ',"properties":{';
const closing = '}'.charCodeAt(0);
const quote = '"'.charCodeAt(0);

function kept(from: Source): TelemetryEvent {
  const { uuid, name, timestamp, distinctId } = from.head;
  const event = { uuid, name, timestamp, distinctId };
  Object.defineProperty(event, 'properties', lazily);
  Object.defineProperty(event, source, { value: from });
  Object.defineProperty(event, Symbol.for('nodejs.util.inspect.custom'), shown);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the property was defined just now
  return event as Kept;
}

/** One for all events, so that they have one shape. A property of its own, so that it is copied, compared and written as any other. */
const lazily: PropertyDescriptor & ThisType<Kept> = {
  enumerable: true,
  get() {
    const from = this[source];
    if (from === undefined) return undefined;
    from.read ??= JSON.parse(from.text.toString('utf8', from.properties, from.end - 1));
    return from.read;
  },
  set(properties: Properties) {
    const from = this[source];
    if (from !== undefined) from.read = properties;
  },
};

/** What `console.log` shows is what is written, and no getter. */
const shown: PropertyDescriptor & ThisType<Kept> = {
  value() {
    return { ...this };
  },
};

function eventAt(text: Buffer, start: number, end: number): TelemetryEvent {
  const comma = text.indexOf(beforeProperties, start);
  const properties = comma + beforeProperties.length - 1;
  if (comma !== -1 && isOneObject(text, properties, end - 1)) {
    const head = parsed(`${text.toString('utf8', start, comma)}}`);
    if (isHead(head)) return kept({ text, start, properties, end, head, read: null });
  }
  const event = parsed(text.toString('utf8', start, end));
  if (!isEvent(event)) throw new TypeError('Failed to read a telemetry event: this is none.');
  return event;
}

/** Whether a piece of sound JSON that begins with a brace is one object: mostly, its first closing brace is its last. */
function isOneObject(text: Buffer, start: number, end: number): boolean {
  const first = text[start + 1];
  if ((first !== quote && first !== closing) || text[end - 1] !== closing) return false;
  return text.indexOf(closing, start) === end - 1 || parsed(text.toString('utf8', start, end)) !== undefined;
}

/** `undefined` for what is no JSON. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

const isHead = (read: unknown): read is Head =>
  typeof read === 'object' &&
  read !== null &&
  fields.every((field) => typeof Reflect.get(read, field) === 'string') &&
  Object.keys(read).length === fields.length;

const fields = ['uuid', 'name', 'timestamp', 'distinctId'] as const;

/** Only ever given what was written from an event: a look at its outside is enough. */
const isEvent = (read: unknown): read is TelemetryEvent =>
  typeof read === 'object' && read !== null && 'uuid' in read && 'properties' in read;

import type { Properties } from '../facts/fact.ts';

/** What a host recorded, as a copy of a bounded size. */
export interface Recorded {
  readonly name: string;
  readonly properties: Properties;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** About what it takes while it waits, in bytes. */
  readonly bytes: number;
  /** Why it cannot be an event, in words that hold nothing of it; its properties are then names without values. */
  readonly refused: string | null;
}

/** Most properties of an event. */
const mostProperties = 256;
/** Longest name of an event or a property, in characters: no name of a plan has more bytes. */
const longestName = 200;
/** Most characters of all strings of an event: one that is larger as JSON cannot be sent. */
const mostCharacters = 64 * 1024;
/** About what an object takes, and each property of one, beside names and strings, in bytes. */
const overhead = { object: 200, property: 16 };
/** A string is as many bytes as characters; a long one is measured, since what is not Latin takes up to three times that. */
const longString = 1024;

/**
 * Copies what a host recorded, and throws nothing. An object with more than 256 properties is refused before any value is read.
 * No value is walked: an object or an array, which no plan allows, becomes an empty object and fails its check as such.
 */
export function recordedOf(name: unknown, given: unknown, at: number): Recorded {
  const event = nameOf(name);
  try {
    // Whoever gives nothing means no properties.
    const bag: unknown = given ?? {};
    if (!isBag(bag)) return refusal(event, at, 'properties must be an object');
    if (hasTooMany(bag)) return refusal(event, at, `has more than ${mostProperties} properties`);
    const own: { [property: string]: unknown } = { ...bag };
    let bytes = overhead.object + event.length;
    let characters = 0;
    for (const property in own) {
      if (property.length > longestName) {
        return refusal(event, at, `has a property whose name is over ${longestName} characters long`);
      }
      bytes += overhead.property + property.length;
      const value = own[property];
      if (typeof value === 'string') {
        characters += value.length;
        if (characters > mostCharacters) {
          return refusal(event, at, `has strings of more than ${mostCharacters} characters`, property);
        }
        bytes += value.length > longString ? Buffer.byteLength(value) : value.length;
      } else if (!isFlat(value)) {
        own[property] = noValue;
      }
    }
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each value was seen to be flat, or was replaced
    return { name: event, properties: own as Properties, at, bytes, refused: null };
  } catch {
    return refusal(event, at, 'has a property that cannot be read');
  }
}

function refusal(name: string, at: number, refused: string, property?: string): Recorded {
  const properties = property === undefined ? {} : { [property]: null };
  return { name, properties, at, bytes: overhead.object + 2 * longestName, refused };
}

const isBag = (given: unknown): given is { readonly [name: string]: unknown } =>
  typeof given === 'object' && given !== null && !Array.isArray(given) && !ArrayBuffer.isView(given);

/**
 * JavaScript gives no name of an object before it has gathered them all, so this takes as long as the object is wide. `for in`
 * gathers them once, is among the quickest ways to do so, and asks a proxy of each name only when its turn comes.
 */
function hasTooMany(bag: object): boolean {
  if (mostProperties in bag && isIndexed(bag)) return true;
  let count = 0;
  for (const property in bag) {
    count += 1;
    // Its own names come before those that it inherits.
    if (count > mostProperties) return Object.hasOwn(bag, property);
  }
  return false;
}

/** What was an array or a string: that its first places are there is seen without gathering the rest. */
function isIndexed(bag: object): boolean {
  for (let index = mostProperties; index >= 0; index -= 1) if (!Object.hasOwn(bag, index)) return false;
  return true;
}

/** Nothing that a plan allows. */
const noValue = Object.freeze({});

const isFlat = (value: unknown): boolean =>
  typeof value === 'number' || typeof value === 'boolean' || value === null || value === undefined;

/** Why something recorded is lost, with the way out. */
export const tooMuchWaits =
  'more were recorded than may wait in memory. Start telemetry earlier, or give createTelemetry a larger maxWaitingBytes.';

/** Whether it is known already that it cannot be sent. */
export const isRefused = ({ name, refused }: Recorded, isInPlan: (name: string) => boolean): boolean =>
  refused !== null || !isInPlan(name);

/** Hosts without types may give anything as a name. One that is cut is longer in bytes than any name of a plan. */
export function nameOf(name: unknown): string {
  if (typeof name !== 'string') return `no name but a ${typeof name}`;
  // Through bytes: a part of a string keeps the whole of it in memory.
  return name.length > longestName ? `${Buffer.from(name.slice(0, longestName - 1)).toString()}…` : name;
}

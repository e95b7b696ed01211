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
 * Copies what a host recorded, and throws nothing. Of an object with more than 256 properties nothing is read, and no value is walked
 * through: an object or a list, which no plan allows, becomes an empty object and fails its check as such.
 */
export function recordedOf(name: unknown, given: unknown, at: number): Recorded {
  const event = nameOf(name);
  let bytes = overhead.object + event.length;
  const refuse = (refused: string, property?: string): Recorded => {
    const properties: Properties = property === undefined ? {} : { [property]: null };
    return { name: event, properties, at, bytes: overhead.object + 2 * longestName, refused };
  };
  try {
    // Whoever gives nothing means no properties.
    const bag: unknown = given ?? {};
    if (!isBag(bag)) return refuse('properties must be an object');
    if (hasTooMany(bag)) return refuse(`has more than ${mostProperties} properties`);
    const own: { [property: string]: unknown } = { ...bag };
    let characters = 0;
    for (const property in own) {
      if (property.length > longestName) {
        return refuse(`has a property whose name is over ${longestName} characters long`);
      }
      const value = own[property];
      bytes += overhead.property + property.length;
      if (typeof value === 'string') {
        characters += value.length;
        if (characters > mostCharacters)
          return refuse(`has strings of more than ${mostCharacters} characters`, property);
        bytes += value.length > longString ? Buffer.byteLength(value) : value.length;
      } else if (!isFlat(value)) {
        own[property] = noValue;
      }
    }
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each value was seen to be flat, or was replaced
    return { name: event, properties: own as Properties, at, bytes, refused: null };
  } catch {
    return refuse('has a property that cannot be read');
  }
}

const isBag = (given: unknown): given is { readonly [name: string]: unknown } =>
  typeof given === 'object' && given !== null && !Array.isArray(given) && !ArrayBuffer.isView(given);

/** Counts no further than it must: of a proxy with a million keys, Object.keys looks at each. Inherited ones are told apart late. */
function hasTooMany(bag: object): boolean {
  let count = 0;
  for (const _ in bag) {
    count += 1;
    if (count > mostProperties) return isLiteral(bag) || hasTooManyOfItsOwn(bag);
  }
  return false;
}

const isLiteral = (bag: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(bag);
  return prototype === Object.prototype || prototype === null;
};

function hasTooManyOfItsOwn(bag: object): boolean {
  let count = 0;
  for (const property in bag) {
    if (Object.hasOwn(bag, property)) count += 1;
    if (count > mostProperties) return true;
  }
  return false;
}

/** Nothing that a plan allows. */
const noValue = Object.freeze({});

const flatTypes: ReadonlySet<string> = new Set(['string', 'number', 'boolean', 'undefined']);
const isFlat = (value: unknown): boolean => value === null || flatTypes.has(typeof value);

/** Hosts without types may give anything as a name. One that is cut is longer in bytes than any name of a plan. */
export function nameOf(name: unknown): string {
  if (typeof name !== 'string') return `no name but a ${typeof name}`;
  // Through bytes: a part of a string keeps the whole of it in memory.
  return name.length > longestName ? `${Buffer.from(name.slice(0, longestName - 1)).toString()}…` : name;
}

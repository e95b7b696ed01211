import { createHash } from 'node:crypto';
import type { Random } from '../surroundings/random.ts';

/** The namespace of every UUIDv5 that plainsight makes. Never to be changed: the uuids of reports follow from it. */
export const plainsightNamespace = 'fb1c7832-3049-4580-a6e5-6905d18c07a5';

/** Makes UUIDs version 7: `millis` are milliseconds since the Unix epoch. */
export type UuidV7Source = (millis: number) => string;

/**
 * A source of UUIDs version 7 (RFC 9562, 5.7). Those of one millisecond that follow each other sort in the order in
 * which they were made: 26 bits after the time count up from a random start (6.2, method 1), and 48 are random in each.
 * A time before 1970 is taken as 1970, one after the year 10889 as that.
 */
export function uuidV7Source(random: Random): UuidV7Source {
  const bytes = blockOf(random);
  let of = Number.NaN;
  let prefix = '';
  let count = 0;
  return (millis) => {
    if (millis === of && count < counterMask) {
      count += 1;
    } else {
      of = millis;
      prefix = prefixOf(millis);
      // The highest bit is 0 at first, so that half of the numbers are left to count with.
      count = ((bytes() << 24) | (bytes() << 16) | (bytes() << 8) | bytes()) & (counterMask >>> 1);
    }
    const high = count >>> 14;
    return (
      prefix +
      nibble(high >>> 8) +
      hex(high) +
      '-' +
      hex(0x80 | ((count >>> 8) & 0x3f)) +
      hex(count) +
      '-' +
      hex(bytes()) +
      hex(bytes()) +
      hex(bytes()) +
      hex(bytes()) +
      hex(bytes()) +
      hex(bytes())
    );
  };
}

/**
 * The UUID version 5 (RFC 9562, 5.5) of a name in a namespace: the same for the same name, for ever.
 * Throws a `TypeError` when the namespace is no UUID.
 */
export function uuidV5(namespace: string, name: string): string {
  if (!uuidPattern.test(namespace)) throw new TypeError('Failed to make a UUID: the namespace is no UUID.');
  const digest = createHash('sha1').update(namespace.replaceAll('-', ''), 'hex').update(name, 'utf8').digest();
  digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x50;
  digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80;
  return digest.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

const uuidPattern = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const counterMask = 0x3ff_ffff;
const lastMillis = 2 ** 48 - 1;

/** Six random bytes an id: a block of them is much quicker than one draw for each. */
const blockLength = 1536;

function blockOf(random: Random): () => number {
  let block: Uint8Array = new Uint8Array(0);
  let next = 0;
  return () => {
    if (next >= block.length) {
      block = random(blockLength);
      next = 0;
    }
    return block[next++] ?? 0;
  };
}

function prefixOf(millis: number): string {
  const time = Math.min(Math.max(0, Math.floor(millis) || 0), lastMillis);
  const digits = time.toString(16).padStart(12, '0');
  return `${digits.slice(0, 8)}-${digits.slice(8)}-7`;
}

const nibbles = Array.from({ length: 16 }, (_, value) => value.toString(16));
const pairs = Array.from({ length: 256 }, (_, value) => value.toString(16).padStart(2, '0'));
const nibble = (value: number): string => nibbles[value & 0x0f] ?? '';
const hex = (value: number): string => pairs[value & 0xff] ?? '';

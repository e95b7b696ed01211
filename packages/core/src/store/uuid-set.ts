/** Uuids that are there. */
export interface UuidSet {
  /** False when it was there already. */
  add(uuid: string): boolean;
  delete(uuid: string): void;
}

const shards = 1024;

/**
 * In many small sets: one set of a million stops the process for a tenth of a second when it grows, and is scattered
 * over memory. Uuids of one time (UUIDv7) are in one set, so that a batch finds its own at hand; others are anywhere.
 */
export function uuidSet(): UuidSet {
  const sets = Array.from({ length: shards }, () => new Set<string>());
  const others = new Set<string>();
  const setOf = (uuid: string): Set<string> => sets[shardOf(uuid)] ?? others;
  return {
    add: (uuid) => {
      const set = setOf(uuid);
      const before = set.size;
      return set.add(uuid).size > before;
    },
    delete: (uuid) => void setOf(uuid).delete(uuid),
  };
}

/** Bits 4 to 15 of the time of a UUIDv7: another set every 16 milliseconds (RFC 9562, section 5.7). */
const shardOf = (uuid: string): number => Number.parseInt(uuid.slice(9, 12), 16) % shards;

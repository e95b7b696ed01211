import type { StoredRecord } from './store.ts';

/** Records by position. What an operation costs does not depend on how many there are. */
export interface RecordLog {
  readonly size: number;
  /** The oldest position that is kept; one more than the last when none is. */
  readonly first: number;
  /** The last position that was ever given. */
  readonly last: number;
  has(position: number): boolean;
  get(position: number): StoredRecord | undefined;
  /** Keeps it at the next position. */
  add(record: Omit<StoredRecord, 'position'>): void;
  /** Gives the next position to something that is kept elsewhere. */
  skip(): number;
  delete(position: number): void;
  /** Oldest first. */
  positions(): Iterable<number>;
  /** Positions before this one, the newest first. */
  positionsBefore(position: number): Iterable<number>;
}

/**
 * Records are kept in pages of so many positions, and a page goes with its last record. One map of all positions
 * would be scattered over memory, and would move everything when it grows: three times as dear at a million.
 */
const pageSize = 1024;

interface Page {
  readonly slots: (StoredRecord | undefined)[];
  used: number;
}

export function recordLog(): RecordLog {
  const pages = new Map<number, Page>();
  let size = 0;
  let first = 1;
  let last = 0;

  const pageOf = (position: number): Page | undefined => pages.get(Math.floor(position / pageSize));
  const get = (position: number): StoredRecord | undefined => pageOf(position)?.slots[position % pageSize];
  const has = (position: number): boolean => get(position) !== undefined;

  function newPage(position: number): Page {
    const page = { slots: Array.from<StoredRecord | undefined>({ length: pageSize }), used: 0 };
    pages.set(Math.floor(position / pageSize), page);
    return page;
  }

  /** Passes over whole pages that are gone. */
  function nextFrom(start: number): number {
    let position = start;
    while (position <= last && !has(position)) {
      position = pageOf(position) === undefined ? (Math.floor(position / pageSize) + 1) * pageSize : position + 1;
    }
    return Math.min(position, last + 1);
  }

  /** The same, the other way. */
  function lastUpTo(start: number): number {
    let position = start;
    while (position >= first && !has(position)) {
      position = pageOf(position) === undefined ? Math.floor(position / pageSize) * pageSize - 1 : position - 1;
    }
    return position;
  }

  return {
    get size() {
      return size;
    },
    get first() {
      return first;
    },
    get last() {
      return last;
    },
    has,
    get,
    add: (record) => {
      last += 1;
      const page = pageOf(last) ?? newPage(last);
      page.slots[last % pageSize] = { ...record, position: last };
      page.used += 1;
      size += 1;
    },
    skip: () => {
      last += 1;
      if (size === 0) first = last + 1;
      return last;
    },
    delete: (position) => {
      const page = pageOf(position);
      if (page?.slots[position % pageSize] === undefined) return;
      page.slots[position % pageSize] = undefined;
      page.used -= 1;
      size -= 1;
      if (page.used === 0) pages.delete(Math.floor(position / pageSize));
      first = nextFrom(first);
    },
    *positions() {
      for (let position = first; position <= last; position = nextFrom(position + 1)) yield position;
    },
    *positionsBefore(before) {
      const start = Math.min(before - 1, last);
      for (let position = lastUpTo(start); position >= first; position = lastUpTo(position - 1)) yield position;
    },
  };
}

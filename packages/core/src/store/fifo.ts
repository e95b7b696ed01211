/** What comes first goes first. Adding and taking cost the same however long it is. */
export interface Fifo<T> {
  readonly length: number;
  add(item: T): void;
  /** The oldest; `undefined` when there is none. */
  take(): T | undefined;
  clear(): void;
  /** Oldest first. What it gives must not be kept while others are taken. */
  items(): readonly T[];
}

/** Taken items are let go of in bulk, since removing each from an array would move all the others. */
const compactFrom = 1024;

export function fifo<T>(): Fifo<T> {
  let items: (T | undefined)[] = [];
  let head = 0;
  return {
    get length() {
      return items.length - head;
    },
    add: (item) => {
      items.push(item);
    },
    take: () => {
      if (head === items.length) return undefined;
      const item = items[head];
      items[head] = undefined;
      head += 1;
      if (head >= compactFrom && head * 2 >= items.length) {
        items = items.slice(head);
        head = 0;
      }
      return item;
    },
    clear: () => {
      items = [];
      head = 0;
    },
    items: () => items.slice(head).filter((item) => item !== undefined),
  };
}

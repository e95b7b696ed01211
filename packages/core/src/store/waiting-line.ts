/** What has a size, in bytes. */
export interface Sized {
  readonly bytes: number;
}

/** What waits in memory, in its order, within bounds. */
export interface WaitingLine<T extends Sized> {
  readonly length: number;
  /** Takes one, where it fits. Gives how many were dropped for it, or it itself. The first `held` are never dropped. */
  add(one: T, held?: number): number;
  /** Takes one that is bounded otherwise. */
  push(one: T): void;
  slice(from: number, to?: number): readonly T[];
  /** Lets go of the first. */
  forget(first: number): void;
}

/** Bounds of a {@link WaitingLine}. */
export interface WaitingBounds<T> {
  readonly most: number;
  readonly maxBytes: number;
  /** Whether one is dropped where another does not fit. */
  readonly givesWay: (one: T) => boolean;
}

/** A line that has room for what matters, also where it is full of what gives way. Never throws. */
export function waitingLine<T extends Sized>({ most, maxBytes, givesWay }: WaitingBounds<T>): WaitingLine<T> {
  let line: T[] = [];
  let bytes = 0;
  /** From here on nothing gives way. Asked only where something does not fit. */
  let sound = Number.POSITIVE_INFINITY;

  const fits = (one: T): boolean => line.length < most && bytes + one.bytes <= maxBytes;

  const push = (one: T): void => {
    line.push(one);
    bytes += one.bytes;
  };

  /** Drops from the end until one fits, where that is possible; gives how many. */
  function makeRoom(one: T, held: number): number {
    let dropped = 0;
    for (sound = Math.min(sound, line.length); sound > held && !fits(one); sound -= 1) {
      const last = line[sound - 1];
      if (last === undefined || !givesWay(last)) continue;
      line.splice(sound - 1, 1);
      bytes -= last.bytes;
      dropped += 1;
    }
    return dropped;
  }

  return {
    get length() {
      return line.length;
    },
    add: (one, held = 0) => {
      if (fits(one)) {
        push(one);
        if (sound < line.length && givesWay(one)) sound = line.length;
        return 0;
      }
      if (one.bytes > maxBytes || givesWay(one)) return 1;
      const dropped = makeRoom(one, held);
      if (!fits(one)) return dropped + 1;
      push(one);
      return dropped;
    },
    push,
    slice: (from, to) => line.slice(from, to),
    forget: (first) => {
      for (const one of line.slice(0, first)) bytes -= one.bytes;
      line = line.slice(first);
      sound = Number.POSITIVE_INFINITY;
    },
  };
}

/** One event as it reached the receiver, under one uuid. */
export interface Arrival {
  readonly uuid: string;
  readonly name: string;
  readonly timestamp: string;
  /** Its own number; `null` where it has none. */
  readonly number: number | null;
  /** What else it holds, where it is no numbered event. */
  readonly properties: Readonly<Record<string, unknown>>;
  /** Last part of the path that it came by: which process sent it. */
  readonly via: string;
  /** Times that the receiver said that it has it. */
  readonly taken: number;
  /** True where it came under the same uuid with another content. */
  readonly changed: boolean;
}

/** What came to one place of the receiver. */
export interface Place {
  /** In the order in which they were first taken, or first seen. */
  readonly arrivals: readonly Arrival[];
  readonly requests: number;
  /** Requests that were there at the same time, at most. */
  readonly mostAtOnce: number;
}

interface Kept {
  readonly arrival: Arrival;
  readonly content: string;
}

/** Keeps account of one place. */
export interface Account {
  begin(): void;
  end(): void;
  note(events: readonly unknown[], via: string, taken: boolean): void;
  place(): Place;
}

export function account(): Account {
  const kept = new Map<string, Kept>();
  let requests = 0;
  let atOnce = 0;
  let mostAtOnce = 0;
  return {
    begin: () => {
      requests += 1;
      atOnce += 1;
      mostAtOnce = Math.max(mostAtOnce, atOnce);
    },
    end: () => {
      atOnce -= 1;
    },
    note: (events, via, taken) => {
      for (const event of events) {
        const content = JSON.stringify(event);
        const read = arrivalOf(event, via);
        const before = kept.get(read.uuid);
        // What is only seen comes first to its place when it is taken.
        if (before?.arrival.taken === 0) kept.delete(read.uuid);
        const arrival = before?.arrival ?? read;
        kept.set(read.uuid, {
          content: before?.content ?? content,
          arrival: {
            ...arrival,
            taken: arrival.taken + (taken ? 1 : 0),
            changed: arrival.changed || (before !== undefined && before.content !== content),
          },
        });
      }
    },
    place: () => ({ arrivals: Array.from(kept.values(), ({ arrival }) => arrival), requests, mostAtOnce }),
  };
}

/** The number that an event has of its own; `null` where it has none. */
export function numberOf(event: unknown): number | null {
  const number = field(field(event, 'properties'), 'number');
  return typeof number === 'number' ? number : null;
}

function arrivalOf(event: unknown, via: string): Arrival {
  const number = numberOf(event);
  const properties = field(event, 'properties');
  return {
    uuid: String(field(event, 'uuid')),
    name: String(field(event, 'event')),
    timestamp: String(field(event, 'timestamp')),
    number,
    properties: number === null && typeof properties === 'object' ? { ...properties } : {},
    via,
    taken: 0,
    changed: false,
  };
}

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

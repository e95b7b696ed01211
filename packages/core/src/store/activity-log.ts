import type { ActivityBucket, ActivityQuery } from './store.ts';

const hourMillis = 3600 * 1000;

/** The hour that a time lies in, counted from the epoch; that of the epoch for what is no time. */
export const hourOf = (timestamp: string): number => Math.floor((Date.parse(timestamp) || 0) / hourMillis);

/** How many events are kept of each hour, counted as they come and go. */
export interface ActivityLog {
  /** `name`: `null` for a quarantined event. `by`: 1, or -1 where it goes. */
  count(hour: number, name: string | null, by: 1 | -1): void;
  buckets(query: ActivityQuery): readonly ActivityBucket[];
}

export function activityLog(): ActivityLog {
  const hours = new Map<number, Map<string | null, number>>();

  return {
    count: (hour, name, by) => {
      const names = hours.get(hour) ?? new Map<string | null, number>();
      const left = (names.get(name) ?? 0) + by;
      if (left > 0) names.set(name, left);
      else names.delete(name);
      if (names.size > 0) hours.set(hour, names);
      else hours.delete(hour);
    },
    buckets: (query) => {
      const { first, end } = hoursIn(query);
      const asked = [...hours].filter(([hour]) => hour >= first && hour < end);
      return bucketsOf(
        asked.flatMap(([hour, names]) => [...names].map(([name, events]) => ({ hour, name, events }))),
        query,
      );
    },
  };
}

/** Hours that a query asks for, counted from the epoch: the first, and the one after the last. */
const hoursIn = ({ from, to }: ActivityQuery): { readonly first: number; readonly end: number } => ({
  first: Math.floor(from / hourMillis),
  end: Math.ceil(to / hourMillis),
});

/** How many events of a name, or quarantined ones, are of one hour. */
interface ActivityCount {
  readonly hour: number;
  readonly name: string | null;
  readonly events: number;
}

/** Counts in buckets, the oldest first. */
function bucketsOf(counts: readonly ActivityCount[], { bucketHours }: ActivityQuery): readonly ActivityBucket[] {
  const buckets = new Map<number, { names: Map<string, number>; quarantined: number }>();
  for (const { hour, name, events } of counts) {
    const at = Math.floor(hour / bucketHours) * bucketHours * hourMillis;
    const bucket = buckets.get(at) ?? { names: new Map<string, number>(), quarantined: 0 };
    buckets.set(at, bucket);
    if (name === null) bucket.quarantined += events;
    else bucket.names.set(name, (bucket.names.get(name) ?? 0) + events);
  }
  return [...buckets]
    .toSorted(([one], [other]) => one - other)
    .map(([at, { names, quarantined }]) => ({ at, names: Object.fromEntries(names), quarantined }));
}

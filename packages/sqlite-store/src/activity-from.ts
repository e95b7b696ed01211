import type { ActivityBucket, ActivityQuery } from '@plainsight/core';
import type { ActivityRow } from './engine/activity.ts';

const hourMillis = 3600 * 1000;

/** Buckets out of the rows that they came in, which are in their order. */
export function activityFrom(rows: readonly ActivityRow[], { bucketHours }: ActivityQuery): readonly ActivityBucket[] {
  const buckets = new Map<number, { readonly names: [string, number][]; quarantined: number }>();
  for (const { bucket, name, events } of rows) {
    const counts = buckets.get(bucket) ?? { names: [], quarantined: 0 };
    buckets.set(bucket, counts);
    if (name === null) counts.quarantined += events;
    else counts.names.push([name, events]);
  }
  return [...buckets].map(([bucket, { names, quarantined }]) => ({
    at: bucket * bucketHours * hourMillis,
    names: Object.fromEntries(names),
    quarantined,
  }));
}

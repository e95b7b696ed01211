import type { ActivityAsked } from '../lifecycle/options.ts';
import type { ActivityBucket, ActivityQuery } from '../store/store.ts';
import { withStore, type Desk } from './desk.ts';
import { timeOf } from './time-of.ts';

const dayMillis = 24 * 3600 * 1000;
const usualDays = 30;

/** How many events there are of a time. Throws a `RangeError` for what makes no sense. */
export async function activityOf(desk: Desk, asked: ActivityAsked): Promise<readonly ActivityBucket[]> {
  const query = soundQuery(asked, desk.session.surroundings.clock.now());
  return (await withStore(desk, (store) => store.activity(query))) ?? [];
}

function soundQuery({ from, to, bucketHours = 24 }: ActivityAsked, now: number): ActivityQuery {
  if (!Number.isSafeInteger(bucketHours) || bucketHours < 1) {
    throw new RangeError(`Failed to count events: bucketHours is ${bucketHours}. Give a whole number from 1.`);
  }
  const end = to === undefined ? now : timeOf('count events', 'to', to);
  const start = from === undefined ? end - usualDays * dayMillis : timeOf('count events', 'from', from);
  return { from: start, to: end, bucketHours };
}

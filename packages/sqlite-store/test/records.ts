import { emptyState, healthy, type Commit, type NewRecord, type Quarantined, type Store } from '@plainsight/core';

export const day = 24 * 3600 * 1000;
export const time = Date.UTC(2026, 0, 1);
const plenty = { events: 100_000, bytes: Number.MAX_SAFE_INTEGER };

const uuid = (number: number): string => `019b76da-a800-7000-8000-${number.toString(16).padStart(12, '0')}`;

/** A record that is the same for the same number, with as much text as is asked for. */
export function recordOf(number: number, { at = time, text = '' }: { at?: number; text?: string } = {}): NewRecord {
  const event = {
    uuid: uuid(number),
    name: 'boiled',
    timestamp: new Date(at).toISOString(),
    distinctId: 'kettle',
    properties: { number, text },
  };
  const json = JSON.stringify(event);
  const receipt = { planVersion: 1, planHash: '0', allowedBy: 'a test' };
  return { event, json, bytes: Buffer.byteLength(json), receipt };
}

export const quarantinedOf = (number: number, at = time): Quarantined => ({
  uuid: uuid(number),
  name: 'boiled',
  timestamp: new Date(at).toISOString(),
  fields: ['number'],
  reasons: [`number is wrong ${'.'.repeat(2000)}`],
});

/** Commits what is given, and nothing else. */
export const commit = (store: Store, parts: Partial<Commit>): Promise<unknown> =>
  store.commit(0, () => ({ facts: [], state: emptyState, records: [], quarantined: [], dropped: 0, ...parts }));

/** Numbers of the records that wait. */
export const waitingIn = async (store: Store): Promise<readonly unknown[]> =>
  (await store.waiting('one', plenty)).map(({ event }) => event.properties['number']);

/** Settles the oldest that wait as accepted. */
export async function accept(store: Store, count: number): Promise<void> {
  const waiting = await store.waiting('one', plenty);
  const settlements = waiting.slice(0, count).map(({ position }) => ({ position, status: 'accepted' as const }));
  await store.settle('one', settlements, healthy);
}

import type { Sink } from '../delivery/sink.ts';
import { wordsOf } from '../facts/shown.ts';
import type { Counts, SinkHealth, Store } from '../store/store.ts';

/** How what is kept is doing. */
export interface Look {
  readonly counts: Counts;
  readonly healths: ReadonlyMap<string, SinkHealth>;
}

/** Looks into a store that is open. */
export async function lookAt(store: Store, sinks: readonly Sink[]): Promise<Look> {
  const healthOf = async ({ name }: Sink) => {
    const health = await store.health(name);
    // An earlier version may have kept more of the receiver's words.
    return [name, { ...health, lastAnswer: wordsOf(health.lastAnswer) }] as const;
  };
  const [counts, healths] = await Promise.all([store.counts(), Promise.all(sinks.map(healthOf))]);
  return { counts, healths: new Map(healths) };
}

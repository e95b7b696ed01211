import type { Commit, Journal } from '@plainsight/core';
import { isEmpty, messageOf } from './commit-message.ts';
import { openEngine, type EngineOptions } from './engine/engine.ts';
import { stateFrom } from './state-from.ts';

/** What is to be committed before the process ends. */
export interface LastCommit {
  readonly since: number;
  readonly build: (journal: Journal) => Commit;
  readonly now: number;
}

/** How long the process may be held up for the lock of another, in milliseconds. */
const timeoutMillis = 500;
const attempts = 5;

/** Commits in the thread that calls, over a connection of its own: at the end of a process nothing else runs any more. */
export function commitAtExit(options: EngineOptions, { since, build, now }: LastCommit): void {
  const engine = openEngine({ ...options, timeoutMillis });
  try {
    let { position: base, state: before } = engine.where();
    let known: readonly string[] = [];
    for (let left = attempts; left > 0; left -= 1) {
      const state = base === since ? null : stateFrom(before);
      const commit = build({ state, facts: [], known: new Set(known) });
      if (isEmpty(commit)) return;
      const answer = engine.commit(
        messageOf(commit, { base, before, now, forgetOld: false, repeated: known.length > 0 }),
      );
      if (answer.done) return;
      ({ position: base, state: before, known } = answer);
    }
  } finally {
    engine.close();
  }
}

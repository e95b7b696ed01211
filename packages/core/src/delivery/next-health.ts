import type { SinkHealth } from '../store/store.ts';
import type { Random } from '../surroundings/random.ts';
import { backoffMillis, backoffPolicy, type BackoffPolicy } from './backoff.ts';
import type { Outcome } from './sink.ts';
import type { BatchResult } from './split.ts';

/** How a sink is doing after a batch, and when it is to be tried again. Pure but for the jitter. */
export function nextHealth(
  before: SinkHealth,
  { outcomes, refusedAll }: BatchResult,
  { now, random, nextSlotAt, policy = backoffPolicy }: HealthContext,
): SinkHealth {
  const failure = outcomes.find((outcome) => outcome.status === 'retry');
  const answered = { lastAnswerAt: now, refusals: 0 };
  if (failure === undefined) {
    const lastAnswer = outcomes.some(({ status }) => status === 'accepted') ? 'accepted' : whyOf(outcomes[0]);
    const well = { state: 'healthy', failingSince: null, failures: 0, notBefore: 0, askedToWaitUntil: 0 } as const;
    return { ...answered, ...well, lastAnswer };
  }
  const failingSince = before.failingSince ?? now;
  const failures = before.failures + 1;
  const asked = Math.min(failure.afterMillis ?? 0, policy.longestAskedMillis);
  const hourly = failure.fault === 'configuration' || refusedAll;
  const pause = Math.max(asked, hourly ? policy.faultMillis : backoffMillis(failures, random, policy));
  // Refusals count an hour apart, and a host that flushes in between neither adds to them nor puts off the next.
  const isEarly = now < before.notBefore;
  const silent = now - failingSince > policy.silentMillis;
  return {
    ...answered,
    state: failure.fault === 'configuration' ? 'misconfigured' : 'failing',
    failingSince,
    failures,
    refusals: refusedAll && outcomes.length === 1 ? before.refusals + (isEarly ? 0 : 1) : 0,
    notBefore: refusedAll && isEarly ? before.notBefore : Math.max(now + pause, silent ? nextSlotAt(now) : 0),
    askedToWaitUntil: asked > 0 ? now + asked : 0,
    lastAnswer: failure.why,
  };
}

/** What {@link nextHealth} needs of the world. */
export interface HealthContext {
  readonly now: number;
  readonly random: Random;
  /** Start of the next slot of the report schedule. */
  readonly nextSlotAt: (now: number) => number;
  readonly policy?: BackoffPolicy;
}

const whyOf = (outcome: Outcome | undefined): string | null =>
  outcome === undefined || outcome.status === 'accepted' ? null : outcome.why;

import type { SinkHealth } from '../store/store.ts';
import type { Random } from '../surroundings/random.ts';
import { backoffMillis, backoffPolicy, jitterMillis, type BackoffPolicy } from './backoff.ts';
import type { Outcome } from './sink.ts';
import type { BatchResult } from './split.ts';

/** How a sink is doing after a batch, and when it is to be tried again. Pure but for the jitter. */
export function nextHealth(
  before: SinkHealth,
  { outcomes, refusedAll }: BatchResult,
  { now, random, nextSlotAt, periodMillis, policy = backoffPolicy }: HealthContext,
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
  const quarter = periodMillis === undefined ? policy.longestMillis : periodMillis / 4;
  const asked = askedMillis(failure, { quarter, random, policy });
  const hourly = failure.fault === 'configuration' || refusedAll;
  // After hours, a fleet returns over a longer time. Failures alone do not tell: a host that flushes often has many.
  const longestMillis = Math.max(policy.longestMillis, Math.min(quarter, now - failingSince));
  const backoff = hourly ? policy.faultMillis : backoffMillis(failures, random, { ...policy, longestMillis });
  const pause = Math.max(asked, backoff);
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

/**
 * How long the receiver is left alone because it asked for that. It may have told all others the same: a date or a long wait is
 * followed by a random time of up to as long again, at most a quarter of the period.
 */
function askedMillis(
  { afterMillis = 0, byDate = false }: Outcome & { readonly status: 'retry' },
  { quarter, random, policy }: { readonly quarter: number; readonly random: Random; readonly policy: BackoffPolicy },
): number {
  const asked = Math.min(afterMillis, policy.longestAskedMillis);
  const isSpread = asked > policy.longestExactMillis || (byDate && asked > 0);
  return isSpread ? asked + jitterMillis(Math.min(asked, quarter), random) : asked;
}

/** What {@link nextHealth} needs of the world. */
export interface HealthContext {
  readonly now: number;
  readonly random: Random;
  /** Start of the next slot of the report schedule. */
  readonly nextSlotAt: (now: number) => number;
  /** How often the plan reports, in milliseconds. @default unknown: nothing is spread over more than an hour */
  readonly periodMillis?: number;
  readonly policy?: BackoffPolicy;
}

const whyOf = (outcome: Outcome | undefined): string | null =>
  outcome === undefined || outcome.status === 'accepted' ? null : outcome.why;

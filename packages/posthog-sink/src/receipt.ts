import type { Outcome } from '@plainsight/core';

/**
 * What PostHog says of a batch, or `null` when these are not its words. It answers `{"status":1}` or `{"status":"Ok"}`,
 * with `quota_limited` (a list of what was over its quota) where it took the request and dropped the events.
 * Source: `CaptureResponse` in rust/capture of github.com/PostHog/posthog.
 */
export function receiptOf(body: string): Outcome | null {
  const answer = parse(body);
  if (typeof answer !== 'object' || answer === null || !('status' in answer) || !isOk(answer.status)) return null;
  const limited = 'quota_limited' in answer ? answer.quota_limited : null;
  if (!Array.isArray(limited) || limited.length === 0) return { status: 'accepted' };
  return { status: 'retry', why: 'over the quota of the PostHog project', afterMillis: quotaMillis };
}

const quotaMillis = 60 * 60 * 1000;

const isOk = (status: unknown): boolean => status === 1 || (typeof status === 'string' && /^(?:1|ok)$/i.test(status));

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

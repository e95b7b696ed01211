import { classify, openConnection, reasonOf, type Outcome } from '@plainsight/core';
import type { Project } from './deliver-here.ts';
import { receiptOf } from './receipt.ts';

/** Asks a project for its answer to a batch without an event. */
export async function probe({ url, host }: Project, body: string, signal: AbortSignal): Promise<Outcome> {
  const connection = openConnection();
  const request = { headers: { 'Content-Type': 'application/json' }, body, signal };
  const kept = await connection.post(`${url}/batch/`, request).catch(asError);
  connection.close();
  // PostHog answers 400 to a batch without an event, and 401 where it does not know the key.
  if (!(kept instanceof Error) && kept.status === 400) return { status: 'accepted' };
  return classify(kept, { host, now: Date.now(), receiptOf });
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(reasonOf(error)));

import type { Outcome } from '@plainsight/core';
import { failureOf } from './failure.ts';

/** What the receiver itself says in the text of an answer of class 2xx; `null` when these are not its words. */
export type ReceiptOf = (body: string, status: number) => Outcome | null;

/** Takes any JSON object or array for the receiver's own answer: no block page and no portal speaks it. */
export function isJsonAnswer(body: string): Outcome | null {
  const answer = parse(body);
  return typeof answer === 'object' && answer !== null ? { status: 'accepted' } : null;
}

/** What the maintainer's function says of an answer. Never throws, whatever the function does. */
export function read(receiptOf: ReceiptOf, body: string, status: number): Outcome | null {
  try {
    const outcome: unknown = receiptOf(body, status);
    if (outcome === null || outcome === undefined) return null;
    return isOutcome(outcome) ? outcome : fault('its receiptOf gave something that is no outcome');
  } catch (error) {
    return fault(failureOf('receiptOf', error));
  }
}

const fault = (why: string): Outcome => ({ status: 'retry', why, fault: 'configuration' });

function isOutcome(value: unknown): value is Outcome {
  if (typeof value !== 'object' || value === null || !('status' in value)) return false;
  const { status, receipt, why, afterMillis }: { [name: string]: unknown } = { ...value };
  if (status === 'accepted') return receipt === undefined || typeof receipt === 'string';
  const mayWait = afterMillis === undefined || (typeof afterMillis === 'number' && afterMillis >= 0);
  return (status === 'rejected' || (status === 'retry' && mayWait)) && typeof why === 'string';
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

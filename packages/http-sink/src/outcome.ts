import { classify, type Answer, type Outcome } from '@plainsight/core';
import { read, type ReceiptOf } from './receipt.ts';

/** What is needed to make an outcome of an answer. */
export interface OutcomeOptions {
  /** Host of the receiver, as an operator would know it. */
  readonly host: string;
  /** The present, in milliseconds since 1970. */
  readonly now: number;
  readonly receiptOf: ReceiptOf;
  /** True where 204 says that the receiver has it. */
  readonly noContentIsReceipt: boolean;
}

/** The outcome of a whole batch, from what was kept of its request. Never throws. */
export function outcomeOf(kept: Answer | Error, { host, now, receiptOf, noContentIsReceipt }: OutcomeOptions): Outcome {
  if (kept instanceof Error) {
    const code = 'code' in kept ? kept.code : null;
    if (typeof code === 'string' && headerCodes.has(code)) {
      return { status: 'retry', why: `its headers cannot be sent (${code})`, fault: 'configuration' };
    }
    return classify(kept, { host, now, receiptOf: () => null });
  }
  const { status } = kept;
  if (status === 204 && noContentIsReceipt) return { status: 'accepted' };
  return classify(kept, { host, now, receiptOf: (body) => read(receiptOf, body, status) });
}

/** What Node says of names and values that are no headers: https://nodejs.org/api/errors.html. */
const headerCodes: ReadonlySet<string> = new Set([
  'ERR_HTTP_INVALID_HEADER_VALUE',
  'ERR_INVALID_CHAR',
  'ERR_INVALID_HTTP_TOKEN',
]);

import { codeIn } from '../errors.ts';
import { isCertificateCode } from './certificate-code.ts';
import { codeless, ended, PostError } from './post-error.ts';
import type { Answer } from './post.ts';
import type { Outcome } from './sink.ts';

/** What is needed to make an outcome of an answer. */
export interface ClassifyOptions {
  /** Host of the receiver, as an operator would know it. */
  readonly host: string;
  /** The present, in milliseconds since 1970. */
  readonly now: number;
  /**
   * What the receiver itself says in the body of an answer of class 2xx; `null` when these are not its words.
   * `accepted` for a receipt.
   */
  readonly receiptOf: (body: string) => Outcome | null;
}

/**
 * The outcome of a whole batch, from what was kept of its request. Statuses that are worth another try are those of
 * RFC 9110 and RFC 6585 that tell of a passing state. `rejected` is said of the batch: delivery finds out which event.
 */
export function classify(kept: Answer | Error, { host, now, receiptOf }: ClassifyOptions): Outcome {
  if (kept instanceof Error) return ofError(kept, host);
  const { status } = kept;
  if (status >= 200 && status < 300) {
    const outcome = status === 204 || status === 205 ? null : receiptOf(kept.body);
    return outcome ?? between(host, `${status}${bodyKind(kept)}`);
  }
  if (status === 407 || status === 511) return between(host, String(status));
  if (status === 400 || status === 413 || status === 422) return { status: 'rejected', why: answered(host, status) };
  if (passing.has(status) || (status >= 500 && status < 600)) {
    return { status: 'retry', why: answered(host, status), ...timeIn(kept.retryAfter, now) };
  }
  if (status >= 400 && status < 500) {
    return { status: 'retry', why: answered(host, status), fault: 'configuration' };
  }
  return between(host, String(status));
}

const passing = new Set([408, 425, 429]);

const answered = (host: string, status: number): string => `${host} answered ${status}`;

const between = (host: string, what: string): Outcome => ({
  status: 'retry',
  why: `answered by something between us and ${host} (${what})`,
});

function bodyKind({ body, contentType }: Answer): string {
  if (body.trim() === '') return ', empty';
  if (contentType?.includes('html') === true || body.trimStart().startsWith('<')) return ', HTML';
  return ', not its receipt';
}

function ofError(error: Error, host: string): Outcome {
  const code = codeIn(error) ?? kindOf(error);
  if (code === 'ABORT_ERR') return { status: 'retry', why: `${host} did not answer in time` };
  const why = whyEnded.get(code);
  if (why !== undefined) return { status: 'retry', why: why(host) };
  if (error instanceof PostError && error.proxyStatus !== null) return between(host, `proxy, ${error.proxyStatus}`);
  if (isCertificateCode(code)) {
    return { status: 'retry', why: `the certificate of ${host} is not trusted (${code})`, fault: 'configuration' };
  }
  return { status: 'retry', why: `no answer from ${host} (${code === codeless ? kindOf(error.cause) : code})` };
}

const whyEnded: ReadonlyMap<string, (host: string) => string> = new Map([
  [ended.information, (host) => `${host} sent only informational answers (1xx)`],
  [ended.unanswered, (host) => `${host} closed the connection without an answer`],
  [ended.cut, (host) => `${host} closed the connection in the middle of its answer`],
  [ended.process, (host) => `the process ended before ${host} answered`],
]);

/** Its name, where that is one: the message may hold what is never shown. */
const kindOf = (error: unknown): string =>
  error instanceof Error && /^\w{1,60}$/.test(error.name) ? error.name : 'Error';

const longestMillis = 24 * 60 * 60 * 1000;

/** `Retry-After` as RFC 9110 has it, seconds or an IMF date, at most 24 hours; nothing where it names no time to come. */
function timeIn(value: string | null, now: number): Pick<Outcome & { status: 'retry' }, 'afterMillis' | 'byDate'> {
  const text = value?.trim() ?? '';
  const byDate = imfDate.test(text);
  const millis = byDate ? Date.parse(text) - now : /^\d+$/.test(text) ? Number(text) * 1000 : 0;
  if (!(millis > 0)) return {};
  return { afterMillis: Math.min(millis, longestMillis), ...(byDate ? { byDate } : {}) };
}

const imfDate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

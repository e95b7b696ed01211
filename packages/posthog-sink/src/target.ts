import { readReceiverUrl } from '@plainsight/core';

/** Where a PostHog project takes events, as far as key and host can be trusted. */
export interface Target {
  /** Without a slash at its end; `null` when the host that was given is no usable URL. */
  readonly url: string | null;
  /** Host name and port, for people. */
  readonly host: string;
  readonly region: string | null;
  readonly problem: string | null;
}

/** Checks the form of key, host and level of compression. Shows neither the key nor a host that could hold credentials. */
export function targetOf(key: string, host: string, gzipLevel: number): Target {
  const { url, problem: hostProblem } = readReceiverUrl(host, { called: 'host', example: 'https://eu.i.posthog.com' });
  const keyProblem = keyForm.test(key)
    ? null
    : 'The key is no project API key of PostHog. Give the one that begins with phc_, from the settings of the project.';
  const levelProblem =
    Number.isInteger(gzipLevel) && gzipLevel >= 1 && gzipLevel <= 9
      ? null
      : `The gzipLevel is ${String(gzipLevel)}. Give a whole number from 1 to 9.`;
  const problems = [keyProblem, hostProblem, levelProblem].filter((problem) => problem !== null);
  return {
    url: url === null ? null : `${url.origin}${url.pathname.replace(/\/+$/, '')}`,
    host: url?.host ?? 'PostHog',
    region: regions.get(url?.hostname ?? '') ?? null,
    problem: problems.length === 0 ? null : problems.join(' '),
  };
}

/** `phc_` and base 62: https://posthog.com/docs/api#authentication. */
const keyForm = /^phc_[A-Za-z0-9_-]+$/;

/** https://posthog.com/docs/privacy/data-storage. */
const regions: ReadonlyMap<string, string> = new Map([
  ['eu.i.posthog.com', 'EU'],
  ['eu.posthog.com', 'EU'],
  ['us.i.posthog.com', 'US'],
  ['us.posthog.com', 'US'],
  ['app.posthog.com', 'US'],
]);

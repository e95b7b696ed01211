import { readReceiverUrl, type BatchLimits } from '@plainsight/core';

/** Where events go, as far as the options can be trusted. */
export interface Target {
  /** With its query; `null` when what was given is no usable URL. */
  readonly url: URL | null;
  readonly problem: string | null;
}

/** Checks the form of what the sink was given, and tells all that is wrong at once. Shows neither credentials nor a query. */
export function targetOf(given: {
  readonly url: string;
  readonly company: string;
  readonly limits: BatchLimits;
}): Target {
  const { url, problem } = readReceiverUrl(given.url, {
    called: 'option url',
    example: 'https://telemetry.example.org/events',
    query: 'allowed',
  });
  const problems = [
    problem,
    /\S/.test(given.company) ? null : 'The option company is empty. Give the name of who receives.',
    given.limits.events >= 1 && given.limits.bytes >= 1
      ? null
      : 'The option limits leaves no room for an event. Give events and bytes from 1.',
  ].filter((one) => one !== null);
  return { url, problem: problems.length === 0 ? null : problems.join(' ') };
}

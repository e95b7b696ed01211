import { wordsOf } from '../facts/shown.ts';
import type { Receiver, Sink } from './sink.ts';

/** Who a sink is, as people may be shown it. */
export interface ShownSink {
  readonly name: string;
  readonly receiver: Receiver;
  /** `null` where its configuration is well. */
  readonly problem: string | null;
  /** Name and receiver in words: `posthog (PostHog, https://eu.i.posthog.com)`. */
  readonly inWords: string;
}

/** Reads the description of a sink, brief and inert. Never throws, whatever a host without types gives. */
export function shownSink(sink: Sink): ShownSink {
  const told = fieldsOf(sink, ['name', 'receiver', 'problem']);
  const { company, url, region } = fieldsOf(told['receiver'], ['company', 'url', 'region']);
  const name = wordsOf(told['name']) ?? 'a sink without a name';
  const receiver = { company: wordsOf(company) ?? 'unknown', url: wordsOf(url), region: wordsOf(region) };
  const isWell = told['problem'] === undefined || told['problem'] === null;
  const problem = isWell ? null : (wordsOf(told['problem']) ?? 'it has a problem that it does not name');
  const to = [receiver.company, receiver.url].filter((part) => part !== null).join(', ');
  return { name, receiver, problem, inWords: `${name} (${to})` };
}

function fieldsOf(value: unknown, names: readonly string[]): { readonly [name: string]: unknown } {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(names.map((name) => [name, fieldOf(value, name)]));
}

/** A getter may throw. */
function fieldOf(value: object, name: string): unknown {
  try {
    return Reflect.get(value, name);
  } catch {
    return null;
  }
}

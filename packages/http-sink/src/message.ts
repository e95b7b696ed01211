import { eventJson, type TelemetryEvent } from '@plainsight/core';
import { failureOf } from './failure.ts';

/** Headers of a request by name. */
export type RequestHeaders = Readonly<Record<string, string>>;

/** What is posted for a batch. */
export interface Message {
  readonly headers: RequestHeaders;
  /** JSON. */
  readonly text: string;
}

/** Why there is none: what the maintainer gave to make it of is wrong. */
export interface NoMessage {
  readonly fault: string;
}

/** What messages are made with. */
export interface MessageOptions {
  readonly headers: RequestHeaders | (() => RequestHeaders);
  /** `null` for the list of events as they are. */
  readonly body: ((events: readonly TelemetryEvent[]) => unknown) | null;
}

/** The message of a batch. Never throws. What a function throws is not shown, only its kind: it can hold anything. */
export function messageOf(events: readonly TelemetryEvent[], { headers, body }: MessageOptions): Message | NoMessage {
  const own = attempt('headers', () => (typeof headers === 'function' ? headers() : headers));
  if ('fault' in own) return own;
  if (!isHeaders(own.value)) return { fault: 'its headers are no texts by name' };
  const made = body === null ? { value: null } : attempt('body', () => body(events));
  if ('fault' in made) return made;
  const text = body === null ? listOf(events) : jsonOf(made.value);
  if (text === null) return { fault: 'its body gave what JSON has no form for' };
  return { headers: { ...usual, ...own.value }, text };
}

const usual: RequestHeaders = {
  'Content-Type': 'application/json',
  Accept: 'application/json',
  'User-Agent': 'plainsight',
};

/** A promise is no value: JSON would make `{}` of it. */
function attempt(what: string, make: () => unknown): { readonly value: unknown } | NoMessage {
  try {
    const value = make();
    if (!(value instanceof Promise)) return { value };
    value.catch(() => {});
    return { fault: `its ${what} gave a promise, and must give the value itself` };
  } catch (error) {
    return { fault: failureOf(what, error) };
  }
}

function jsonOf(value: unknown): string | null {
  try {
    const text: unknown = JSON.stringify(value);
    return typeof text === 'string' ? text : null;
  } catch {
    return null;
  }
}

/** The events as they are kept: nobody reads them to write them again. */
function listOf(events: readonly TelemetryEvent[]): string | null {
  try {
    return `[${events.map((event) => eventJson(event).toString()).join(',')}]`;
  } catch {
    return null;
  }
}

const isHeaders = (value: unknown): value is RequestHeaders =>
  typeof value === 'object' && value !== null && Object.values(value).every((one) => typeof one === 'string');

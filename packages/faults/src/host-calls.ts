import type { Erased, Status, Submission } from '@plainsight/core';
import type { ClockKind } from './children/clocks.ts';

/** What a host is. */
export interface HostOptions {
  /** Where its database is. */
  readonly path: string;
  /** Where it sends to. */
  readonly url: string;
  /** @default the clock of this machine */
  readonly clock?: ClockKind;
  readonly maxBytes?: number;
  readonly instance?: string;
  /** Period of its reports. @default 1 */
  readonly everyHours?: number;
  /** Gives up all rights of root before it starts telemetry. */
  readonly asNobody?: boolean;
}

/** What a host can be told to do. All but `start` and what says so are done through the face. */
export interface HostCalls {
  /** True when telemetry is on then. */
  start(): boolean;
  /** Events with the numbers from `from` on. */
  record(from: number, count: number): void;
  first(values: readonly number[]): void;
  note(texts: readonly string[]): void;
  /** Events that the plan does not allow, with a text as a value, and one as the name of a field. */
  spoil(value: string, field: string): void;
  count(by: number): void;
  flush(to: 'store' | 'sinks', timeoutMillis?: number): void;
  submit(): Submission;
  erase(what: 'all' | 'submitted'): Erased;
  off(): boolean;
  status(): Status;
  close(): void;
  /** Sets a manual clock. */
  set(now: number): void;
  /** Lets time pass on a manual clock. */
  advance(millis: number): void;
  /** A numbered event, and a minute on a manual clock, so many times; what was recorded is committed each hour. */
  minutes(from: number, count: number): void;
  /** Timers that were started on its clock so far, and those that wait. */
  timers(): { readonly started: number; readonly waiting: number };
  /** What was logged at this level and above. */
  log(level: 'info' | 'warn'): readonly string[];
  /** Is not answered: from now on nothing of ours keeps the process. */
  leave(): void;
}

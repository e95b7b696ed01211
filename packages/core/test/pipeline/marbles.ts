import { TestScheduler } from 'rxjs/testing';
import { expect } from 'vitest';

/** Runs a marble spec: what a stage gives, and when. */
export function marbles(spec: Parameters<TestScheduler['run']>[0]): void {
  new TestScheduler((actual, expected) => expect(actual).toEqual(expected)).run(spec);
}

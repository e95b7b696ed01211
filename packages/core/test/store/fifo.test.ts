import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fifo } from '../../src/store/fifo.ts';

describe('fifo', () => {
  it('gives what an array would give', () => {
    const steps = fc.array(
      fc.record({ kind: fc.constantFrom('add', 'take', 'take', 'clear'), count: fc.integer({ min: 1, max: 1500 }) }),
      { maxLength: 15 },
    );
    fc.assert(
      fc.property(steps, (sequence) => {
        const queue = fifo<number>();
        let model: number[] = [];
        let next = 0;
        for (const { kind, count } of sequence) {
          if (kind === 'clear') {
            queue.clear();
            model = [];
          }
          for (let left = kind === 'clear' ? 0 : count; left > 0; left -= 1) {
            if (kind === 'take') {
              expect(queue.take()).toBe(model.shift());
            } else {
              queue.add((next += 1));
              model.push(next);
            }
          }
          expect(queue.length).toBe(model.length);
        }
      }),
      { numRuns: 60 },
    );
  });
});

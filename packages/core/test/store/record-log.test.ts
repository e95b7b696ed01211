import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordLog } from '../../src/store/record-log.ts';
import { sampleRecord } from '../../src/testing/samples.ts';

describe('recordLog', () => {
  it('keeps what a map of positions would keep', () => {
    const record = sampleRecord(1);
    const steps = fc.array(
      fc.oneof(
        fc.record({ add: fc.integer({ min: 1, max: 2000 }) }),
        fc.record({ skip: fc.integer({ min: 1, max: 1500 }) }),
        fc.record({ delete: fc.integer({ min: 0, max: 6000 }), count: fc.integer({ min: 1, max: 2500 }) }),
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(steps, (sequence) => {
        const log = recordLog();
        const model = new Set<number>();
        let last = 0;
        for (const step of sequence) {
          if ('add' in step) {
            for (let left = step.add; left > 0; left -= 1) {
              log.add(record);
              model.add((last += 1));
            }
          } else if ('skip' in step) {
            for (let left = step.skip; left > 0; left -= 1) expect(log.skip()).toBe((last += 1));
          } else {
            for (let position = step.delete; position < step.delete + step.count; position += 1) {
              log.delete(position);
              model.delete(position);
            }
          }
        }
        expect([...log.positions()]).toEqual([...model]);
        for (const before of [0, 1, 1024, 1025, last, last + 1, Number.MAX_SAFE_INTEGER]) {
          expect([...log.positionsBefore(before)]).toEqual([...model].filter((one) => one < before).toReversed());
        }
        expect({ size: log.size, first: log.first, last: log.last }).toEqual({
          size: model.size,
          first: [...model][0] ?? last + 1,
          last,
        });
        for (const position of [0, 1, log.first, last, last + 1]) {
          expect(log.has(position)).toBe(model.has(position));
          expect(log.get(position)?.position).toBe(model.has(position) ? position : undefined);
        }
      }),
      { numRuns: 60 },
    );
  });
});

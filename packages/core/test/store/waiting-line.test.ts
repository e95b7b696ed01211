import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { waitingLine } from '../../src/store/waiting-line.ts';

interface One {
  readonly bytes: number;
  readonly refused: boolean;
  readonly number: number;
}

const step = fc.record({
  bytes: fc.integer({ min: 1, max: 40 }),
  refused: fc.boolean(),
  forget: fc.integer({ min: 0, max: 3 }),
  isHeld: fc.boolean(),
});

describe('waitingLine', () => {
  it('stays within its bounds and in its order, counts what it drops, and drops what is refused first', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 1, max: 8 }), (steps, most) => {
        const line = waitingLine<One>({ most, maxBytes: 100, givesWay: ({ refused }) => refused });
        let [dropped, forgotten] = [0, 0];
        for (const [number, { bytes, refused, forget, isHeld }] of steps.entries()) {
          const before = line.slice(0);
          const held = isHeld ? Math.min(2, before.length) : 0;
          const lost = line.add({ bytes, refused, number }, held);
          const after = line.slice(0);
          dropped += lost;
          expect(after.slice(0, held)).toEqual(before.slice(0, held));
          // What may be sent is dropped only where all that may give way would not do.
          const firm = before.filter((one, index) => index < held || !one.refused);
          const fits = firm.length < most && firm.reduce((sum, one) => sum + one.bytes, bytes) <= 100;
          if (!refused && fits) expect(after.at(-1)?.number).toBe(number);
          expect(after.filter((one) => !one.refused)).toEqual([
            ...before.filter((one) => !one.refused),
            ...(refused || after.at(-1)?.number !== number ? [] : [{ bytes, refused, number }]),
          ]);
          const all = line.length;
          line.forget(forget);
          forgotten += all - line.length;
        }
        const left = line.slice(0);
        expect(left.length).toBeLessThanOrEqual(most);
        expect(left.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(100);
        expect(left.map(({ number }) => number)).toEqual(
          left.map(({ number }) => number).toSorted((one, other) => one - other),
        );
        expect(left.length + forgotten + dropped).toBe(steps.length);
      }),
    );
  });
});

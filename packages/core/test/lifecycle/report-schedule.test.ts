import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { everySlot, reportSchedule } from '../../src/lifecycle/report-schedule.ts';
import { manualClock } from '../../src/testing/manual-clock.ts';
import { epoch, hour } from './host.ts';

const report = { name: 'kettle report', everyHours: 12 };

describe('the schedule of a report', () => {
  it('is the same for the same installation, and another for another', () => {
    const start = (installation: string): number => reportSchedule(report, installation, 'main').slotAt(epoch);
    expect(start('one')).toBe(start('one'));
    expect(new Set(['one', 'two', 'three', 'four'].map(start)).size).toBe(4);
  });

  it('is that of the installation, or of each instance where the plan says so', () => {
    const each = { ...report, per: 'instance' } as const;
    const [main, worker] = ['main', 'worker'].map((instance) => reportSchedule(each, 'one', instance));
    expect([main?.scope, worker?.scope]).toEqual(['kettle report/main', 'kettle report/worker']);
    expect(main?.slotAt(epoch)).not.toBe(worker?.slotAt(epoch));
    const [one, other] = ['main', 'worker'].map((instance) => reportSchedule(report, 'one', instance));
    expect([one?.scope, other?.scope]).toEqual(['kettle report', 'kettle report']);
    expect(one?.slotAt(epoch)).toBe(other?.slotAt(epoch));
  });

  it('has slots of whole milliseconds without a gap, whatever the period', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 8760, noNaN: true }), fc.string(), (everyHours, installation) => {
        const { slotAt, nextSlotAt } = reportSchedule({ ...report, everyHours }, installation, 'main');
        const start = slotAt(epoch);
        expect(Number.isInteger(start)).toBe(true);
        expect(start).toBeLessThanOrEqual(epoch);
        expect(nextSlotAt(epoch)).toBeGreaterThan(epoch);
        expect(slotAt(nextSlotAt(epoch))).toBe(nextSlotAt(epoch));
        expect(slotAt(nextSlotAt(epoch) - 1)).toBe(start);
      }),
    );
  });
});

/** Which slots were due, each once, on a clock of its own. */
function watch(everyHours: number) {
  const clock = manualClock(epoch);
  const schedule = reportSchedule({ ...report, everyHours }, 'one', 'main');
  const calls: number[] = [];
  const end = everySlot(schedule, clock, () => void calls.push(clock.now()));
  return { clock, schedule, calls, end, slots: () => [...new Set(calls.map((at) => schedule.slotAt(at)))] };
}

describe('a slot that is due', () => {
  it('is seen at once, and then at the very start of each', async () => {
    const { clock, schedule, calls, slots } = watch(12);
    expect(calls).toEqual([epoch]);
    await clock.advance(48 * hour);
    const first = schedule.nextSlotAt(epoch);
    expect(slots()).toEqual([schedule.slotAt(epoch), ...[0, 12, 24, 36].map((hours) => first + hours * hour)]);
    for (const start of slots().slice(1)) expect(calls).toContain(start);
  });

  it('is seen at each start when slots are shorter than an hour', async () => {
    const { clock, schedule, calls } = watch(0.1);
    await clock.advance(hour);
    const first = schedule.nextSlotAt(epoch);
    expect(calls).toEqual([epoch, ...Array.from({ length: 10 }, (_, index) => first + index * 0.1 * hour)]);
  });

  it.each([
    ['forwards', 30 * 24 * hour],
    ['back', -30 * 24 * hour],
  ])('is seen within an hour of the clock being set %s', async (_, by) => {
    const { clock, schedule, slots } = watch(12);
    clock.set(epoch + by);
    await clock.advance(hour);
    expect(slots()).toContain(schedule.slotAt(epoch + by));
  });

  it('is waited for by one timer, of at most an hour', async () => {
    for (const everyHours of [0.001, 1, 12, 8760]) {
      const { clock } = watch(everyHours);
      for (let step = 0; step < 30; step += 1) {
        expect(clock.timers).toHaveLength(1);
        expect(clock.timers[0]).toBeLessThanOrEqual(hour);
        await clock.advance((clock.timers[0] ?? 0) + 1);
      }
    }
  });

  it('is seen no more once it is ended, and leaves no timer', async () => {
    const { clock, calls, end } = watch(12);
    await clock.advance(2 * hour);
    const before = calls.length;
    end();
    expect(clock.timers).toEqual([]);
    await clock.advance(48 * hour);
    expect(calls).toHaveLength(before);
  });

  it('may be ended from within', async () => {
    const clock = manualClock(epoch);
    let calls = 0;
    const end = everySlot(reportSchedule(report, 'one', 'main'), clock, () => {
      calls += 1;
      if (calls === 3) end();
    });
    await clock.advance(48 * hour);
    expect(calls).toBe(3);
    expect(clock.timers).toEqual([]);
  });
});

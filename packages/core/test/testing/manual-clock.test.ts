import { describe, expect, it } from 'vitest';
import { manualClock } from '../../src/testing/index.ts';

describe('manualClock', () => {
  it('stands still until it is told to go', async () => {
    const clock = manualClock(1000);
    expect(clock.now()).toBe(1000);
    await clock.advance(0);
    expect(clock.now()).toBe(1000);
    await clock.advance(250);
    expect(clock.now()).toBe(1250);
  });

  it('calls what falls due, in order, at its time', async () => {
    const clock = manualClock(0);
    const calls: string[] = [];
    const call = (name: string) => (): void => void calls.push(`${name} at ${clock.now()}`);
    clock.after(20, call('c'));
    clock.after(10, call('a'));
    clock.after(10, call('b'));
    clock.after(31, call('late'));
    await clock.advance(30);
    expect(calls).toEqual(['a at 10', 'b at 10', 'c at 20']);
    expect(clock.now()).toBe(30);
    await clock.advance(1);
    expect(calls.at(-1)).toBe('late at 31');
  });

  it('calls what is started on the way, if it falls due', async () => {
    const clock = manualClock(0);
    const times: number[] = [];
    const tick = (): void => {
      times.push(clock.now());
      clock.after(10, tick);
    };
    clock.after(0, tick);
    await clock.advance(35);
    expect(times).toEqual([0, 10, 20, 30]);
    expect(clock.timers).toEqual([5]);
  });

  it('lets promises settle before, between and after', async () => {
    const clock = manualClock(0);
    const steps: string[] = [];
    const sleep = (millis: number): Promise<void> => new Promise((resolve) => void clock.after(millis, resolve));
    void (async () => {
      for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
      steps.push('began');
      await sleep(10);
      for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
      steps.push(`woke at ${clock.now()}`);
      await sleep(10);
      steps.push(`woke at ${clock.now()}`);
    })();
    await clock.advance(20);
    expect(steps).toEqual(['began', 'woke at 10', 'woke at 20']);
  });

  it('does not call what was taken back', async () => {
    const clock = manualClock();
    let calls = 0;
    const takeBack = clock.after(10, () => (calls += 1));
    takeBack();
    takeBack();
    await clock.advance(100);
    expect(calls).toBe(0);
    expect(clock.timers).toEqual([]);
  });

  it('can be set, either way, and its timers fall due when they would have', async () => {
    const clock = manualClock(0);
    let calls = 0;
    clock.after(100, () => (calls += 1));
    clock.set(Date.UTC(2036, 0, 1));
    await clock.advance(99);
    expect(calls).toBe(0);
    expect(clock.now()).toBe(Date.UTC(2036, 0, 1) + 99);
    clock.set(-5);
    await clock.advance(1);
    expect(calls).toBe(1);
    expect(clock.now()).toBe(-4);
  });

  it('rejects with what a call threw', async () => {
    const clock = manualClock();
    clock.after(1, () => {
      throw new Error('the call failed');
    });
    await expect(clock.advance(1)).rejects.toThrow('the call failed');
  });

  it('rejects timers that start each other without end', async () => {
    const clock = manualClock();
    const again = (): void => void clock.after(0, again);
    again();
    await expect(clock.advance(1)).rejects.toThrow('Do they start each other?');
  });
});

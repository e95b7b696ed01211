import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acknowledged, isNoticeDue, noted, standingOf } from '../../src/lifecycle/standing.ts';
import type { Plan } from '../../src/plan/plan.ts';
import type { Decided } from '../../src/store/decisions.ts';
import { epoch, hour, plan } from './host.ts';

const planOf = (version: number, more: { default?: 'on' | 'off'; graceHours?: number } = {}): Plan => ({
  ...plan,
  version,
  consent: { ...plan.consent, default: more.default ?? 'on' },
  notice: { graceHours: more.graceHours ?? 24 },
});

const iso = (time: number): string => new Date(time).toISOString();

describe('the first notice', () => {
  it.each(['on', 'off'] as const)('holds all until its grace is over, where the default is %s', (byDefault) => {
    const first = planOf(3, { default: byDefault });
    const shown = noted(first, {}, epoch);
    expect(shown).toEqual({ noticeShown: { 3: iso(epoch) } });
    expect(standingOf(first, shown, epoch + hour)).toEqual({
      accepted: null,
      collects: 3,
      shownAt: epoch,
      sendsFrom: epoch + 24 * hour,
      collectsAllFrom: null,
    });
    expect(standingOf(first, shown, epoch + 24 * hour).sendsFrom).toBeNull();
    expect(noted(first, shown, epoch + 24 * hour)).toEqual({ ...shown, acceptedVersion: 3 });
  });

  it('holds for ever what it was not shown for', () => {
    expect(standingOf(planOf(1), {}, epoch).sendsFrom).toBe(Number.POSITIVE_INFINITY);
  });

  it('holds nothing where the plan has no grace', () => {
    expect(noted(planOf(2, { graceHours: 0 }), {}, epoch)).toEqual({
      noticeShown: { 2: iso(epoch) },
      acceptedVersion: 2,
    });
  });

  it('still counts when a later version comes within its grace: that collects nothing new, and leaves no earlier', () => {
    const shown = noted(planOf(2), noted(planOf(1), {}, epoch), epoch + 20 * hour);
    expect(standingOf(planOf(2), shown, epoch + 20 * hour)).toMatchObject({
      collects: 1,
      sendsFrom: epoch + 24 * hour,
      collectsAllFrom: epoch + 44 * hour,
    });
    expect(noted(planOf(2), shown, epoch + 24 * hour).acceptedVersion).toBe(1);
    expect(noted(planOf(2), shown, epoch + 44 * hour).acceptedVersion).toBe(2);
  });
});

describe('what is new', () => {
  const accepted: Decided = { acceptedVersion: 1, noticeShown: { 1: iso(epoch) } };

  it('is collected when the grace of its notice is over, where the default is on', () => {
    const shown = noted(planOf(2), accepted, epoch + 100 * hour);
    expect(standingOf(planOf(2), shown, epoch + 123 * hour)).toMatchObject({
      collects: 1,
      sendsFrom: null,
      collectsAllFrom: epoch + 124 * hour,
    });
    expect(standingOf(planOf(2), shown, epoch + 124 * hour)).toMatchObject({ collects: 2, collectsAllFrom: null });
  });

  it('waits for the operator where the default is off, however long', () => {
    const off = planOf(2, { default: 'off', graceHours: 0 });
    const shown = noted(off, accepted, epoch);
    expect(standingOf(off, shown, epoch + 9000 * hour)).toMatchObject({ collects: 1, collectsAllFrom: null });
    expect(noted(off, shown, epoch + 9000 * hour)).toBe(shown);
    expect(standingOf(off, acknowledged(off, shown), epoch).collects).toBe(2);
  });
});

describe('a clock that was set back', () => {
  it('has a notice of a time to come shown anew, and its grace begin again', () => {
    const shown = noted(planOf(1), {}, epoch + 9000 * hour);
    expect(isNoticeDue(planOf(1), shown, epoch)).toBe(true);
    expect(standingOf(planOf(1), noted(planOf(1), shown, epoch), epoch).sendsFrom).toBe(epoch + 24 * hour);
  });

  it('takes nothing back that was accepted', () => {
    const kept: Decided = { acceptedVersion: 2, noticeShown: { 2: iso(epoch + 9000 * hour) } };
    expect(isNoticeDue(planOf(2), kept, epoch)).toBe(false);
    expect(noted(planOf(2), kept, epoch)).toBe(kept);
    expect(standingOf(planOf(2), kept, epoch)).toMatchObject({ collects: 2, sendsFrom: null });
  });
});

describe('an installation, whatever happens,', () => {
  const step = (hours: fc.Arbitrary<number>) =>
    fc.record({ raise: fc.integer({ min: 0, max: 2 }), hours, accept: fc.boolean() });

  it('collects and sends what was accepted, or told of for as long as the grace, and nothing else', () => {
    const steps = fc.array(step(fc.integer({ min: 0, max: 30 })), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(steps, fc.constantFrom('on', 'off'), (history, byDefault) => {
        let now = epoch;
        let version = 1;
        let decided: Decided = {};
        let accepted = 0;
        const told = new Map<number, number>();
        for (const { raise, hours, accept } of history) {
          now += hours * hour;
          version += told.size === 0 ? 0 : raise;
          told.set(version, told.get(version) ?? now);
          const at = planOf(version, { default: byDefault });
          decided = noted(at, decided, now);
          if (accept) {
            decided = acknowledged(at, decided);
            accepted = version;
          }
          const mature = [...told].flatMap(([one, time]) => (time + 24 * hour <= now ? [one] : []));
          const standing = standingOf(at, decided, now);
          expect(standing.sendsFrom === null).toBe(accepted > 0 || mature.includes(1));
          expect(standing.collects).toBe(Math.max(1, accepted, ...(byDefault === 'on' ? mature : [])));
        }
      }),
    );
  });

  it('keeps what was accepted, however the clock is set', () => {
    const steps = fc.array(step(fc.integer({ min: -90_000, max: 90_000 })), { maxLength: 12 });
    fc.assert(
      fc.property(steps, (history) => {
        let now = epoch;
        let version = 1;
        let decided: Decided = {};
        for (const { raise, hours } of history) {
          now += hours * hour;
          version += raise;
          const before = decided.acceptedVersion ?? 0;
          decided = noted(planOf(version), decided, now);
          expect(decided.acceptedVersion ?? 0).toBeGreaterThanOrEqual(before);
          expect(standingOf(planOf(version), decided, now).collects).toBeGreaterThanOrEqual(before);
        }
      }),
    );
  });
});

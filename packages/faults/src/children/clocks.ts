import { systemClock, type Clock } from '@plainsight/core';
import { manualClock, type ManualClock } from '@plainsight/core/testing';

/** Which clock a host is given, as data. */
export type ClockKind =
  | { readonly kind: 'system' }
  /** Goes only when it is told to. */
  | { readonly kind: 'manual'; readonly start: number }
  /** Goes so many times as fast from the time `zero` on, the same in every process. */
  | { readonly kind: 'hurried'; readonly zero: number; readonly speed: number };

/** A clock of this kind; `manual` where it is one that is told. */
export function clockOf(kind: ClockKind): { readonly clock: Clock; readonly manual: ManualClock | null } {
  if (kind.kind === 'manual') {
    const manual = manualClock(kind.start);
    return { clock: manual, manual };
  }
  return { clock: kind.kind === 'system' ? systemClock : hurried(kind), manual: null };
}

/** Waits that are shorter are of the network and of the disk, which no clock hurries. */
const longMillis = 20_000;
const leastMillis = 1500;

const hurried = ({ zero, speed }: ClockKind & { readonly kind: 'hurried' }): Clock => ({
  now: () => Math.floor(zero + (Date.now() - zero) * speed),
  after: (millis, action) =>
    systemClock.after(millis < longMillis ? millis : Math.max(leastMillis, millis / speed), action),
});

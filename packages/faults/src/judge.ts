import type { Arrival, Place } from './arrivals.ts';
import type { Checks } from './checks.ts';

/** What arrived of numbered events. */
export interface Judged {
  /** Numbered events that the receiver has. */
  readonly arrived: number;
  /** Of those, how many it was told of more than once. */
  readonly redelivered: number;
}

/** Holds what arrived against what was promised: all of it, each under one uuid, and the same at each time. */
export function judge({ arrivals }: Place, promised: Iterable<number>, { must }: Checks): Judged {
  const uuids = new Map<number, Arrival[]>();
  for (const arrival of arrivals) {
    must(!arrival.changed, `${arrival.name} ${arrival.uuid} came again with another content.`);
    if (arrival.number !== null) uuids.set(arrival.number, [...(uuids.get(arrival.number) ?? []), arrival]);
  }
  for (const [number, of] of uuids) must(of.length === 1, `Event ${number} came under ${of.length} uuids.`);
  let lost = 0;
  for (const number of promised) {
    const has = uuids.get(number)?.some(({ taken }) => taken > 0) === true;
    if (!has) lost += 1;
    must(has, `Event ${number} was promised, and did not arrive.`);
  }
  must(lost === 0, `Lost: ${lost} events.`);
  const numbered = [...uuids.values()].flat().filter(({ taken }) => taken > 0);
  return { arrived: numbered.length, redelivered: numbered.filter(({ taken }) => taken > 1).length };
}

/** The reports that the receiver has, in the order in which they came. */
export const reportsIn = ({ arrivals }: Place): readonly Arrival[] =>
  arrivals.filter(({ name, taken }) => name === 'faults report' && taken > 0);

/** A number that a report tells; 0 where it does not. */
export function told({ properties }: Arrival, name: string): number {
  const value = properties[name];
  return typeof value === 'number' ? value : 0;
}

/** What all reports tell of the counted event. */
export const countedIn = (place: Place): number =>
  reportsIn(place).reduce((sum, report) => sum + told(report, 'count_tallied'), 0);

/** The numbers from `from` on. */
export const numbers = (from: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => from + index);

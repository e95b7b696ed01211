import type { Random } from '../surroundings/random.ts';

/** How long a sink that failed is left alone. All in milliseconds. */
export interface BackoffPolicy {
  /** No sink is tried sooner after a failure, whoever asks for it. */
  readonly leastMillis: number;
  readonly firstMillis: number;
  /** In the first hours of an outage; later it grows to a quarter of the report's period, where that is longer. */
  readonly longestMillis: number;
  /** What a receiver may ask for at most. */
  readonly longestAskedMillis: number;
  /** Seconds that a receiver asks for get no jitter up to here; longer waits do, as dates do. */
  readonly longestExactMillis: number;
  /** After a configuration fault, or when everything was refused. */
  readonly faultMillis: number;
  /** A sink that has not answered for so long is tried once a slot. */
  readonly silentMillis: number;
}

const second = 1000;
const hour = 3600 * second;

/** 100 ms at least, 1 s to 1 h, a day at most where the receiver asks, hourly after faults, seven days. */
export const backoffPolicy: BackoffPolicy = {
  leastMillis: 100,
  firstMillis: second,
  longestMillis: hour,
  longestAskedMillis: 24 * hour,
  longestExactMillis: 60 * second,
  faultMillis: hour,
  silentMillis: 7 * 24 * hour,
};

/** Full jitter: anywhere between the least and a bound that doubles with each failure, from the first on. */
export function backoffMillis(failures: number, random: Random, policy: BackoffPolicy = backoffPolicy): number {
  const bound = Math.min(policy.longestMillis, policy.firstMillis * 2 ** Math.max(0, failures - 1));
  return Math.max(policy.leastMillis, jitterMillis(bound, random));
}

/** Anywhere between nothing and a bound, in whole milliseconds. */
export const jitterMillis = (bound: number, random: Random): number => Math.floor(bound * fraction(random));

/** A number from 0 up to, and without, 1. */
function fraction(random: Random): number {
  const [a = 0, b = 0, c = 0, d = 0] = random(4);
  return (((a << 24) | (b << 16) | (c << 8) | d) >>> 0) / 2 ** 32;
}

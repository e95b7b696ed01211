import type { Random } from '../surroundings/random.ts';

/** How long a sink that failed is left alone. All in milliseconds. */
export interface BackoffPolicy {
  readonly firstMillis: number;
  readonly longestMillis: number;
  /** What a receiver may ask for at most. */
  readonly longestAskedMillis: number;
  /** After a configuration fault, or when everything was refused. */
  readonly faultMillis: number;
  /** A sink that has not answered for so long is tried once a slot. */
  readonly silentMillis: number;
}

const second = 1000;
const hour = 3600 * second;

/** 1 s to 1 h, a day at most where the receiver asks, hourly after faults, seven days. */
export const backoffPolicy: BackoffPolicy = {
  firstMillis: second,
  longestMillis: hour,
  longestAskedMillis: 24 * hour,
  faultMillis: hour,
  silentMillis: 7 * 24 * hour,
};

/** Full jitter: anywhere between nothing and a bound that doubles with each failure, from the first on. */
export function backoffMillis(failures: number, random: Random, policy: BackoffPolicy = backoffPolicy): number {
  const bound = Math.min(policy.longestMillis, policy.firstMillis * 2 ** Math.max(0, failures - 1));
  return Math.floor(bound * fraction(random));
}

/** A number from 0 up to, and without, 1. */
function fraction(random: Random): number {
  const [a = 0, b = 0, c = 0, d = 0] = random(4);
  return (((a << 24) | (b << 16) | (c << 8) | d) >>> 0) / 2 ** 32;
}

import type { Random } from '@plainsight/core';

/** Numbers from 0 up to, and without, 1. */
export const fractions = (random: Random) => (): number => {
  const [a = 0, b = 0, c = 0] = random(3);
  return ((a << 16) | (b << 8) | c) / 2 ** 24;
};

import type { Random } from '../surroundings/random.ts';

/**
 * Random bytes that are the same for the same seed, for tests. Not for anything that must not be guessed.
 * The generator is SplitMix32 (a 32-bit form of Steele, Lea and Flood, "Fast splittable pseudorandom number generators").
 */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
  return (count) => Uint8Array.from({ length: count }, () => next() & 0xff);
}

import type { Automaton, Needle } from './automaton.ts';
import { sign, signsOf } from './signs.ts';

/** The signs that a text holds, where it is quickly seen that it holds no needle; `null` where it must be looked through. */
export type FirstLook = (text: Uint8Array) => number | null;

/**
 * Makes a first look, which takes a third of the time that it takes to look through a text: most texts hold nothing. None goes by in
 * which something must be made plain, or which has digits of base64 in a row that may say a needle.
 */
export function firstLook<T>({ classes, count, shortest }: Automaton<T>, needles: readonly Needle<T>[]): FirstLook {
  const runs = shortestRun(shortest);
  const beginnings = needles.map(({ bytes }) => bytes.subarray(0, shortest).map((byte) => classes[byte] ?? 0));
  // Of Wu and Manber (A fast algorithm for multi-pattern searching, 1994): how far it is, from two bytes that stand side by
  // side, to where a needle's beginning may end.
  const shifts = new Uint8Array(count * count).fill(Math.min(shortest - 1, 255));
  for (const beginning of beginnings) {
    for (let index = 0; index + 1 < shortest; index += 1) {
      const pair = (beginning[index] ?? 0) * count + (beginning[index + 1] ?? 0);
      shifts[pair] = Math.min(shifts[pair] ?? 0, shortest - 2 - index);
    }
  }

  /** Whether a needle's beginning stands there. */
  function begins(text: Uint8Array, at: number): boolean {
    for (const beginning of beginnings) {
      let index = 0;
      while (index < shortest && classes[text[at + index] ?? 0] === beginning[index]) index += 1;
      if (index === shortest) return true;
    }
    return false;
  }

  function mayHold(text: Uint8Array): boolean {
    let near = 0;
    for (let last = shortest - 1; last < text.length;) {
      const pair = (classes[text[last - 1] ?? 0] ?? 0) * count + (classes[text[last] ?? 0] ?? 0);
      const shift = shifts[pair] ?? 0;
      if (shift === 0) {
        near += 1;
        if (near > mostNear || begins(text, last + 1 - shortest)) return true;
      }
      last += Math.max(1, shift);
    }
    return false;
  }

  return (text) => {
    let signs = 0;
    let run = 0;
    let longestRun = 0;
    for (let index = 0; index < text.length; index += 1) {
      const own = signsOf[text[index] ?? 0] ?? 0;
      signs |= own;
      // Without a branch, which each end of a word would take by surprise: the digit's bit is 1, and its negative has all bits.
      run = (run + 1) & -(own & sign.digit);
      if (run > longestRun) longestRun = run;
    }
    const isOpen = shortest < 2 || (signs & sign.unusual) !== 0 || longestRun >= runs || mayHold(text);
    return isOpen ? null : signs;
  };
}

/** A text that ends like a needle's beginning over and over is looked through at once. */
const mostNear = 50;

/** Least digits of base64 that say a needle. */
export const shortestRun = (shortestNeedle: number): number => Math.ceil((shortestNeedle * 4) / 3);

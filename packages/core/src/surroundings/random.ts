/** A source of random bytes, as `crypto.getRandomValues` is one. */
export type Random = (count: number) => Uint8Array;

/** Cryptographically strong random bytes of this machine. */
export const systemRandom: Random = (count) => crypto.getRandomValues(new Uint8Array(count));

import type { Random } from '../surroundings/random.ts';

/** A new id of an installation: 256 random bits in hex, which say nothing of where or when they were drawn. */
export const installationId = (random: Random): string =>
  Array.from(random(32), (byte) => byte.toString(16).padStart(2, '0')).join('');

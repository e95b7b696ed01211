import type { Random } from '../surroundings/random.ts';

/** A random UUID (version 4, RFC 9562) that says nothing of where or when it was made. */
export function randomUuid(random: Random): string {
  const hex = [...random(16)].map((byte, index) => {
    const value = index === 6 ? (byte & 0x0f) | 0x40 : index === 8 ? (byte & 0x3f) | 0x80 : byte;
    return value.toString(16).padStart(2, '0');
  });
  const part = (from: number, to: number): string => hex.slice(from, to).join('');
  return [part(0, 4), part(4, 6), part(6, 8), part(8, 10), part(10, 16)].join('-');
}

import { describe, expect, it } from 'vitest';
import { installationId } from '../../src/identity/installation-id.ts';
import { systemRandom } from '../../src/surroundings/random.ts';

describe('the id of an installation', () => {
  it('is 256 random bits in hex', () => {
    const drawn: number[] = [];
    const id = installationId((count) => {
      drawn.push(count);
      return Uint8Array.from({ length: count }, (_, index) => index);
    });
    expect(drawn).toEqual([32]);
    expect(id).toBe('000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f');
  });

  it('is another each time', () => {
    expect(new Set(Array.from({ length: 100 }, () => installationId(systemRandom))).size).toBe(100);
  });
});

import { describe, expect, it } from 'vitest';
import { randomUuid } from '../../src/identity/random-uuid.ts';
import { systemRandom } from '../../src/surroundings/random.ts';

describe('a random UUID', () => {
  it('is what RFC 9562, appendix A.3, makes of its random bytes', () => {
    const bytes = Uint8Array.from(Buffer.from('919108f752d133205bacf847db4148a8', 'hex'));
    expect(randomUuid(() => bytes)).toBe('919108f7-52d1-4320-9bac-f847db4148a8');
  });

  it('has its version and variant, whatever the bytes', () => {
    for (const byte of [0x00, 0xff]) {
      const uuid = randomUuid((count) => new Uint8Array(count).fill(byte));
      expect(uuid).toMatch(/^[0f]{8}-[0f]{4}-4[0f]{3}-[8b][0f]{3}-[0f]{12}$/);
    }
  });

  it('is another each time', () => {
    expect(new Set(Array.from({ length: 1000 }, () => randomUuid(systemRandom))).size).toBe(1000);
  });
});

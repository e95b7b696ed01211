import { describe, expect, it } from 'vitest';
import { manualMachine, seededRandom } from '../../src/testing/index.ts';

describe('seededRandom', () => {
  it('gives the same bytes for the same seed, however they are asked for', () => {
    const all = seededRandom(1)(16);
    const random = seededRandom(1);
    expect([...random(5), ...random(0), ...random(11)]).toEqual([...all]);
    expect(all).toHaveLength(16);
  });

  it('gives other bytes for another seed', () => {
    const streams = Array.from({ length: 100 }, (_, seed) => seededRandom(seed)(16).join());
    expect(new Set(streams).size).toBe(100);
  });

  it('gives every byte about as often', () => {
    const counts = Array.from({ length: 256 }, () => 0);
    for (const byte of seededRandom(3)(256_000)) counts[byte] = (counts[byte] ?? 0) + 1;
    expect(Math.min(...counts)).toBeGreaterThan(850);
    expect(Math.max(...counts)).toBeLessThan(1150);
  });
});

describe('manualMachine', () => {
  it('is what it is said to be, and reads only what is asked for', async () => {
    const machine = manualMachine({ system: { arch: 'x64', platform: 'linux' }, parts: { mac: '02:42:ac:11:00:02' } });
    expect(await machine.system(['arch', 'distro'])).toEqual({ arch: 'x64', distro: null });
    expect(await machine.parts()).toEqual({ mac: '02:42:ac:11:00:02', ip4: '', systemUuid: '' });
  });
});

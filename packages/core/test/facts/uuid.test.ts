import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainsightNamespace, uuidV5, uuidV7Source } from '../../src/facts/uuid.ts';
import { systemRandom } from '../../src/surroundings/random.ts';
import { seededRandom } from '../../src/testing/seeded-random.ts';

const version7 = /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
const version5 = /^[\da-f]{8}-[\da-f]{4}-5[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
const times = fc.integer({ min: 0, max: 2 ** 48 - 1 });
const timeOf = (uuid: string): number => Number.parseInt(uuid.replaceAll('-', '').slice(0, 12), 16);

describe('a UUID of version 5', () => {
  it('is that of RFC 9562, appendix A.4', () => {
    const dns = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';
    expect(uuidV5(dns, 'www.example.com')).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
  });

  it('has its version and variant, and is the same for the same name', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.string({ unit: 'binary' }), (namespace, name) => {
        expect(uuidV5(namespace, name)).toMatch(version5);
        expect(uuidV5(namespace, name)).toBe(uuidV5(namespace.toUpperCase(), name));
      }),
    );
  });

  it('takes the name as UTF-8', () => {
    // python3 -c 'import uuid; print(uuid.uuid5(uuid.NAMESPACE_DNS, "bücher ✓"))'
    expect(uuidV5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'bücher ✓')).toBe('3d68cd3b-3f7e-5dc9-aa6f-15fd309a9262');
  });

  it('refuses a namespace that is no UUID', () => {
    expect(() => uuidV5('plainsight', 'name')).toThrow(TypeError);
  });
});

describe('the namespace of plainsight', () => {
  it('stays what it is', () => {
    expect(plainsightNamespace).toBe('fb1c7832-3049-4580-a6e5-6905d18c07a5');
  });
});

describe('a UUID of version 7', () => {
  it('has its version, its variant and its time', () => {
    fc.assert(
      fc.property(times, fc.integer(), (millis, seed) => {
        const uuid = uuidV7Source(seededRandom(seed))(millis);
        expect(uuid).toMatch(version7);
        expect(timeOf(uuid)).toBe(millis);
      }),
    );
  });

  it('takes a time that it cannot hold as the nearest that it can', () => {
    const make = uuidV7Source(systemRandom);
    expect([-1, -1e20, Number.NaN, 0.9].map((millis) => timeOf(make(millis)))).toEqual([0, 0, 0, 0]);
    expect([1e20, Infinity, 2 ** 48].map((millis) => timeOf(make(millis)))).toEqual(Array(3).fill(2 ** 48 - 1));
    expect([-1, Number.NaN, Infinity].every((millis) => version7.test(make(millis)))).toBe(true);
  });
});

describe('a source of UUIDs', () => {
  it('keeps the order within a millisecond and over time', () => {
    const source = uuidV7Source(systemRandom);
    const made = Array.from({ length: 20_000 }, (_, index) => source(1_767_225_600_000 + Math.floor(index / 5000)));
    expect(made.toSorted()).toEqual(made);
    expect(new Set(made).size).toBe(made.length);
  });

  it('counts up from the least and from the highest start', () => {
    for (const byte of [0x00, 0xff]) {
      const source = uuidV7Source((count) => new Uint8Array(count).fill(byte));
      const made = Array.from({ length: 5000 }, () => source(1_767_225_600_000));
      expect(made.toSorted()).toEqual(made);
      expect(new Set(made).size).toBe(made.length);
      expect(made.every((uuid) => version7.test(uuid))).toBe(true);
    }
  });

  it('repeats none when the clock goes back and forth', () => {
    const source = uuidV7Source(systemRandom);
    const made = Array.from({ length: 10_000 }, (_, index) => source(1_767_225_600_000 + (index % 2)));
    expect(new Set(made).size).toBe(made.length);
  });

  it('repeats none of another source at the same time', () => {
    const sources = [uuidV7Source(systemRandom), uuidV7Source(systemRandom)];
    const made = Array.from({ length: 5000 }, () => sources.map((source) => source(1_767_225_600_000))).flat();
    expect(new Set(made).size).toBe(made.length);
  });

  it('uses up each block, and nothing but random bytes', () => {
    const make = uuidV7Source((length) => new Uint8Array(length).fill(0xff));
    for (let index = 0; index < 2000; index += 1) expect(make(index)).toMatch(/-7fff-bfff-f{12}$|-77ff-bfff-f{12}$/);
  });

  it('draws random bytes in blocks', () => {
    let draws = 0;
    const source = uuidV7Source((count) => {
      draws += 1;
      return systemRandom(count);
    });
    for (let index = 0; index < 1000; index += 1) source(1_767_225_600_000);
    expect(draws).toBeLessThan(10);
  });
});

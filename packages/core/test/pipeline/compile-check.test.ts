import { describe, expect, it } from 'vitest';
import { compileCheck } from '../../src/pipeline/compile-check.ts';
import type { JsonSchema } from '../../src/pipeline/event-schemas.ts';

const text = { type: 'string', maxLength: 3 } as const;
const closed = (properties: { readonly [name: string]: JsonSchema }): JsonSchema => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});
const check = await compileCheck({
  boiled: closed({ water: text }),
  report: closed({ nested: closed({ water: text }) }),
});
const asks = (name: string, properties: object): readonly string[] =>
  // What a host without types gives goes through as it is.
  check({ uuid: 'u', name, timestamp: 't', distinctId: 'd', properties: properties as Record<string, never> });

/** While every object inherits something. */
function whileAllInherit<T>(descriptor: PropertyDescriptor, act: () => T): T {
  Reflect.defineProperty(Object.prototype, 'water', { ...descriptor, configurable: true });
  try {
    return act();
  } finally {
    Reflect.deleteProperty(Object.prototype, 'water');
  }
}

describe('a check', () => {
  const missing = "must have required property 'water'";

  it('takes nothing that an object inherits for its own, at any depth', () => {
    expect(asks('boiled', { water: 'tap' })).toEqual([]);
    expect(asks('boiled', Object.create({ water: 'tap' }))).toEqual([missing]);
    expect(asks('report', { nested: { water: 'tap' } })).toEqual([]);
    expect(asks('report', { nested: Object.create({ water: 'tap' }) })).toEqual([`nested ${missing}`]);
  });

  it('takes nothing that every object inherits for its own', () => {
    const inherited = { value: 'tap', enumerable: true };
    expect(whileAllInherit(inherited, () => asks('boiled', {}))).toEqual([missing]);
    expect(whileAllInherit(inherited, () => asks('report', { nested: {} }))).toEqual([`nested ${missing}`]);
  });

  it('minds no more than an event has, whatever every object inherits', () => {
    const inherited = { value: 'much too long', enumerable: true };
    expect(whileAllInherit(inherited, () => asks('boiled', { water: 'tap' }))).toEqual([]);
  });

  it('counts characters, and says in words how many there may be', () => {
    expect(asks('boiled', { water: '😀😀😀' })).toEqual([]);
    expect(asks('boiled', { water: '😀😀😀😀' })).toEqual(['water must NOT have more than 3 characters']);
  });
});

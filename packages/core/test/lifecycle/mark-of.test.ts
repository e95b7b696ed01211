import { describe, expect, it } from 'vitest';
import type { EventPlan } from '../../src/index.ts';
import { markOf } from '../../src/lifecycle/mark-of.ts';

const why = 'How kettles are used.';
const properties = { tune: { enum: ['low', 'high'] }, loud: { type: 'boolean' } } as const;
const once: EventPlan = { kind: 'once', why, properties };
const recurring: EventPlan = { kind: 'recurring', everyDays: 30, why, properties };
const values = { tune: 'low', loud: true };

describe('markOf', () => {
  it('knows an event again by its name and values, in whatever order those are given', () => {
    const mark = markOf(once, 'whistled', values, 'key');
    expect(mark).toEqual({ hash: expect.stringMatching(/^[\w-]{22}$/), everyDays: null });
    expect(markOf(once, 'whistled', { loud: true, tune: 'low' }, 'key')).toEqual(mark);
    expect(markOf(recurring, 'whistled', values, 'key')).toEqual({ ...mark, everyDays: 30 });
  });

  it('is another for another name, another value and another installation', () => {
    const marks = [
      markOf(once, 'whistled', values, 'key'),
      markOf(once, 'sung', values, 'key'),
      markOf(once, 'whistled', { ...values, loud: false }, 'key'),
      markOf(once, 'whistled', { ...values, loud: 'true' }, 'key'),
      markOf(once, 'whistled', { tune: 'low' }, 'key'),
      markOf(once, 'whistled', {}, 'key'),
      markOf(once, 'whistled', values, 'another key'),
    ];
    expect(new Set(marks.map((mark) => mark?.hash)).size).toBe(marks.length);
  });

  it('is none where each occurrence is an event, or where the values are no JSON', () => {
    expect(markOf({ kind: 'each', why, properties }, 'whistled', values, 'key')).toBeNull();
    expect(markOf({ kind: 'count', why }, 'whistled', values, 'key')).toBeNull();
    expect(markOf(undefined, 'whistled', values, 'key')).toBeNull();
    expect(markOf(once, 'whistled', { tune: 1n }, 'key')).toBeNull();
  });
});

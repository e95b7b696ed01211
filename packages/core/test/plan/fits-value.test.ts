import { describe, expect, it } from 'vitest';
import { PlanError } from '../../src/errors.ts';
import { definePlan } from '../../src/plan/define-plan.ts';
import type { Value } from '../../src/plan/values.ts';

/** Where a plan with this value has problems. */
const problemsOf = (value: object): readonly string[] => {
  try {
    definePlan({
      service: 'kettle',
      version: 1,
      maintainer: { name: 'Kettle makers', contact: 'privacy@example.org' },
      why: 'x',
      never: [],
      consent: { default: 'off' },
      context: { value: value as Value },
    });
    return [];
  } catch (error) {
    return error instanceof PlanError ? error.problems.map(({ at }) => at) : [String(error)];
  }
};

const text = { type: 'string' } as const;

describe('an example of a value', () => {
  it.each([
    { type: 'boolean', example: false },
    { type: 'integer', minimum: 1, maximum: 3, example: 3 },
    { type: 'number', example: -0.5 },
    { enum: ['a', 'b'], example: 'b' },
    { ...text, format: 'uuid', example: '6F1C2A9E-3b47-4d58-9c60-a1b2c3d4e5f6' },
    { ...text, format: 'date', example: '2024-02-29' },
    { ...text, format: 'date-time', example: '2026-01-05T06:07:08.9+01:00' },
    { ...text, pattern: '^\\p{L}+$', maxLength: 2, example: 'éé' },
    { ...text, maxLength: 1, freeText: 'x', example: '😀' },
  ])('%j may be given', (value) => {
    expect(problemsOf(value)).toEqual([]);
  });

  it.each([
    { type: 'boolean', example: 'true' },
    { type: 'integer', example: 1.5 },
    { type: 'integer', minimum: 1, example: 0 },
    { type: 'number', maximum: 1, example: 2 },
    { enum: ['a', 'b'], example: 'c' },
    { ...text, format: 'uuid', example: 'no' },
    { ...text, format: 'date', example: '2026-02-30' },
    { ...text, format: 'date-time', example: '2026-01-05 06:07' },
    { ...text, format: 'date-time', maxLength: 9, example: '2026-01-05T06:07:08Z' },
    { ...text, pattern: '^a+$', maxLength: 9, example: 'b' },
    { ...text, pattern: '^a+$', maxLength: 2, example: 'aaa' },
    { ...text, maxLength: 2, freeText: 'x', example: 'abc' },
    { ...text, maxLength: 2, freeText: 'x', example: 5 },
  ])('%j is a problem of the plan', (value) => {
    expect(problemsOf(value)).toEqual(['context.value.example']);
  });
});

import type { Problem } from '../errors.ts';
import { fitsValue } from './fits-value.ts';
import { propertyNameProblems, sinceProblems } from './name-rules.ts';
import type { Shape } from './plan-schema.ts';
import { inWords, isPlain, pathOf, structureProblems, type Plain } from './structure.ts';

/** What is wrong with declared values that are sent under their own names. */
export const propertiesProblems = (values: unknown, at: string, version: unknown): readonly Problem[] =>
  isPlain(values)
    ? Object.entries(values).flatMap(([name, value]) =>
        propertyNameProblems(name, pathOf(at, name)).concat(valueProblems(value, pathOf(at, name), version)),
      )
    : [];

/** What is wrong with a declared value. */
export function valueProblems(value: unknown, at: string, version: unknown): readonly Problem[] {
  if (!isPlain(value)) {
    return [{ code: 'wrong-type', at, message: `is ${inWords(value)}. Give a value, as { type: 'boolean' }.` }];
  }
  const shape = shapeOf(value);
  if (shape === null) return [shapeless(value, at)];
  const structure = structureProblems(shape, value, at);
  return [
    ...structure,
    ...(shape === 'enumValue' ? enumProblems(value['enum'], pathOf(at, 'enum'), ['string']) : []),
    ...patternProblems(value['pattern'], pathOf(at, 'pattern')),
    ...rangeProblems(value['minimum'], value['maximum'], at),
    ...sinceProblems(value['since'], at, version),
    ...(structure.length > 0 ? [] : exampleProblems(value, at)),
  ];
}

function shapeOf(value: Plain): Shape | null {
  if ('enum' in value) return 'enumValue';
  if (value['type'] === 'boolean') return 'booleanValue';
  if (value['type'] === 'integer' || value['type'] === 'number') return 'numberValue';
  if (value['type'] !== 'string') return null;
  if ('format' in value) return 'formatValue';
  if ('pattern' in value) return 'patternValue';
  return 'freeText' in value ? 'freeTextValue' : null;
}

const shapeless = ({ type }: Plain, at: string): Problem =>
  type === 'string'
    ? {
        code: 'free-text',
        at,
        message:
          'is a string without bounds. Give enum, format, or pattern with maxLength; ' +
          'where it has to be free text, give maxLength and freeText with the reason.',
      }
    : {
        code: 'wrong-value',
        at: pathOf(at, 'type'),
        message: `is ${type === undefined ? 'missing' : inWords(type)}. Give 'boolean', 'integer', 'number' or 'string', or an enum.`,
      };

/** What is wrong with a list of the values that something may have. */
export function enumProblems(values: unknown, at: string, types: readonly ('string' | 'number')[]): readonly Problem[] {
  if (!Array.isArray(values)) return [];
  if (values.length === 0) return [{ code: 'empty', at, message: 'is an empty list. Give at least one value.' }];
  const problems = new Map<unknown, Problem>();
  for (const [index, value] of values.entries()) {
    if (!types.some((type) => typeof value === type) || (typeof value === 'number' && !Number.isFinite(value))) {
      problems.set(index, {
        code: 'wrong-type',
        at: pathOf(at, String(index)),
        message: `is ${inWords(value)}. Give a ${types.join(' or a ')}.`,
      });
    } else if (values.indexOf(value) !== index) {
      problems.set(value, { code: 'duplicate', at, message: `has ${inWords(value)} twice. Take one out.` });
    }
  }
  return [...problems.values()];
}

/** The flag is the one that AJV compiles a pattern with. */
function patternProblems(pattern: unknown, at: string): readonly Problem[] {
  if (typeof pattern !== 'string') return [];
  try {
    RegExp(pattern, 'u');
  } catch {
    return [
      { code: 'pattern', at, message: `${inWords(pattern)} is no regular expression (with the flag u). Mend it.` },
    ];
  }
  if (!repeatsRepetition(pattern)) return [];
  const message = `${inWords(pattern)} repeats what is already repeated, and so may take for ever. Repeat it once.`;
  return [{ code: 'pattern', at, message }];
}

/** Finds `(x+)+` and its like, where x is one character or class: what may be split in ever so many ways. */
function repeatsRepetition(pattern: string): boolean {
  const plain = pattern.replaceAll(/\\[pPu]\{[^}]*\}|\\./gu, 'x').replaceAll(/\[[^\]]*\]/gu, 'x');
  return /\((?:\?:|\?<\w+>)?[^()|][+*]\??\)(?:[+*]|\{\d+,\})/u.test(plain);
}

const rangeProblems = (minimum: unknown, maximum: unknown, at: string): readonly Problem[] =>
  typeof minimum === 'number' && typeof maximum === 'number' && minimum > maximum
    ? [{ code: 'wrong-value', at, message: `has a minimum of ${minimum} above its maximum of ${maximum}. Swap them.` }]
    : [];

/** An example that is not allowed would be a lie in the documentation. */
const exampleProblems = (value: Plain, at: string): readonly Problem[] =>
  !('example' in value) || fitsValue(value, value['example'])
    ? []
    : [
        {
          code: 'example',
          at: pathOf(at, 'example'),
          message: `is ${inWords(value['example'])}, which the value may not be. Give one that it may be.`,
        },
      ];

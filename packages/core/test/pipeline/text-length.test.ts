import { Ajv } from 'ajv';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isWithin } from '../../src/pipeline/text-length.ts';

const ajv = new Ajv();
const lengths = [0, 1, 2, 3, 5, 8];
const asAjv = new Map(lengths.map((most) => [most, ajv.compile({ type: 'string', maxLength: most })]));
const halves = fc.constantFrom('\uD83D', '\uDE00', '😀', 'a', 'é');

it('counts characters as AJV does, pairs of surrogates and halves of them too', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...lengths),
      fc.oneof(
        fc.array(halves, { maxLength: 18 }).map((all) => all.join('')),
        fc.string({ unit: 'binary' }),
      ),
      (most, text) => {
        expect(isWithin(text, most)).toBe(asAjv.get(most)?.(text));
      },
    ),
    { numRuns: 300 },
  );
});

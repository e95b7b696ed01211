import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import { planSchemas } from '../src/plan/plan-schema.ts';

const header = `// Generated from plan-schema.ts by scripts/generate-plan-validator.ts, which \`pnpm generate\` runs: do not edit.
// @ts-nocheck: this is JavaScript as AJV's standalone mode writes it, without types for its inner variables. It is a
// TypeScript file only so that the compiler takes it along; what it exports is typed.
import type { PlanSchema, Shape } from './plan-schema.ts';

/** One thing that does not fit, as AJV says it. */
export interface StructureError {
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: { readonly missingProperty?: string; readonly additionalProperty?: string };
}

/** Checks a value. What does not fit is in \`errors\` until the next call. */
export interface StructureCheck {
  (value: unknown): boolean;
  readonly errors?: readonly StructureError[] | null;
}

`;

/** The source of the plan validator. The same schemas give the same source. */
export function planValidatorSource(): string {
  const ajv = new Ajv({
    allErrors: true,
    strict: true,
    messages: false,
    schemas: Object.entries(planSchemas).map(([shape, schema]) => Object.assign({ $id: shape }, schema)),
    code: { source: true, esm: true, lines: true },
  });
  const shapes = Object.fromEntries(Object.keys(planSchemas).map((shape) => [shape, shape]));
  const code = standalone.default(ajv, shapes);
  if (/\brequire\(|^import\b/m.test(code)) {
    throw new Error('Failed to generate the plan validator: a schema has a keyword that needs the runtime of AJV.');
  }
  const body = code.replace('"use strict";', '').replaceAll(exported, 'const $3 = ').replaceAll(noted, noting);
  return `${header}${body.trim()}\n\n${note}\n${checks(code)}`;
}

/** How AJV writes that something does not fit, at two hundred places: a function makes the module half as long to load. */
const noted =
  /const (err\d+) = \{instancePath(?::(.*))?,schemaPath:(".*"),keyword:("\w+"),params:(\{.*\})\};\nif\(vErrors === null\)\{\nvErrors = \[\1\];\n\}\nelse \{\nvErrors\.push\(\1\);\n\}\nerrors\+\+;/g;
const noting = (
  _: string,
  _name: string,
  at = 'instancePath',
  schemaPath: string,
  keyword: string,
  params: string,
): string => `vErrors = note(vErrors, ${at}, ${schemaPath}, ${keyword}, ${params});\nerrors++;`;
const note = [
  'function note(errors, instancePath, schemaPath, keyword, params) {',
  'const error = {instancePath, schemaPath, keyword, params};',
  'if (errors === null) return [error];',
  'errors.push(error);',
  'return errors;',
  '}\n',
].join('\n');

const exported = /^export const (\w+) = (\w+);\nconst (\w+) = /gm;

/** One module for all: how many there are decides how long importing them takes. */
const checks = (code: string): string =>
  [
    '/** The check of each shape, and the schema that it is made from. */',
    'export const checks: Readonly<Record<Shape, { readonly fits: StructureCheck; readonly schema: PlanSchema }>> = {',
    ...[...code.matchAll(exported)].map(
      ([, shape, fits, schema]) => `  ${shape}: { fits: ${fits}, schema: ${schema} },`,
    ),
    '};\n',
  ].join('\n');

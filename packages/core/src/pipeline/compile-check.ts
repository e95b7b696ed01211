import type { ErrorObject } from 'ajv';
import { reasonOf } from '../errors.ts';
import { loadPackage } from '../surroundings/load-package.ts';
import type { JsonSchema } from './event-schemas.ts';
import { interpret, type FitsFormat } from './interpret.ts';
import { ownOnly } from './own-only.ts';
import { isWithin } from './text-length.ts';
import type { Check } from './validate.ts';

/**
 * Compiles the schemas of a plan's events. AJV is imported here and nowhere else, when telemetry is on. Where the process
 * forbids the code that AJV generates, schemas are interpreted, and `onInterpreted` is told why, once.
 */
export async function compileCheck(
  schemas: { readonly [event: string]: JsonSchema },
  onInterpreted: (why: string) => void = () => {},
): Promise<Check> {
  const [{ Ajv }, formats] = await Promise.all([
    loadPackage('ajv', import('ajv'), ['Ajv']),
    loadPackage('ajv-formats', import('ajv-formats'), ['default']),
  ]);
  // Optimising the generated code takes longer than compiling it, and an event is checked no faster for it.
  // The schemas are made here from a plan that was checked: to check them again takes a quarter of the compilation.
  // It may take inherited properties for an event's own, as `ownOnly` gives it none: to ask for each takes longer.
  const options = {
    strict: true,
    logger: false,
    code: { optimize: false },
    validateSchema: false,
    meta: false,
  } as const;
  const ajv = new Ajv({ ...options, allErrors: true });
  ajv.removeKeyword('maxLength').addKeyword(maxLength);
  formats.default.default(ajv, ['uuid', 'date-time', 'date']);
  ajv.addFormat('uuid', { type: 'string', validate: (text: string) => usualUuid.test(text) || anyUuid.test(text) });
  const full = ajv.formats['date-time'];
  if (isDefinition(full)) {
    const { validate } = full;
    ajv.addFormat('date-time', { type: 'string', validate: (text: string) => usualTime.test(text) || validate(text) });
  }
  const fitsFormat: FitsFormat = (format, text) => {
    const definition = ajv.formats[format];
    if (!isDefinition(definition)) throw new Error(`The format ${format} cannot be checked.`);
    return definition.validate(text);
  };
  let generates = true;
  const checkBy = (schema: JsonSchema): CheckProperties => {
    if (!generates) return interpret(schema, fitsFormat);
    try {
      const validator = ajv.compile(schema);
      const own = ownOnly(schema);
      return (properties) => (validator(own(properties)) ? none : (validator.errors ?? []).map(inWords));
    } catch (error) {
      generates = false;
      onInterpreted(reasonOf(error));
      return interpret(schema, fitsFormat);
    }
  };
  const checks = new Map(Object.entries(schemas).map(([name, schema]) => [name, lazily(() => checkBy(schema))]));
  return ({ name, properties }) => checks.get(name)?.(properties).slice(0, 20) ?? [`is no event of the plan`];
}

type CheckProperties = (properties: unknown) => readonly string[];

const none: readonly never[] = [];

/** AJV's own counts the characters of each string, and takes a third of a check for it. */
const maxLength = {
  keyword: 'maxLength',
  type: 'string',
  schemaType: 'number',
  // Where AJV has its own, so that faults keep their order.
  before: 'minLength',
  error: {
    message: ({ schema }: { readonly schema: unknown }) => `must NOT have more than ${String(schema)} characters`,
  },
  compile: (most: number) => (text: string) => isWithin(text, most),
} as const;

/** As everybody writes it, and as RFC 9562 has it besides. */
const usualUuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/;
const anyUuid = /^(?:urn:uuid:)?[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;

/** A time as `toISOString` writes it, on a day that every month has: seen at a glance. Others are looked at closely. */
const usualTime = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?Z$/;

const isDefinition = (format: unknown): format is { readonly validate: (text: string) => boolean } =>
  typeof format === 'object' && format !== null && 'validate' in format && typeof format.validate === 'function';

/** An event that never happens costs no compilation. */
function lazily(make: () => CheckProperties): CheckProperties {
  let check: CheckProperties | undefined;
  return (properties) => (check ??= make())(properties);
}

/** AJV's words name properties and keywords, never a value. */
function inWords({ instancePath, keyword, params, message }: ErrorObject): string {
  const at = instancePath.slice(1).replaceAll('/', '.');
  if (keyword === 'additionalProperties') return `${String(params['additionalProperty'])} is not in the plan`;
  return `${at} ${message ?? keyword}`.trim();
}

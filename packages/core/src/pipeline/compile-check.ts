import type { Ajv, ErrorObject, ValidateFunction } from 'ajv';
import type { JsonSchema } from './event-schemas.ts';
import type { Check } from './validate.ts';

/** Compiles the schemas of a plan's events. AJV is imported here and nowhere else, when telemetry is on. */
export async function compileCheck(schemas: { readonly [event: string]: JsonSchema }): Promise<Check> {
  const [{ Ajv }, formats] = await Promise.all([import('ajv'), import('ajv-formats')]);
  // Optimising the generated code takes longer than compiling it, and an event is checked no faster for it.
  const ajv = new Ajv({ strict: true, allErrors: true, ownProperties: true, logger: false, code: { optimize: false } });
  formats.default.default(ajv, ['uuid', 'date-time', 'date']);
  const compiled = new Map(Object.entries(schemas).map(([name, schema]) => [name, lazily(ajv, schema)]));
  return ({ name, properties }) => {
    const validator = compiled.get(name)?.();
    if (validator === undefined) return [`is no event of the plan`];
    return validator(properties) ? [] : (validator.errors ?? []).slice(0, 20).map(inWords);
  };
}

/** An event that never happens costs no compilation. */
function lazily(ajv: Ajv, schema: JsonSchema): () => ValidateFunction {
  let validator: ValidateFunction | undefined;
  return () => (validator ??= ajv.compile(schema));
}

/** AJV's words name properties and keywords, never a value. */
function inWords({ instancePath, keyword, params, message }: ErrorObject): string {
  const at = instancePath.slice(1).replaceAll('/', '.');
  if (keyword === 'additionalProperties') return `${String(params['additionalProperty'])} is not in the plan`;
  return `${at} ${message ?? keyword}`.trim();
}

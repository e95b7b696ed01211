import type { JsonSchema } from '../pipeline/event-schemas.ts';
import type { Json } from '../surroundings/json.ts';
import type { DescribedField } from './described.ts';
import { propertiesOf } from './schema-at.ts';

interface Event {
  readonly name: string;
  /** Plan version it came with. */
  readonly since: number;
}

/**
 * The schema of a telemetry event for who receives it, in draft-07 alone: `nullable` is none of its words. What came later
 * than the event is not required, as installations that have not accepted it yet leave it out.
 */
export function receiverSchema(
  { name, since }: Event,
  fields: readonly DescribedField[],
  properties: JsonSchema,
): JsonSchema {
  const later = new Set(
    fields.filter((field) => field.since > since).flatMap(({ flat, nested }) => [pointer([flat]), pointer(nested)]),
  );
  return {
    type: 'object',
    properties: {
      uuid: { type: 'string', format: 'uuid' },
      name: { const: name },
      timestamp: { type: 'string', format: 'date-time' },
      distinctId: { type: 'string', minLength: 1 },
      properties: withoutLater(properties, [], later),
    },
    required: ['uuid', 'name', 'timestamp', 'distinctId', 'properties'],
    additionalProperties: false,
  };
}

const pointer = (path: readonly (string | null)[] | null): string => JSON.stringify(path ?? []);

/** With every field that came later, and every object that holds nothing else, no longer required. */
function withoutLater(schema: JsonSchema, path: readonly string[], later: ReadonlySet<string>): JsonSchema {
  if (schema['type'] !== 'object') return draft07(schema);
  const below = propertiesOf(schema);
  const properties = Object.fromEntries(
    Object.entries(below).map(([name, of]) => [name, withoutLater(of, [...path, name], later)]),
  );
  const required = namesIn(schema['required']).filter((name) => !isLater(below[name] ?? {}, [...path, name], later));
  return { ...schema, properties, required };
}

function isLater(schema: JsonSchema, path: readonly string[], later: ReadonlySet<string>): boolean {
  const below = Object.entries(propertiesOf(schema));
  if (below.length === 0) return later.has(pointer(path));
  return below.every(([name, of]) => isLater(of, [...path, name], later));
}

const namesIn = (required: Json | undefined): readonly string[] =>
  Array.isArray(required) ? required.filter((name) => typeof name === 'string') : [];

function draft07({ nullable, ...schema }: JsonSchema): JsonSchema {
  if (nullable !== true) return schema;
  return { ...schema, type: [schema['type'] ?? 'string', 'null'] };
}

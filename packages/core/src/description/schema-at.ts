import type { JsonSchema } from '../pipeline/event-schemas.ts';
import type { Json } from '../surroundings/json.ts';

/** The schema of what stands at a path of names in what a schema describes; the empty schema where nothing does. */
export const schemaAt = (schema: JsonSchema, path: readonly string[]): JsonSchema =>
  path.reduce((at, name) => propertiesOf(at)[name] ?? {}, schema);

/** The schemas of what an object has, by name. */
export function propertiesOf({ properties }: JsonSchema): { readonly [name: string]: JsonSchema } {
  if (!isSchema(properties)) return {};
  return Object.fromEntries(Object.entries(properties).flatMap(([name, of]) => (isSchema(of) ? [[name, of]] : [])));
}

const isSchema = (value: Json | undefined): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

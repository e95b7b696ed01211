import type { JsonSchema } from './event-schemas.ts';

/**
 * Gives the properties of an event to a check that takes inherited ones for its own. Those of a literal go as they are; of any
 * other object a copy goes that inherits nothing, as deep as the schema.
 */
export const ownOnly = (schema: JsonSchema): ((properties: unknown) => unknown) => {
  const isFlat = !Object.values(namedIn(schema)).some((below) => Object.keys(namedIn(below)).length > 0);
  return (properties) => (isFlat && isLiteral(properties) ? properties : copyOf(properties, schema));
};

/** No plan has a name that every object has, but a host may have given them more. */
function isLiteral(value: unknown): boolean {
  if (!isBag(value) || Object.getPrototypeOf(value) !== Object.prototype) return false;
  let added = 0;
  for (const _ in Object.prototype) added += 1;
  return added === 0;
}

function copyOf(value: unknown, schema: unknown): unknown {
  if (!isBag(value)) return value;
  const copy: Bag = { __proto__: null, ...value };
  for (const [name, below] of Object.entries(namedIn(schema))) if (name in copy) copy[name] = copyOf(copy[name], below);
  return copy;
}

/** The schemas of the properties that a schema names. */
const namedIn = (schema: unknown): Bag => (isBag(schema) && isBag(schema['properties']) ? schema['properties'] : {});

type Bag = { [name: string]: unknown };
const isBag = (value: unknown): value is Bag => typeof value === 'object' && value !== null && !Array.isArray(value);

import type { Json } from '../surroundings/json.ts';
import type { JsonSchema } from './event-schemas.ts';
import { isWithin } from './text-length.ts';

/** Adds what is wrong with a value to `found`. `at` is where the value stands: names joined by dots, empty for the whole. */
type Rule = (value: unknown, at: string, found: string[]) => void;

/** Makes the rule of a keyword from what a schema gives for it. */
type Maker = (given: Json, schema: JsonSchema, fitsFormat: FitsFormat) => Rule;

/** Whether a text has a format. Throws for a format that is not known. */
export type FitsFormat = (format: string, text: string) => boolean;

/**
 * A check made without generated code, for processes that forbid it: AJV's verdicts and AJV's words, for the keywords that events
 * are declared with. Throws where a schema has another keyword: nothing passes that was not checked.
 */
export function interpret(schema: JsonSchema, fitsFormat: FitsFormat): (value: unknown) => readonly string[] {
  const rule = ruleOf(schema, fitsFormat);
  return (value) => {
    const found: string[] = [];
    rule(value, '', found);
    return found;
  };
}

function ruleOf(schema: JsonSchema, fitsFormat: FitsFormat): Rule {
  for (const keyword of Object.keys(schema)) {
    if (!Object.hasOwn(makers, keyword)) throw new Error(`The keyword ${keyword} cannot be checked.`);
  }
  const rules = Object.entries(makers).flatMap(([keyword, make]) => {
    const given = schema[keyword];
    return given === undefined ? [] : [make(given, schema, fitsFormat)];
  });
  return (value, at, found) => {
    for (const rule of rules) rule(value, at, found);
  };
}

type Bag = { readonly [name: string]: unknown };

const isBag = (value: unknown): value is Bag => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

const types = new Map<Json, (value: unknown) => boolean>([
  ['object', isBag],
  ['string', isText],
  ['number', isNumber],
  ['integer', Number.isInteger],
  ['boolean', (value) => typeof value === 'boolean'],
]);

/** A rule for values of one type, which passes over all others. */
const where =
  <V>(is: (value: unknown) => value is V, fits: (value: V) => boolean, words: string): Rule =>
  (value, at, found) => {
    if (is(value) && !fits(value)) found.push(said(at, words));
  };

const said = (at: string, words: string): string => `${at} ${words}`.trim();

/** The names as AJV writes them in a path. */
const below = (at: string, name: string): string => {
  const step = name.replaceAll('~', '~0').replaceAll('/', '~1');
  return at === '' ? step : `${at}.${step}`;
};

const has = (bag: Bag, name: string): boolean => Object.hasOwn(bag, name) && bag[name] !== undefined;
/** What a keyword is given, as AJV puts it into words. */
const worded = (given: Json): string => (typeof given === 'string' ? given : JSON.stringify(given));
const isSchemas = (given: Json): given is { readonly [name: string]: JsonSchema } =>
  isBag(given) && Object.values(given).every(isBag);
const anything = (_value: unknown): _value is unknown => true;

/** By keyword, in the order in which AJV checks them. */
const makers: Readonly<Record<string, Maker>> = {
  type: (type, { nullable }) => {
    const is = types.get(type);
    if (is === undefined) throw new Error(`The type ${JSON.stringify(type)} cannot be checked.`);
    const fits = (value: unknown): boolean => is(value) || (nullable === true && value === null);
    return where(anything, fits, `must be ${worded(type)}`);
  },
  nullable: () => () => {},
  maximum: (most) => where(isNumber, (value) => value <= Number(most), `must be <= ${worded(most)}`),
  minimum: (least) => where(isNumber, (value) => value >= Number(least), `must be >= ${worded(least)}`),
  maxLength: (most) =>
    where(isText, (text) => isWithin(text, Number(most)), `must NOT have more than ${worded(most)} characters`),
  pattern: (pattern) => {
    const expression = new RegExp(worded(pattern), 'u');
    return where(isText, (text) => expression.test(text), `must match pattern "${worded(pattern)}"`);
  },
  format: (format, _schema, fitsFormat) =>
    where(isText, (text) => fitsFormat(worded(format), text), `must match format "${worded(format)}"`),
  const: (only) => where(anything, (value) => value === only, 'must be equal to constant'),
  enum: (values) => {
    const allowed = new Set<unknown>(Array.isArray(values) ? values : []);
    return where(anything, (value) => allowed.has(value), 'must be equal to one of the allowed values');
  },
  required: (names) => (value, at, found) => {
    if (!isBag(value) || !Array.isArray(names)) return;
    for (const name of names.map(String)) {
      if (!has(value, name)) found.push(said(at, `must have required property '${name}'`));
    }
  },
  additionalProperties: (allowed, { properties = null }) => {
    if (allowed !== false) throw new Error('An object that is not closed cannot be checked.');
    const known = new Set(isBag(properties) ? Object.keys(properties) : []);
    return (value, _at, found) => {
      if (!isBag(value)) return;
      for (const name of Object.keys(value)) if (!known.has(name)) found.push(`${name} is not in the plan`);
    };
  },
  properties: (schemas, _schema, fitsFormat) => {
    if (!isSchemas(schemas)) throw new Error('A property that has no schema cannot be checked.');
    const rules = Object.entries(schemas).map(([name, schema]) => [name, ruleOf(schema, fitsFormat)] as const);
    return (value, at, found) => {
      if (!isBag(value)) return;
      for (const [name, rule] of rules) if (has(value, name)) rule(value[name], below(at, name), found);
    };
  },
};

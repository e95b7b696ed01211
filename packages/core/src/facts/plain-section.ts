import { inert } from './shown.ts';

// Not imported: the import of a module of Node costs more than telemetry that is off may.
const types = process.getBuiltinModule('node:util/types');

/** What stands for a value that a parser could not read. Plain data, so that it may come from another thread. */
export const unreadValue: object = Object.freeze({ 'plainsight: unread': true });

/**
 * What a value of a config is instead of a section, for people; `null` where it is one: a plain object, of whichever realm.
 * Anything else may hold what cannot be seen from outside: a map, an instance of a class, a proxy. Calls nothing of the
 * value, and never throws.
 */
export function notSection(value: unknown): string | null {
  if (value === null || value === undefined) return 'nothing';
  if (typeof value !== 'object') return kinds.get(typeof value) ?? `a ${typeof value}`;
  if (isProxy(value)) return 'a proxy';
  if (Array.isArray(value)) return 'a list';
  if (isPromise(value)) return 'a promise';
  if (types.isModuleNamespaceObject(value)) return 'default' in value ? moduleWithDefault : null;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (!isPlainPrototype(prototype)) return instanceOf(prototype);
  if (Object.hasOwn(value, 'plainsight: unread')) return 'a value with a tag that YAML does not know';
  if (Object.hasOwn(value, '__esModule') && Object.hasOwn(value, 'default')) return moduleWithDefault;
  return ownData(value, 'kind') === 'config source' ? 'a config source' : null;
}

/** What kind of value something is, for people: `a list`. Never throws. */
export const kindOf = (value: unknown): string => notSection(value) ?? 'a section';

/** What a module is that was given whole. */
export const moduleWithDefault = 'a module with a default export';

/** Whether a value is a proxy: what it says may be made up each time that it is asked. */
export const isProxy = (value: unknown): boolean => types.isProxy(value);

/** Whether a value is a promise of JavaScript's own. */
export const isPromise = (value: unknown): value is Promise<unknown> => types.isPromise(value);

/** What an object has under a name of its own; `undefined` where it has none, or computes it. */
export const ownData = (value: object, name: string): unknown => Object.getOwnPropertyDescriptor(value, name)?.value;

const kinds: ReadonlyMap<string, string> = new Map([
  ['string', 'a text'],
  ['bigint', 'a number'],
]);

/** None, or that of plain objects: in another realm, as in a test runner's, it is another object. */
function isPlainPrototype(prototype: unknown): boolean {
  if (prototype === null || prototype === Object.prototype) return true;
  return (
    typeof prototype === 'object' &&
    !isProxy(prototype) &&
    Object.getPrototypeOf(prototype) === null &&
    Object.hasOwn(prototype, 'hasOwnProperty') &&
    Object.keys(prototype).length === 0
  );
}

function instanceOf(prototype: unknown): string {
  const made = typeof prototype !== 'object' || prototype === null || isProxy(prototype) ? null : prototype;
  const constructor = made === null ? null : ownData(made, 'constructor');
  const name = typeof constructor === 'function' && !isProxy(constructor) ? ownData(constructor, 'name') : null;
  if (typeof name !== 'string' || name === '' || name === 'Object') return 'an object that inherits from another';
  return `an instance of ${inert(name.slice(0, 40))}`;
}

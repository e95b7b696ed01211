import { moduleWithDefault, notSection, ownData } from './plain-section.ts';

/** What a config holds at a key. */
export type Found =
  | { readonly status: 'found'; readonly value: unknown }
  | { readonly status: 'absent' }
  /** What stands at `key`, above the whole key, is no section but `kind`; the config itself where `key` is empty. */
  | { readonly status: 'no section'; readonly key: string; readonly kind: string }
  /** It stands there nested and with dots in a name, and the two disagree. */
  | { readonly status: 'twice' }
  /** Reading it threw. */
  | { readonly status: 'unreadable' };

/**
 * What stands at a whole key (`Butler.heartbeat.enable`) of a config. Sees own properties of plain objects only, getters among
 * them; a name with dots in it stands for as many parts of the key. Where a value may stand that it does not see, it says so:
 * a key is absent only where nothing stands there. Never throws.
 */
export function lookUp(config: unknown, key: string): Found {
  try {
    return below(config, key.split('.'), []);
  } catch {
    return { status: 'unreadable' };
  }
}

function below(at: unknown, rest: readonly string[], passed: readonly string[]): Found {
  if (rest.length === 0) return { status: 'found', value: at };
  if (at === undefined || at === null) return absent;
  const kind = notSection(at);
  if (kind !== null || typeof at !== 'object') return { status: 'no section', key: passed.join('.'), kind: kind ?? '' };
  let found: Found = absent;
  for (let length = 1; length <= rest.length; length += 1) {
    const name = rest.slice(0, length).join('.');
    const own = Object.getOwnPropertyDescriptor(at, name);
    if (own === undefined) continue;
    if (own.set !== undefined && own.get === undefined) return { status: 'unreadable' };
    const value: unknown = 'value' in own ? own.value : Reflect.get(at, name);
    found = both(found, below(value, rest.slice(length), [...passed, ...rest.slice(0, length)]));
  }
  const elsewhere = isSilent(found) ? answersElsewhere(at, rest, passed) : null;
  return elsewhere === null ? found : { status: 'no section', key: passed.join('.'), kind: elsewhere };
}

const absent: Found = { status: 'absent' };

const isSilent = (found: Found): boolean =>
  found.status === 'absent' || (found.status === 'found' && (found.value === null || found.value === undefined));

/** Of two spellings of a key: the one that says something, and the one that cannot be read. */
function both(one: Found, other: Found): Found {
  if (isSilent(one)) return other.status === 'absent' ? one : other;
  if (isSilent(other)) return one;
  if (one.status !== 'found') return one;
  if (other.status !== 'found') return other;
  return Object.is(one.value, other.value) ? one : { status: 'twice' };
}

/** What a plain object is that holds nothing at the key, and may answer for it all the same; `null` for a section. */
function answersElsewhere(at: object, rest: readonly string[], passed: readonly string[]): string | null {
  const [first = ''] = rest;
  const prototype: unknown = Object.getPrototypeOf(at);
  if (Object.prototype.propertyIsEnumerable.call(prototype ?? {}, first)) {
    return 'an object that inherits from another';
  }
  for (const name of ['get', 'then']) {
    if (typeof ownData(at, name) === 'function') return `an object with a function named ${name}`;
  }
  const names = Object.keys(at);
  if (names.length > 0 && names.every((name) => typeof ownData(at, name) === 'function'))
    return 'an object of functions';
  return passed.length === 0 && isInDefault(at, rest) ? moduleWithDefault : null;
}

/** A module that a bundler has made into a plain object. */
function isInDefault(at: object, rest: readonly string[]): boolean {
  if (rest[0] === 'default' || !Object.hasOwn(at, 'default')) return false;
  const exported: unknown = Reflect.get(at, 'default');
  if (typeof exported !== 'object' || exported === null || Array.isArray(exported)) return false;
  return !isSilent(below(exported, rest, ['default']));
}

/**
 * A key that the config has and that differs from `key` in nothing but upper and lower case, or in characters that nobody sees;
 * `null` where there is none. Never throws.
 */
export function nearKey(config: unknown, key: string): string | null {
  try {
    for (const names of nearBelow(config, key.split('.'))) {
      const near = names.join('.');
      if (near !== key && !key.startsWith(`${near}.`)) return near;
    }
    return null;
  } catch {
    return null;
  }
}

function* nearBelow(at: unknown, rest: readonly string[]): Generator<readonly string[]> {
  if (at === null || at === undefined) return;
  if (rest.length === 0 || typeof at !== 'object' || notSection(at) !== null) {
    yield [];
    return;
  }
  for (const name of Object.keys(at)) {
    const { length } = name.split('.');
    if (folded(name) !== folded(rest.slice(0, length).join('.'))) continue;
    for (const path of nearBelow(Reflect.get(at, name), rest.slice(length))) yield [name, ...path];
  }
}

/** Nearly every name is of visible ASCII, and the classes of Unicode take half a millisecond to load. */
const folded = (name: string): string =>
  (/^[!-~]*$/.test(name) ? name : name.replaceAll(/[\p{Z}\p{C}]/gu, '')).toLowerCase();

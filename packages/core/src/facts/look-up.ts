/** What a config holds at a key. */
export type Found =
  | { readonly status: 'found'; readonly value: unknown }
  | { readonly status: 'absent' }
  /** Something above the key is no section: at `key` stands `value`. */
  | { readonly status: 'no section'; readonly key: string; readonly value: unknown }
  /** Reading it threw. */
  | { readonly status: 'unreadable' };

/**
 * What stands at a whole key (`Butler.heartbeat.enable`) of a config. Sees own properties only, getters among them; a
 * name with dots in it stands for as many parts of the key. Never throws.
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
  if (at === undefined || at === null) return { status: 'absent' };
  if (typeof at !== 'object') return { status: 'no section', key: passed.join('.'), value: at };
  let nearest: Found = Array.isArray(at)
    ? { status: 'no section', key: passed.join('.'), value: at }
    : { status: 'absent' };
  for (let length = 1; length <= rest.length; length += 1) {
    const name = rest.slice(0, length).join('.');
    if (!Object.hasOwn(at, name)) continue;
    const found = below(Reflect.get(at, name), rest.slice(length), [...passed, ...rest.slice(0, length)]);
    if (found.status === 'found') return found;
    nearest = found;
  }
  return nearest;
}

import type { Problem } from '../errors.ts';
import { brand } from './features.ts';

/** Where something stands in what is copied. */
interface Place {
  readonly name: string;
  readonly value: object;
  readonly above: Place | null;
  readonly depth: number;
}

/** Deeper than any plan, and far from the end of the stack. */
const deepest = 50;

/** More objects and lists than any plan has: a proxy may make up ever more of them. */
const mostObjects = 100_000;

/** What has been found so far. */
interface Found {
  readonly problems: Problem[];
  objects: number;
  /** It is no plan, and not looked at further. */
  endless: boolean;
}

/**
 * A deeply frozen copy of a plan, which stays what was checked whatever becomes of the original. Getters and proxies are
 * read once. Never throws: what cannot be read, has no end or is no plain object is a problem and left out.
 */
export function plainCopy(original: unknown): { readonly copy: unknown; readonly problems: readonly Problem[] } {
  const found: Found = { problems: [], objects: 0, endless: false };
  const copy = copyOf(original, '', null, found);
  return { copy: found.endless ? undefined : copy, problems: found.problems };
}

const copyOf = (value: unknown, name: string, above: Place | null, found: Found): unknown =>
  typeof value === 'object' && value !== null ? copyOfObject(value, name, above, found) : value;

function copyOfObject(value: object, name: string, above: Place | null, found: Found): unknown {
  const { problems } = found;
  const at: Place = { name, value, above, depth: (above?.depth ?? 0) + 1 };
  if (found.endless) return undefined;
  found.objects += 1;
  found.endless = at.depth > deepest || found.objects > mostObjects;
  const trouble = found.endless ? 'has no end in sight. Make the plan flatter and smaller.' : troubleWith(at);
  if (trouble !== null) return void problems.push({ code: 'unreadable', at: pathOf(at), message: trouble });
  let reading = '';
  try {
    if (Array.isArray(value)) {
      return Object.freeze(value.map((item: unknown, index) => copyOf(item, String(index), at, found)));
    }
    const copy: { [name: string | symbol]: unknown } = brand in value ? { [brand]: value[brand] } : {};
    for (const key of Object.keys(value)) {
      reading = key;
      const property = copyOf(Reflect.get(value, key), key, at, found);
      if (key === '__proto__') problems.push({ code: 'name', at: joined(at, key), message: protoMessage });
      // a property that is undefined is none
      else if (property !== undefined) copy[key] = property;
    }
    return Object.freeze(copy);
  } catch {
    return void problems.push({ code: 'unreadable', at: joined(at, reading), message: unreadable });
  }
}

const unreadable = 'cannot be read. Write a plain value.';
const protoMessage = 'is a name of JavaScript itself. Give it another one.';

function troubleWith({ value, above }: Place): string | null {
  for (let place = above; place !== null; place = place.above) {
    if (place.value === value) return 'is what it stands in. Take it out.';
  }
  try {
    return Array.isArray(value) || isLiteral(value) ? null : 'is an instance of a class. Write a plain object.';
  } catch {
    return unreadable;
  }
}

/** Written as `{ … }`, in whichever realm, or without a prototype, as a module's namespace. */
function isLiteral(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

const pathOf = ({ above, name }: Place): string => (above === null ? '' : joined(above, name));

function joined(of: Place, name: string): string {
  const path = pathOf(of);
  return [path, name].filter((part) => part !== '').join('.');
}

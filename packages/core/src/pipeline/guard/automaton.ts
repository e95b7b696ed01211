/** A text that is looked for. */
export interface Needle<T> {
  /** In UTF-8, with ASCII in lower case and `/` for each backslash. Not empty. */
  readonly bytes: Uint8Array;
  /** In bytes. */
  readonly length: number;
  readonly of: T;
}

/**
 * Finds any number of needles at once: what it costs to look through a text does not depend on how many there are. Loops have
 * its tables at hand: a call for each byte takes several times as long.
 */
export interface Automaton<T> {
  /** What a byte is to it: the same for upper and lower case of ASCII, and for `/` and a backslash. */
  readonly classes: Uint8Array;
  /** How many classes there are. */
  readonly count: number;
  /**
   * Where it is after one more byte, at where it was plus the class of the byte. It begins at 0. Below zero where needles end:
   * where it is then is what that is the complement of.
   */
  readonly table: Int32Array;
  /** Length of the shortest needle. */
  readonly shortest: number;
  /** The needles that end where it is. */
  endingAt(place: number): readonly Needle<T>[];
}

/**
 * The automaton of Aho and Corasick (Efficient string matching, CACM 18, 1975) as a table: one look-up a byte, and never a step
 * back.
 */
export function automaton<T>(needles: readonly Needle<T>[]): Automaton<T> {
  const { classes, count } = classesOf(needles);
  const { children, ending } = trieOf(needles, classes);
  const table = new Int32Array(children.length * count);
  const outputs: (readonly Needle<T>[])[] = ending;
  const fallback = new Int32Array(children.length);
  // Breadth first: where a node falls back to is nearer to the root, and done.
  const queue = [0];
  for (let next = 0; next < queue.length; next += 1) {
    const node = queue[next] ?? 0;
    const back = fallback[node] ?? 0;
    for (let one = 0; one < count; one += 1) {
      const child = children[node]?.get(one);
      const otherwise = node === 0 ? 0 : (table[back * count + one] ?? 0);
      table[node * count + one] = child ?? otherwise;
      if (child === undefined) continue;
      fallback[child] = otherwise;
      outputs[child] = [...(outputs[child] ?? []), ...(outputs[otherwise] ?? [])];
      queue.push(child);
    }
  }
  // A place is the start of a row of the table, so that a step is one look-up.
  for (const [index, node] of table.entries()) {
    table[index] = (outputs[node]?.length ?? 0) > 0 ? ~(node * count) : node * count;
  }
  const shortest = Math.min(...needles.map(({ length }) => length));
  return { classes, count, table, shortest, endingAt: (place) => outputs[place / count] ?? [] };
}

const [slash, backslash] = [0x2f, 0x5c];

/** Bytes that no needle has are all one: class 0. */
function classesOf<T>(needles: readonly Needle<T>[]): { readonly classes: Uint8Array; readonly count: number } {
  const classes = new Uint8Array(256);
  let count = 1;
  for (const byte of needles.flatMap(({ bytes }) => [...bytes])) {
    if (classes[byte] === 0) classes[byte] = count++;
  }
  for (let byte = 0x41; byte <= 0x5a; byte += 1) classes[byte] = classes[byte + 0x20] ?? 0;
  classes[backslash] = classes[slash] ?? 0;
  return { classes, count };
}

interface Trie<T> {
  readonly children: readonly Map<number, number>[];
  /** The needles that end at a node. */
  readonly ending: Needle<T>[][];
}

function trieOf<T>(needles: readonly Needle<T>[], classes: Uint8Array): Trie<T> {
  const children = [new Map<number, number>()];
  const ending: Needle<T>[][] = [[]];
  for (const needle of needles) {
    let node = 0;
    for (const byte of needle.bytes) {
      const one = classes[byte] ?? 0;
      let child = children[node]?.get(one);
      if (child === undefined) {
        child = children.length;
        children.push(new Map<number, number>());
        ending.push([]);
        children[node]?.set(one, child);
      }
      node = child;
    }
    ending[node]?.push(needle);
  }
  return { children, ending };
}

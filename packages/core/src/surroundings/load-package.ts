/**
 * Loads a third-party package when it is needed, and gives the named members of it. A bundler may give a CommonJS package
 * as `default` of what `import()` gives, and nothing beside it; the members are found there too. The specifier stands at the
 * caller as a literal, since bundlers look for it. Rejects, with the package's name and a way out, where it cannot be loaded.
 *
 * @example const { parseDocument } = await loadPackage('yaml', import('yaml'), ['parseDocument']);
 */
export async function loadPackage<M extends object, N extends keyof M>(
  name: string,
  loading: Promise<M>,
  members: readonly N[],
): Promise<Pick<M, N>> {
  let candidate: unknown = await loading.catch((error: unknown) => {
    throw new Error(`Failed to load ${name}: ${reasonFor(error)}`, { cause: error });
  });
  // The module, its default, and the default of that: CommonJS that was compiled from ESM has one of its own.
  for (let depth = 0; depth < 3 && isNamespace(candidate); depth += 1) {
    if (hasAll<M, N>(candidate, members)) return candidate;
    candidate = Reflect.get(candidate, 'default');
  }
  throw new Error(
    `Failed to load ${name}: it has no ${members.map(String).join(', ')}. ` +
      `Install the version that plainsight asks for, or leave ${name} out of the bundle.`,
  );
}

const isNamespace = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

const hasAll = <M extends object, N extends keyof M>(candidate: object, names: readonly N[]): candidate is Pick<M, N> =>
  names.every((name) => Reflect.get(candidate, name) !== undefined);

/** In an ES module there is no `require`: a bundler that writes one says so in these words, and in no clearer ones. */
function reasonFor(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  return said.startsWith('Dynamic require of ')
    ? `${said}. Give the bundle a require with createRequire of node:module, as the guide on bundles and runtimes shows.`
    : said;
}

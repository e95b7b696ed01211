import type { Import } from './read-imports.ts';

/** What a rule says of an import that breaks it. */
export interface Violation {
  readonly file: string;
  readonly line: number;
  readonly why: string;
}

/** The packages of the workspace: name → folder. */
export type Packages = ReadonlyMap<string, string>;

/** Folders of the workspace and the folders that each may import, by pattern: downstream only. */
const downstream: readonly (readonly [folder: RegExp, mayUse: RegExp])[] = [
  [/^packages\/core$/, /^$/],
  [/^packages\/[a-z]+-sink$/, /^packages\/core$/],
  [/^packages\/[a-z]+-store$/, /^packages\/core$/],
  [/^packages\/admin$/, /^packages\/core$/],
  [/^packages\/cli$/, /^packages\/(core|console-sink|sqlite-store|admin)$/],
  [/^packages\/install-check$/, /^$/],
  [/^packages\/(bench|faults)$/, /^packages\/(core|[a-z]+-sink|[a-z]+-store|admin)$/],
  [/^examples\/stand-in$/, /^packages\/(core|cli)$/],
  [/^examples\/[a-z-]+$/, /^(packages\/(core|[a-z]+-sink|[a-z]+-store|cli|admin)|examples\/stand-in)$/],
  [/^scripts$/, /^$/],
];

/** Folders of core's sources: each may import those before it. */
const folders = [
  'surroundings',
  'plan',
  'facts',
  'consent',
  'identity',
  'pipeline',
  'description',
  'store',
  'delivery',
  'lifecycle',
  'operator',
  'testing',
];

/** Stages of the pipeline know of each other only the types. */
const stages = /^packages\/core\/src\/pipeline\/(fold|derive|flatten|validate|guard)\.ts$/;

/** What is loaded only when telemetry is on. */
const lazy = /^(rxjs|ajv|ajv-formats|yaml|systeminformation|is-docker|posthog-node)(\/|$)/;

/** Private packages that build as a release does, by the script that does it; a folder of scripts has no name to import by. */
const buildsAsReleased = /^packages\/(bench|install-check)$/;

/** What every folder may use, and what uses none. */
const bottom: ReadonlySet<string> = new Set(['errors.ts', 'reason-of.ts']);

/** All violations of the direction of imports, in the order of the imports. */
export function violations(imports: readonly Import[], packages: Packages): readonly Violation[] {
  const direction = imports.flatMap((one) => {
    const why = wrongPackage(one, packages) ?? wrongFolder(one) ?? wrongStage(one);
    return why === null ? [] : [{ file: one.file, line: one.line, why }];
  });
  return [...direction, ...eager(imports, packages), ...bare(imports, packages)];
}

function wrongPackage({ file, specifier, target }: Import, packages: Packages): string | null {
  const from = folderOf(file);
  const to = target === null ? packages.get(packageOf(specifier)) : folderOf(target);
  if (to === undefined || to === from) return null;
  if (to === 'scripts' && buildsAsReleased.test(from)) return null;
  if (target !== null) return `${specifier} leaves ${from}: import the package by its name`;
  const rule = downstream.find(([folder]) => folder.test(from));
  if (rule === undefined) return `${from} has no place in the order of packages; give it one in import-rules.ts`;
  return rule[1].test(to) ? null : `${from} is not above ${to}`;
}

function wrongFolder({ file, specifier, target }: Import): string | null {
  const from = inCore(file);
  const to = target === null ? null : inCore(target);
  if (from === null || to === null || bottom.has(to.name)) return null;
  for (const { folder } of [from, to]) {
    if (folder !== null && !folders.includes(folder)) {
      return `core/src/${folder} has no place in the order of folders; give it one in import-rules.ts`;
    }
  }
  if (bottom.has(from.name)) return `${from.name} is below every folder, it cannot import ${specifier}`;
  if (from.folder === null) return null;
  if (to.folder === null) return `${to.name} is above every folder`;
  return folders.indexOf(to.folder) <= folders.indexOf(from.folder) ? null : `${to.folder} is above ${from.folder}`;
}

function wrongStage({ file, target, kind }: Import): string | null {
  if (target === null || kind === 'type' || !stages.test(file) || !stages.test(target)) return null;
  return 'a stage of the pipeline knows only the types of another';
}

/** Imports of lazy libraries that importing a package would load at once. */
function eager(imports: readonly Import[], packages: Packages): readonly Violation[] {
  const values = Map.groupBy(
    imports.filter(({ kind }) => kind === 'value'),
    ({ file }) => file,
  );
  const entries = [...packages.values()].filter((folder) => /^packages\/(core|.*-sink|.*-store)$/.test(folder));
  const loaded = new Set(entries.map((folder) => `${folder}/src/index.ts`));
  const found: Violation[] = [];
  // A set gives what is added to it while it is walked.
  for (const file of loaded) {
    for (const { line, specifier, target } of values.get(file) ?? []) {
      if (target !== null) loaded.add(target);
      else if (lazy.test(specifier)) {
        found.push({ file, line, why: `${specifier} is loaded with the package, and not only when telemetry is on` });
      }
    }
  }
  return found;
}

/** Dynamic imports of third-party packages that a bundler may leave without members: `loadPackage` finds them. */
function bare(imports: readonly Import[], packages: Packages): readonly Violation[] {
  return imports.flatMap(({ file, line, specifier, target, kind, handedTo }) => {
    const thirdParty = target === null && !specifier.startsWith('node:') && !packages.has(packageOf(specifier));
    if (kind !== 'dynamic' || !thirdParty || handedTo === 'loadPackage' || !published.test(file)) return [];
    const why = `hand import('${specifier}') to loadPackage: a bundler may give nothing but its default`;
    return [{ file, line, why }];
  });
}

/** Sources that others bundle. */
const published = /^packages\/(?!bench|faults|install-check)[^/]+\/src\//;

/** `packages/core`, `examples/butler`, `scripts`; `.` for a file of the root. */
function folderOf(file: string): string {
  return /^((packages|examples)\/[^/]+|scripts)\//.exec(file)?.[1] ?? '.';
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function inCore(file: string): { folder: string | null; name: string } | null {
  const match = /^packages\/core\/src\/(?:([^/]+)\/)?(.+)$/.exec(file);
  return match === null ? null : { folder: match[1] ?? null, name: match[2] ?? '' };
}

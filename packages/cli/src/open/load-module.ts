import { stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { reasonOf } from '@plainsight/core';
import { wrongUse, type CliError } from '../cli-error.ts';
import { ForeignCodeError, refuseForeignCode } from './refuse-foreign-code.ts';

/** A module that an operator names, or has in the folder. */
export interface NamedModule {
  readonly path: string;
  /** What it is, in a message: `the plan`, `the project`. */
  readonly what: string;
  /** How another is named: `Name the module that exports it with --plan FILE.` */
  readonly wayOut: string;
}

/** The default export of a module. Rejects with wrong use, and says in one message what is wrong. */
export const loadModule = async (module: NamedModule): Promise<unknown> => {
  const { path, wayOut } = module;
  const found = await stat(path).catch(() => null);
  if (found === null) throw notLoaded(module, `there is no such file. ${wayOut}`);
  if (!found.isFile()) throw notLoaded(module, `it is no file. ${wayOut}`);
  const real = await refuseForeignCode(path).catch((error: unknown) => {
    throw notLoaded(module, error instanceof Error ? error.message : String(error), error);
  });
  return defaultOf(await load(module, import(pathToFileURL(real).href)));
};

/** What was begun for a module. Whatever it rejects with, and that it never ends, becomes wrong use. */
export const load = <T>(module: NamedModule, begun: Promise<T>): Promise<T> =>
  settled(begun).catch((error: unknown) => {
    if (isPlanError(error)) throw wrongUse(error.message, error);
    throw notLoaded(module, error instanceof ForeignCodeError ? error.message : whyNot(error, module.path), error);
  });

/** The wrong use that says why a module could not be loaded. */
export const notLoaded = ({ path, what }: NamedModule, reason: string, cause?: unknown): CliError =>
  wrongUse(`Failed to load ${what} ${path}: ${reason}`, cause);

/** What waits for ever leaves Node with nothing to do. It would end without a word. */
const settled = <T>(begun: Promise<T>): Promise<T> =>
  new Promise((done, fail) => {
    const idle = (): void => fail('it waits for something that never happens');
    process.once('beforeExit', idle);
    void begun.then(done, fail).finally(() => process.off('beforeExit', idle));
  });

const property = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

/** Of an ES module, of a CommonJS module, and of one that was compiled from the first to the second. */
const defaultOf = (module: unknown): unknown => {
  const exported = property(module, 'default');
  return property(exported, '__esModule') === true ? property(exported, 'default') : exported;
};

// By name, since the plan may come with a copy of core of its own.
const isPlanError = (error: unknown): error is Error => error instanceof Error && error.name === 'PlanError';

const typescript = /^\.[cm]?ts$/u;

const whyNot = (error: unknown, path: string): string => {
  if (!(error instanceof Error)) return reasonOf(error);
  const code = 'code' in error ? error.code : undefined;
  if (code === 'ERR_UNKNOWN_FILE_EXTENSION' && typescript.test(extname(path))) {
    return `Node ${process.version} reads no TypeScript. Use Node 22.18 or newer, or name the compiled module.`;
  }
  const line = lineOf(error);
  return `${reasonOf(error)}${line === null ? '' : ` (${line})`}`;
};

/** Where an error arose, as far as its stack tells: `plan.ts:12`. */
const lineOf = ({ stack = '' }: Error): string | null => {
  const [, file, line] = /^(\/.*|[A-Za-z]:\\.*):(\d+)$/mu.exec(stack) ?? /file:\/\/(\S+?):(\d+):\d+/u.exec(stack) ?? [];
  return file === undefined || line === undefined ? null : `${file.split(/[\\/]/u).at(-1) ?? file}:${line}`;
};

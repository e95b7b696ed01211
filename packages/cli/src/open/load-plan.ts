import { stat } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { definePlan, type Plan } from '@plainsight/core';
import { wrongUse } from '../cli-error.ts';

/** The plan that is the default export of a module. Rejects with wrong use, and says in one message what is wrong. */
export const loadPlan = async (path: string): Promise<Plan> => {
  const failed = (reason: string, cause?: unknown) => wrongUse(`Failed to load the plan ${path}: ${reason}`, cause);
  const found = await stat(path).catch(() => null);
  if (found === null) throw failed('there is no such file. Name the module that exports it with --plan FILE.');
  if (!found.isFile()) throw failed('it is no file. Name the module that exports it with --plan FILE.');

  const exported = defaultOf(
    await settled(import(pathToFileURL(resolve(path)).href)).catch((error: unknown) => {
      throw isPlanError(error) ? wrongUse(error.message, error) : failed(reasonOf(error, path), error);
    }),
  );
  if (!isCandidate(exported)) {
    throw failed('it has no plan as its default export. Write `export default definePlan({ … })`.');
  }
  try {
    return definePlan(exported);
  } catch (error) {
    throw isPlanError(error) ? wrongUse(error.message, error) : failed(reasonOf(error, path), error);
  }
};

/** A module that waits for ever leaves Node with nothing to do. It would end without a word. */
const settled = (module: Promise<unknown>): Promise<unknown> =>
  new Promise((done, fail) => {
    const idle = (): void => fail('it waits for something that never happens');
    process.once('beforeExit', idle);
    void module.then(done, fail).finally(() => process.off('beforeExit', idle));
  });

/** Whether it can be asked to be a plan. `definePlan` finds out. */
const isCandidate = (value: unknown): value is Plan => isObject(value);

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const property = (value: unknown, name: string): unknown => (isObject(value) ? Reflect.get(value, name) : undefined);

/** Of an ES module, of a CommonJS module, and of one that was compiled from the first to the second. */
const defaultOf = (module: unknown): unknown => {
  const exported = property(module, 'default');
  return property(exported, '__esModule') === true ? property(exported, 'default') : exported;
};

// By name, since the plan may come with a copy of core of its own.
const isPlanError = (error: unknown): error is Error => error instanceof Error && error.name === 'PlanError';

const typescript = /^\.[cm]?ts$/u;

const reasonOf = (error: unknown, path: string): string => {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? error.code : undefined;
  if (code === 'ERR_UNKNOWN_FILE_EXTENSION' && typescript.test(extname(path))) {
    return `Node ${process.version} reads no TypeScript. Use Node 22.18 or newer, or name the compiled plan.`;
  }
  const line = lineOf(error);
  return `${error.message}${line === null ? '' : ` (${line})`}`;
};

/** Where an error arose, as far as its stack tells: `plan.ts:12`. */
const lineOf = ({ stack = '' }: Error): string | null => {
  const [, file, line] = /^(\/.*|[A-Za-z]:\\.*):(\d+)$/mu.exec(stack) ?? /file:\/\/(\S+?):(\d+):\d+/u.exec(stack) ?? [];
  return file === undefined || line === undefined ? null : `${file.split(/[\\/]/u).at(-1) ?? file}:${line}`;
};

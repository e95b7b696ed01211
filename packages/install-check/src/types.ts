import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Consumer } from './consumer.ts';
import { run } from './run.ts';

/** A compiler, and the ways of finding packages that are tried with it. */
export interface Compiler {
  readonly name: string;
  /** Its package below `node_modules` of the tools; `null` for that of the workspace. */
  readonly installedAs: string | null;
  /** By `module`, which `moduleResolution` goes with. */
  readonly modules: readonly Module[];
}

type Module = keyof typeof resolutions;

const resolutions = { nodenext: 'nodenext', node16: 'node16', esnext: 'bundler', commonjs: 'node10' } as const;

/** The oldest TypeScript that is supported, the last of 5, and each major since. */
export const compilers: readonly Compiler[] = [
  { name: '5.4', installedAs: 'typescript-5.4', modules: ['nodenext', 'node16', 'esnext', 'commonjs'] },
  { name: '5.9', installedAs: 'typescript', modules: ['nodenext', 'commonjs'] },
  { name: '6.0', installedAs: 'typescript-6', modules: ['nodenext', 'esnext'] },
  { name: '7.0', installedAs: null, modules: ['nodenext', 'node16', 'esnext'] },
];

/**
 * Projects of the consumer compile, declarations of packages included, with types of Node as old as the oldest Node. One process
 * compiles them all: most of its time goes into compiling the compiler.
 */
export async function checkTypes(consumer: Consumer, compiler: Compiler, root: string, tools: string): Promise<void> {
  const { installedAs, modules } = compiler;
  const tsc = installedAs === null ? join(root, 'node_modules/typescript') : join(tools, installedAs);
  const projects = await Promise.all(modules.map((module) => projectOf(consumer, compiler, module)));
  await run(process.execPath, [join(tsc, 'bin/tsc'), '-b', ...projects], { cwd: consumer.folder });
}

async function projectOf(consumer: Consumer, { name, installedAs }: Compiler, module: Module): Promise<string> {
  const folder = join(consumer.folder, `types-${name}-${module}`);
  await mkdir(folder);
  // Without exports, a package of ES modules is found from CommonJS only.
  const host = module === 'commonjs' ? 'host.ts' : 'host.mts';
  await cp(join(consumer.folder, 'types/host.mts'), join(folder, host));
  const files = module === 'nodenext' && installedAs === null ? [host, '../types/host.cts'] : [host];
  const compilerOptions = {
    target: 'es2022',
    lib: ['es2022'],
    module,
    moduleResolution: resolutions[module],
    types: ['node'],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    esModuleInterop: true,
    skipLibCheck: false,
    noEmit: true,
  };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }, null, 2));
  return folder;
}

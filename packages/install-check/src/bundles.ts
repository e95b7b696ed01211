import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Form } from './consumer.ts';
import { run } from './run.ts';

/** Where hosts are bundled from and to, and with what. */
export interface Bundling {
  /** The project of the consumer. */
  readonly folder: string;
  /** Each bundle gets a folder in here. */
  readonly into: string;
  /** The `node_modules` of the tools. */
  readonly tools: string;
  /** The `node_modules` of this package, which has esbuild. */
  readonly own: string;
}

/** Makes one form of the host: from its sources, in a folder with nothing else. */
export type Bundle = (bundling: Bundling) => Promise<Form>;

/** A require for what is CommonJS in an ES module, as the guide has it. */
const banner = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

/** Runs a tool on the Node of the workspace. */
const tool = (file: string, args: readonly string[], cwd: string): Promise<unknown> =>
  run(process.execPath, [file, ...args], { cwd });

const formIn = async (name: string, cwd: string, begins: string): Promise<Form> => {
  const file = (await readdir(cwd)).find((one) => one.startsWith(begins));
  if (file === undefined) throw new Error(`Failed to bundle with ${name}: there is no ${begins} in ${cwd}.`);
  return { name, cwd, file };
};

/** esbuild, to ES modules with shared chunks. */
export const esbuildSplitting: Bundle = async ({ folder, into, own }) => {
  const out = join(into, 'splitting');
  const args = ['host.mjs', '--bundle', '--splitting', '--format=esm', '--platform=node', '--target=node20'];
  const written = [`--outdir=${out}`, '--out-extension:.js=.mjs', `--banner:js=${banner}`, '--log-level=error'];
  await run(join(own, '.bin/esbuild'), [...args, ...written], { cwd: folder });
  return formIn('esbuild --splitting', out, 'host.mjs');
};

/** tsup, to ES modules. */
export const tsup: Bundle = async ({ folder, into, tools }) => {
  const out = join(into, 'tsup');
  const shape = { entry: ['host.mjs'], format: ['esm'], outDir: out, platform: 'node', target: 'node20', silent: true };
  const source = JSON.stringify({ ...shape, splitting: true, banner: { js: banner } });
  await writeFile(join(folder, 'tsup.config.mjs'), `export default { ...${source}, noExternal: [/.*/] };\n`);
  await tool(join(tools, 'tsup/dist/cli-default.js'), ['--config', 'tsup.config.mjs'], folder);
  return formIn('tsup', out, 'host');
};

/** ncc, to a file with chunks. */
export const ncc: Bundle = async ({ folder, into, tools }) => {
  const out = join(into, 'ncc');
  await tool(join(tools, '@vercel/ncc/dist/ncc/cli.js'), ['build', 'host.mjs', '-o', out, '-q'], folder);
  return formIn('ncc', out, 'index');
};

/** rollup with its plugins for packages of Node, to ES modules. */
export const rollup: Bundle = async ({ folder, into, tools }) => {
  const out = join(into, 'rollup');
  const config = join(folder, 'rollup.config.mjs');
  const plugin = (name: string): string => createRequire(join(tools, 'x')).resolve(`@rollup/plugin-${name}`);
  await writeFile(
    config,
    `import { createRequire } from 'node:module';
     const require = createRequire(import.meta.url);
     const [{ nodeResolve }, commonjs, json] = ${JSON.stringify(['node-resolve', 'commonjs', 'json'].map(plugin))}.map(require);
     const output = { dir: ${JSON.stringify(out)}, format: 'es', entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' };
     const plugins = [nodeResolve({ exportConditions: ['node'] }), (commonjs.default ?? commonjs)(), (json.default ?? json)()];
     export default { input: 'host.mjs', output, plugins };\n`,
  );
  await tool(join(tools, 'rollup/dist/bin/rollup'), ['-c', config, '--silent'], folder);
  return formIn('rollup', out, 'host.mjs');
};

/** webpack, to CommonJS with chunks. */
export const webpack: Bundle = async ({ folder, into, tools }) => {
  const out = join(into, 'webpack');
  const script = join(folder, 'webpack-build.cjs');
  await writeFile(
    script,
    `const webpack = require(${JSON.stringify(join(tools, 'webpack'))});
     const output = { path: ${JSON.stringify(out)}, filename: 'host.cjs' };
     const options = { mode: 'production', target: 'node20', entry: './host.mjs', output };
     webpack(options, (error, stats) => {
       if (error || stats.hasErrors()) throw error ?? new Error(stats.toString('errors-only'));
     });\n`,
  );
  await tool(script, [], folder);
  return formIn('webpack', out, 'host.cjs');
};

/** One executable with the host inside: Node, and what esbuild made of the host. */
export const singleExecutable: Bundle = async ({ folder, into, tools, own }) => {
  const work = join(into, 'single-executable');
  const cwd = join(work, 'empty');
  await mkdir(cwd, { recursive: true });
  const args = ['host.mjs', '--bundle', '--format=cjs', '--platform=node', '--target=node20', '--log-level=error'];
  await run(join(own, '.bin/esbuild'), [...args, `--outfile=${join(work, 'host.cjs')}`], { cwd: folder });
  const config = { main: 'host.cjs', output: 'host.blob', disableExperimentalSEAWarning: true };
  await writeFile(join(work, 'sea.json'), JSON.stringify(config));
  await tool('--experimental-sea-config', ['sea.json'], work);
  const file = join(cwd, 'host');
  await copyFile(process.execPath, file);
  // How Node finds its blob: https://nodejs.org/api/single-executable-applications.html.
  const fuse = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';
  const inject = [file, 'NODE_SEA_BLOB', 'host.blob', '--sentinel-fuse', fuse];
  await tool(join(tools, 'postject/dist/cli.js'), inject, work);
  return { name: 'single executable', cwd, file, isProgram: true };
};

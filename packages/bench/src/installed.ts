import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { bundled, bundlePackage, type Entries } from '../../../scripts/bundle-package.ts';
import { compile, librariesOf, link, manifestOf, root } from './compile.ts';

/** The packages as somebody has them who installed them, in a folder of their own, with the children beside them. */
export interface Installed {
  /** Path of a child, by its name in `children/`. */
  child(name: string): string;
  /** Path of a file that does not exist. */
  newFile(): string;
  remove(): void;
}

/**
 * Compiles the packages and lays them out as npm would: compiled JavaScript, and the `exports` that are published.
 * The children are plain JavaScript too, so that no start contains the stripping of types. Throws where it cannot.
 */
export async function install(): Promise<Installed> {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'plainsight-bench-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const build = join(folder, 'build');
    for (const compiled of compile(build, Object.keys(bundled))) {
      // The stages of the pipeline are measured one by one, and are no part of what goes out.
      cpSync(join(compiled, 'dist'), join(compiled, 'parts'), { recursive: true });
      await bundlePackage(compiled, entriesOf(compiled));
      addPackage(folder, compiled);
    }
    rmSync(build, { recursive: true });
    addChildren(folder);
  } catch (error) {
    remove();
    throw error;
  }
  let files = 0;
  return {
    child: (name) => join(folder, 'children', `${name}.js`),
    newFile: () => join(folder, `file-${(files += 1)}.json`),
    remove,
  };
}

function entriesOf(compiled: string): Entries {
  const entries = bundled[basename(compiled)];
  if (entries === undefined) throw new Error(`Failed to bundle ${compiled}: its entries are not known.`);
  return entries;
}

function addPackage(folder: string, compiled: string): void {
  const to = join(folder, 'node_modules/@plainsight', basename(compiled));
  const { publishConfig, ...rest } = manifestOf(compiled);
  const exports = { ...publishConfig.exports, './parts/*': './parts/*' };
  mkdirSync(to, { recursive: true });
  for (const part of ['dist', 'parts']) renameSync(join(compiled, part), join(to, part));
  writeFileSync(join(to, 'package.json'), JSON.stringify({ ...rest, exports }));
  for (const library of librariesOf(compiled)) {
    if (library.startsWith('@plainsight/')) continue;
    link(join(compiled, 'node_modules', library), join(folder, 'node_modules', library));
  }
}

function addChildren(folder: string): void {
  const from = join(import.meta.dirname, 'children');
  const to = join(folder, 'children');
  mkdirSync(to);
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  const asJavaScript = (source: string, file: string): void => {
    const code = stripTypeScriptTypes(readFileSync(source, 'utf8'));
    const compiled = code.replaceAll(/((?:from |import\()'\.\/[^']+)\.ts'/g, "$1.js'");
    writeFileSync(join(to, file.replace(/\.ts$/, '.js')), compiled);
  };
  for (const file of readdirSync(from)) asJavaScript(join(from, file), file);
  asJavaScript(join(root, 'examples/butler/plan.ts'), 'butler-plan.ts');
}

import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';

/** One module that a file names. */
export interface Import {
  /** The importing file, relative to the root, with `/`. */
  readonly file: string;
  readonly line: number;
  readonly specifier: string;
  /** The file that a relative specifier names, relative to the root; `null` for a package. */
  readonly target: string | null;
  /** `value` is loaded with the file, `dynamic` when it is called for, `type` never. */
  readonly kind: 'value' | 'type' | 'dynamic';
  /** The function that a dynamic import is handed to as it stands; `null` where none is. */
  readonly handedTo: string | null;
}

/** All imports, re-exports, dynamic imports and import types of a file. Throws where it does not parse. */
export function readImports(root: string, file: string): readonly Import[] {
  const source = readFileSync(join(root, file), 'utf8');
  const { program, errors } = parseSync(file, source);
  const [error] = errors;
  if (error !== undefined) throw new Error(`Failed to read imports: ${file} does not parse: ${error.message}`);

  const imports: Import[] = [];
  /** Where a dynamic import begins → the function that it is an argument of. */
  const callers = new Map<number, string>();
  const add = (from: { readonly value?: unknown } | null, kind: Import['kind'], at: number): void => {
    if (typeof from?.value !== 'string') return;
    const specifier = from.value;
    const target = specifier.startsWith('.') ? posix.join(posix.dirname(file), specifier) : null;
    const handedTo = callers.get(at) ?? null;
    imports.push({ file, line: source.slice(0, at).split('\n').length, specifier, target, kind, handedTo });
  };
  new Visitor({
    ImportDeclaration: (node) => add(node.source, node.importKind === 'type' ? 'type' : 'value', node.start),
    ExportAllDeclaration: (node) => add(node.source, node.exportKind === 'type' ? 'type' : 'value', node.start),
    ExportNamedDeclaration: (node) => add(node.source, node.exportKind === 'type' ? 'type' : 'value', node.start),
    CallExpression: ({ callee, arguments: given }) => {
      if (callee.type !== 'Identifier') return;
      for (const { type, start } of given) if (type === 'ImportExpression') callers.set(start, callee.name);
    },
    ImportExpression: (node) => add(literal(node.source), 'dynamic', node.start),
    TSImportType: (node) => add(node.source, 'type', node.start),
  }).visit(program);
  return imports.toSorted((a, b) => a.line - b.line);
}

function literal(node: { readonly type: string; readonly value?: unknown }): { readonly value?: unknown } | null {
  return node.type === 'Literal' ? node : null;
}

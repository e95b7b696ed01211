import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';

/** A node of a page. */
export interface Node {
  readonly type: string;
  readonly value?: string;
  readonly depth?: number;
  readonly children?: readonly Node[];
}

/** A page as who renders Markdown reads it. */
export const readPage = (page: string): Node =>
  fromMarkdown(page, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] });

/** A node and all that is in it. */
export const allOf = (node: Node): readonly Node[] => [node, ...(node.children ?? []).flatMap(allOf)];

/** What a reader sees of it. */
export const textOf = ({ type, value = '', children = [] }: Node): string =>
  type === 'html' ? '' : value + children.map(textOf).join('');

/** What stands as code below a heading, up to the next one of its depth. */
export const codeBelow = (root: Node, heading: string): ReadonlySet<string> => {
  const nodes = root.children ?? [];
  const from = nodes.findIndex((node) => node.type === 'heading' && textOf(node) === heading);
  const depth = nodes[from]?.depth ?? 0;
  const length = nodes.slice(from + 1).findIndex((node) => node.type === 'heading' && (node.depth ?? 0) <= depth);
  const below = nodes.slice(from + 1, length < 0 ? nodes.length : from + 1 + length);
  return new Set(below.flatMap(codesOf));
};

/** Between backticks, or between tags where these could not hold it. */
const codesOf = (node: Node): readonly string[] => {
  const children = node.children ?? [];
  const own = children.flatMap((child, index) => {
    if (child.type === 'inlineCode') return [child.value ?? ''];
    if (child.type !== 'html' || child.value !== '<code>') return [];
    const end = children.findIndex((other, at) => at > index && other.type === 'html' && other.value === '</code>');
    return [
      children
        .slice(index + 1, end)
        .map(textOf)
        .join(''),
    ];
  });
  return [...own, ...children.flatMap(codesOf)];
};

import { visible } from './visible.ts';

/** HTML. Made by {@link html} alone. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a template. */
export type Piece = Markup | string | number | null | undefined | readonly Piece[];

/**
 * HTML by a template. What is put into it is escaped, unless it is HTML itself, and what a browser would obey rather than
 * show (control characters, bidi) is written out: there is no way to leave that off.
 */
export const html = (strings: TemplateStringsArray, ...pieces: readonly Piece[]): Markup =>
  new Markup(strings.map((text, index) => `${text}${textOf(pieces[index])}`).join(''));

/** A value of an attribute that comes back as it was, such as that of a form's field. */
export const exact = (text: string): Markup => new Markup(escaped(text));

const textOf = (piece: Piece): string => {
  if (piece === null || piece === undefined) return '';
  if (piece instanceof Markup) return piece.text;
  if (typeof piece === 'object') return piece.map(textOf).join('');
  return escaped(visible(String(piece)));
};

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replaceAll(/[&<>"']/gu, (found) => entities[found] ?? found);

import type { Signer } from './security/signer.ts';

/** What came of a button, told on the next page. */
export interface Said {
  readonly good: boolean;
  /** Paragraphs. */
  readonly lines: readonly string[];
}

/** A browser keeps no more than 4 kB in a cookie. */
const mostBytes = 2400;
const mostCharacters = 600;

/** As it travels to the next page, in a cookie. */
export function packSaid({ good, lines }: Said, signer: Signer): string {
  const few = lines.map((line) => line.slice(0, mostCharacters));
  while (Buffer.byteLength(JSON.stringify(few)) > mostBytes) few.pop();
  const text = Buffer.from(JSON.stringify({ good, lines: few })).toString('base64url');
  return `${text}.${signer.sign('said', text)}`;
}

/** `null` for what was not said here. */
export function unpackSaid(packed: string, signer: Signer): Said | null {
  const [text = '', signature = ''] = packed.split('.');
  if (!signer.holds('said', text, signature)) return null;
  const said: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  return isSaid(said) ? said : null;
}

const isSaid = (value: unknown): value is Said =>
  typeof value === 'object' && value !== null && 'lines' in value && Array.isArray(value.lines) && 'good' in value;

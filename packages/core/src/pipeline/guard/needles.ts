import type { Identifier, IdentifierKind } from '../../facts/identifiers.ts';
import type { Needle } from './automaton.ts';
import { plainText } from './plain-text.ts';

/** What a needle is of, and what must not be beside it. */
export interface Sought {
  readonly what: IdentifierKind;
  /**
   * What would make another word of it. `word`: a letter beside a letter, a digit beside a digit; `path`: a name that goes
   * on; `number`: a digit; `hex`: a digit of an IPv6 address; `nothing`: it is found wherever it stands.
   */
  readonly bound: 'word' | 'path' | 'number' | 'hex' | 'nothing';
}

/** The texts in which an identifier may be written, in lower case. */
export function needlesOf({ what, value }: Identifier): readonly Needle<Sought>[] {
  const texts = what === 'MAC address' ? macs(value) : what === 'IP address' ? addresses(value) : words(what, value);
  return texts.map(([text, bound]) => {
    const bytes = Buffer.from(text);
    return { bytes, length: bytes.length, of: { what, bound } };
  });
}

type Written = readonly (readonly [text: string, bound: Sought['bound']])[];

/** So long a word says enough, whatever stands beside it. */
const longWord = 8;

function words(what: IdentifierKind, value: string): Written {
  const text = lower(value);
  if (what.endsWith('directory')) return [[text.replace(/(?<=[^/])\/+$/, ''), 'path'], ...asTheyAre(value, 'path')];
  if (/^(?:\d{1,3}\.){3}\d{1,3}$/.test(text)) return [[text, 'number']];
  const bound = text.length < longWord || /^\d+$/.test(text) ? 'word' : 'nothing';
  return [[text, bound], ...asTheyAre(value, bound)];
}

/** As it is looked for: backslashes and repeated slashes are one. */
const lower = (value: string): string =>
  plainText(value)
    .toLowerCase()
    .replaceAll(/[/\\]+/g, '/');

/** What is not ASCII is met as it is where it was decoded. */
function asTheyAre(value: string, bound: Sought['bound']): Written {
  if (/^[\u0020-\u007e]*$/.test(value)) return [];
  const cases = [value, value.toLowerCase(), value.toUpperCase()];
  const forms = cases.flatMap((text) => [text.normalize('NFC'), text.normalize('NFD')]);
  const texts = forms.map((text) => text.replaceAll(/[A-Z]/g, (one) => one.toLowerCase()).replaceAll('\\', '/'));
  return [...new Set(texts)].map((text) => [text, bound]);
}

/** With colons, hyphens, dots and nothing between, and as macOS has it, without zeros in front. */
function macs(value: string): Written {
  const digits = value.toLowerCase().replaceAll(/[^\da-f]/g, '');
  const pairs = digits.match(/../g) ?? [];
  const texts = [
    digits,
    pairs.join(':'),
    pairs.join('-'),
    (digits.match(/..../g) ?? []).join('.'),
    pairs.map((pair) => pair.replace(/^0/, '')).join(':'),
  ];
  return [...new Set(texts)].map((text) => [text, text.includes(':') ? 'hex' : 'nothing']);
}

/** IPv4 with hyphens too, as names of hosts have it; IPv6 short and in full. */
function addresses(value: string): Written {
  const address = value.toLowerCase().replace(/%.*$/, '');
  if (!address.includes(':')) {
    return [
      [address, 'number'],
      [address.replaceAll('.', '-'), 'number'],
    ];
  }
  const groups = groupsOf(address);
  return [...new Set([address, groups.join(':'), groups.map((group) => group.padStart(4, '0')).join(':')])].map(
    (text) => [text, 'hex'],
  );
}

/** All eight, without zeros in front. */
function groupsOf(address: string): readonly string[] {
  const [before = '', after] = address.split('::');
  const split = (part: string): string[] => part.split(':').filter((group) => group !== '');
  const [left, right] = [split(before), split(after ?? '')];
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0');
  return [...left, ...(after === undefined ? [] : zeros), ...right].map((group) => group.replace(/^0+(?=.)/, ''));
}

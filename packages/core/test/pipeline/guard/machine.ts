import type { Identifier } from '../../../src/facts/identifiers.ts';

/** A machine, and a person, unlike any other. */
export const identifiers: readonly Identifier[] = [
  { what: 'host name', value: 'brass-kettle-7.teahouse.lan' },
  { what: 'host name', value: 'brass-kettle-7' },
  { what: 'user name', value: 'hildegard' },
  { what: 'home directory', value: '/home/hildegard' },
  { what: 'working directory', value: String.raw`D:\Services\Teahouse` },
  { what: 'MAC address', value: '02:fc:00:0b:0a:01' },
  { what: 'IP address', value: '203.0.113.77' },
  { what: 'IP address', value: 'fd12:3456::77' },
  { what: 'configured host', value: 'sense.teahouse.example' },
  { what: 'container id', value: 'c0ffee5eed17' },
];

const base64 = (bytes: Buffer): readonly string[] => {
  const shifted = ['', 'x', 'xy'].map((before) => Buffer.concat([Buffer.from(before), bytes]).toString('base64'));
  return [...shifted, ...shifted.map((text) => text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''))];
};

const fullWidth = (text: string): string =>
  text.replaceAll(/[!-~]/g, (one) => String.fromCodePoint((one.codePointAt(0) ?? 0) + 0xfee0));

const percented = (text: string): string =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');

/** The ways in which an identifier may be written, each with its name. */
export function writtenIn(value: string): readonly (readonly [how: string, text: string])[] {
  const one = value.charAt(Math.floor(value.length / 2));
  return [
    ['as it is', value],
    ['in upper case', value.toUpperCase()],
    ['in lower case', value.toLowerCase()],
    ['in full width', fullWidth(value)],
    ['with characters between that are not seen', [...value].join('\u200B')],
    ['with marks on it', [...value].map((letter) => (/[a-z]/i.test(letter) ? `${letter}\u0301` : letter)).join('')],
    ['with a control character in it', `${value.slice(0, 2)}\0${value.slice(2)}`],
    ['percent-encoded', percented(value)],
    ['percent-encoded in part', value.replace(one, percented(one).toUpperCase())],
    ['percent-encoded as a part of a URL', encodeURIComponent(value)],
    ['percent-encoded twice', encodeURIComponent(percented(value))],
    ['as JSON in JSON', JSON.stringify(JSON.stringify(value))],
    [
      'with escapes of JavaScript',
      [...value].map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
    ],
    ['with references of HTML', [...value].map((letter) => `&#${letter.charCodeAt(0)};`).join('')],
    ...base64(Buffer.from(value)).map((text, index) => [`in base64, way ${index}`, text] as const),
    ...base64(Buffer.from(value.toUpperCase())).map(
      (text, index) => [`upper case in base64, way ${index}`, text] as const,
    ),
    ...base64(Buffer.from(value, 'utf16le')).map((text, index) => [`UTF-16 in base64, way ${index}`, text] as const),
    ['in hexadecimal digits', Buffer.from(value).toString('hex')],
    ['in hexadecimal digits in upper case', Buffer.from(value).toString('hex').toUpperCase()],
  ];
}

import { readdir, readFile } from 'node:fs/promises';
import { homedir, hostname, networkInterfaces, userInfo } from 'node:os';
import { join } from 'node:path';
import type { Identifier } from '@plainsight/core';

/** Something that was sent or stored, by what it is. */
export interface Kept {
  readonly what: string;
  readonly bytes: Buffer;
}

/** A machine, and a person, unlike any other. */
export const distinctive: readonly Identifier[] = [
  { what: 'host name', value: 'brass-kettle-7' },
  { what: 'user name', value: 'hildegard' },
  { what: 'home directory', value: '/home/hildegard' },
  { what: 'working directory', value: '/srv/teapots/brass' },
  { what: 'MAC address', value: '02:fc:00:0b:0a:01' },
  { what: 'IP address', value: '203.0.113.77' },
  { what: 'IP address', value: 'fd12:3456::77' },
];

/** What identifies this machine and who runs it, read here without plainsight. */
export function ofThisMachine(): readonly Identifier[] {
  const outside = Object.values(networkInterfaces()).flatMap((all = []) => all.filter(({ internal }) => !internal));
  const found: readonly Identifier[] = [
    { what: 'host name', value: hostname() },
    { what: 'user name', value: userInfo().username },
    { what: 'home directory', value: homedir() },
    { what: 'working directory', value: process.cwd() },
    ...outside.map(({ mac }): Identifier => ({ what: 'MAC address', value: mac })),
    ...outside.map(({ address }): Identifier => ({ what: 'IP address', value: address })),
  ];
  return found.filter(({ value }, index) => found.findIndex((one) => one.value === value) === index);
}

/** All files below a folder, but for those that are gone meanwhile. */
export async function filesIn(folder: string): Promise<readonly Kept[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const files = await Promise.all(
    paths.map(async (path) => {
      const bytes = await readFile(path).catch(unlessGone);
      return bytes === null ? [] : [{ what: path.slice(folder.length + 1), bytes }];
    }),
  );
  return files.flat();
}

function unlessGone(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
  throw error;
}

/** Where identifiers stand in what was kept: as they are, in any case, percent-encoded, in base64 or in hexadecimal digits. */
export function tracesOf(identifiers: readonly Identifier[], kept: readonly Kept[]): readonly string[] {
  return kept.flatMap(({ what, bytes }) => {
    const exact = bytes.toString('latin1');
    const lower = exact.toLowerCase();
    return identifiers.flatMap(({ what: kind, value }) => {
      const inAnyCase = [value, percented(value), encodeURIComponent(value), Buffer.from(value).toString('hex')];
      const isThere =
        inAnyCase.some((text) => lower.includes(text.toLowerCase())) ||
        [value, value.toLowerCase(), value.toUpperCase()].flatMap(base64).some((text) => exact.includes(text));
      return isThere ? [`${what} holds the ${kind} ${value}`] : [];
    });
  });
}

const percented = (text: string): string =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');

/** What base64 makes of a text wherever it begins, without the digits that what is beside it has a part in. */
const base64 = (text: string): readonly string[] =>
  [0, 1, 2].map((before) => {
    const digits = Buffer.concat([Buffer.alloc(before), Buffer.from(text)])
      .toString('base64')
      .replaceAll('=', '');
    const whole = Math.floor(((before + Buffer.byteLength(text)) * 8) / 6);
    return digits.slice(Math.ceil((before * 8) / 6), whole);
  });

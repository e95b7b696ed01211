import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { textOfFile } from './linux-file.ts';

/** What a distribution says of itself; `unknown` or empty where it says nothing. */
export interface Distribution {
  readonly distro: string;
  readonly release: string;
  readonly codename: string;
}

/**
 * Reads the files that `osInfo()` of systeminformation prints with `cat`, in the same order: those in `/etc` whose names
 * end in `-release`, then the vendor's, then OpenWrt's. Never rejects.
 */
export async function readDistribution(root: string): Promise<Distribution> {
  const etc = join(root, 'etc');
  const names = (await readdir(etc).catch(() => [])).filter((name) => /^[^.].*-release$|^-release$/s.test(name));
  const paths = [
    ...names.toSorted(byBytes).map((name) => join(etc, name)),
    join(root, 'usr/lib/os-release'),
    join(etc, 'openwrt_release'),
  ];
  return distributionOf((await Promise.all(paths.map(textOfFile))).join(''));
}

const byBytes = (one: string, other: string): number => Buffer.compare(Buffer.from(one), Buffer.from(other));

/** The same of the same text as `osInfo()` of systeminformation 5.33.23 (`lib/osinfo.js`): of a key that comes twice the last counts. */
export function distributionOf(text: string): Distribution {
  const values = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [key = '', value] = line.split('=');
    if (value !== undefined) values.set(key.trim().toUpperCase(), value.trim());
  }
  // A value of two quotes is one that is there, and empty.
  const first = (...keys: readonly string[]): string =>
    keys.map((key) => values.get(key) ?? '').find((value) => value !== '') ?? '';
  const distro = unquoted(first('DISTRIB_ID', 'NAME') || 'unknown');
  const pretty = unquoted(first('PRETTY_NAME'));
  const version = pretty.startsWith(`${distro} `) ? pretty.slice(distro.length + 1).trim() : unquoted(first('VERSION'));
  const [number = '', named] = version.split('(');
  return {
    distro,
    release: unquoted(
      (named === undefined ? version : number.trim()) || first('DISTRIB_RELEASE', 'VERSION_ID') || 'unknown',
    ),
    codename:
      named === undefined ? unquoted(first('DISTRIB_CODENAME', 'VERSION_CODENAME')) : named.replaceAll(')', '').trim(),
  };
}

const unquoted = (text: string): string => text.replaceAll('"', '');

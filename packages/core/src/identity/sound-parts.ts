import type { MachineParts } from '../facts/machine.ts';

/** A part that tells a machine from others. */
export type PartName = keyof MachineParts;

/** All of them, in the order of the id's message. */
export const partNames: readonly PartName[] = ['mac', 'ip4', 'systemUuid'];

/**
 * The parts without those that do not tell this machine from others: a MAC that is made of the IPv4, as the first container
 * of each Docker bridge has the same, or that hides the real one; a UUID that the firmware's maker left as it came.
 */
export const soundParts = ({ mac, ip4, systemUuid }: MachineParts): MachineParts => ({
  mac: mac === null || isNoMac(mac) || isMadeOf(mac, ip4) ? null : mac,
  ip4: ip4 === '0.0.0.0' ? '' : ip4,
  systemUuid: isPlaceholder(systemUuid) ? '' : systemUuid,
});

/** The names of the parts that are there. */
export const presentIn = (parts: MachineParts): readonly PartName[] =>
  partNames.filter((name) => parts[name] !== null && parts[name] !== '');

/** Only those parts that are named. */
export const onlyParts = (parts: MachineParts, names: readonly string[]): MachineParts => ({
  mac: names.includes('mac') ? parts.mac : null,
  ip4: names.includes('ip4') ? parts.ip4 : '',
  systemUuid: names.includes('systemUuid') ? parts.systemUuid : '',
});

/** macOS and hardened kernels write the last for every MAC (`MASKED_MACS` of systeminformation). */
const isNoMac = (mac: string): boolean =>
  /^(?:|(?:00[:-]){5}00|(?:ff[:-]){5}ff|02[:-](?:00[:-]){4}00)$/i.test(mac.trim());

/** Docker writes `02:42` before the four bytes of the address, the bridge plugin of CNI `0a:58`. */
function isMadeOf(mac: string, ip4: string): boolean {
  const bytes = ip4.split('.').map((byte) => Number(byte).toString(16).padStart(2, '0'));
  return (
    bytes.length === 4 &&
    mac
      .toLowerCase()
      .replaceAll('-', ':')
      .endsWith(`:${bytes.join(':')}`)
  );
}

/** Nothing, one character over and over, words that say that there is none, or one of those that many machines have. */
function isPlaceholder(uuid: string): boolean {
  const text = uuid.trim().toLowerCase();
  return new Set(text.replaceAll(/[^\p{L}\p{N}]/gu, '')).size <= 1 || words.test(text) || ofMany.has(text);
}

const words =
  /^(?:unknown|none|null|undefined|n\/?a|invalid|empty|default|uninitialized|not .*|no .*|to be filled.*|.*o\.e\.m\..*|.*default string.*|system (?:serial number|uuid))$/;

/** As makers of boards and of virtual machines left them. */
const ofMany: ReadonlySet<string> = new Set([
  '03000200-0400-0500-0006-000700080009',
  '00020003-0004-0005-0006-000700080009',
  '00010203-0405-0607-0809-0a0b0c0d0e0f',
  '03020100-0504-0706-0809-0a0b0c0d0e0f',
  '01234567-8910-1112-1314-151617181920',
  '12345678-1234-5678-90ab-cddeefaabbcc',
  '12345678-1234-1234-1234-123456789012',
  '12345678-1234-5678-1234-567812345678',
  '78563412-3412-7856-90ab-cddeefaabbcc',
  'fefefefe-fefe-fefe-fefe-fefefefefefe',
  '4c4c4544-0000-2010-8020-80c04f202020',
  '44454c4c-0000-1020-8020-80c04f202020',
]);

import { createHmac } from 'node:crypto';
import type { MachineParts } from '../facts/machine.ts';

/**
 * The id of a machine, as Butler makes it: HMAC-SHA256 in hex, the key is the MAC, the message is the MAC, the IPv4,
 * the configured host and the system's UUID with nothing between them. `null` without a MAC.
 */
export function machineId({ mac, ip4, systemUuid }: MachineParts, host: string): string | null {
  if (mac === null || mac === '') return null;
  return createHmac('sha256', mac).update(`${mac}${ip4}${host}${systemUuid}`).digest('hex');
}

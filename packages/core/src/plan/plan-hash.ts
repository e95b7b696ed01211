import { createHash } from 'node:crypto';
import { isGroup, isLeaf } from './describe.ts';
import type { Plan } from './plan.ts';

/**
 * SHA-256 in hex of the plan as canonical JSON: names in the order of their UTF-16 units as in RFC 8785, features and
 * groups marked as such. Two plans that collect the same in the same words have the same hash, however they are ordered.
 * Imported only when telemetry is on.
 */
export const planHash = (plan: Plan): string => createHash('sha256').update(canonical(plan)).digest('hex');

function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`);
  const json = `{${members.join(',')}}`;
  if (isLeaf(value)) return `{"leaf":${json}}`;
  return isGroup(value) ? `{"group":${json}}` : json;
}

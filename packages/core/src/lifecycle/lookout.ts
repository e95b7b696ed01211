import { createHmac } from 'node:crypto';
import type { Identifier } from '../facts/identifiers.ts';
import { valueAt } from '../facts/read-features.ts';
import { leaksOf, type Leaks } from '../pipeline/guard/leaks.ts';
import { planWords } from '../pipeline/guard/plan-words.ts';
import { searchedOf, type Searched } from '../pipeline/guard/searched.ts';
import type { Plan } from '../plan/plan.ts';
import type { Session } from './session.ts';

/** What a session looks for in what leaves this machine or is kept. */
export interface Lookout extends Searched {
  readonly leaks: Leaks;
}

/** Gathers what identifies this machine. The config must have been read. Never rejects. */
export async function lookoutFor({ plan, surroundings, lastReading }: Session): Promise<Lookout> {
  const own = await surroundings.machine.identifiers().catch(() => []);
  const found = searchedOf([...own, ...configuredHosts(plan, lastReading().config)], planWords(plan));
  return { ...found, leaks: leaksOf(found.searched) };
}

/** What stands at the config key that the id is made with: also the host alone, where it is an address with more in it. */
function configuredHosts({ identity }: Plan, config: object | null): readonly Identifier[] {
  const value = identity?.kind === 'machine' ? valueAt(config, identity.host) : null;
  if (typeof value !== 'string') return [];
  const alone = /^(?:\w+:\/\/)?(?:[^@/]*@)?([^/:?#]+)/.exec(value)?.[1] ?? value;
  return [...new Set([value, alone])].map((host) => ({ what: 'configured host', value: host }));
}

/**
 * The name that an instance is kept under: its own, or a keyed hash of one that tells something, which is the same again at the
 * next start of this installation.
 */
export const keptName = (instance: string, leaks: Leaks, installation: string): string =>
  leaks(instance).length === 0
    ? instance
    : `instance-${createHmac('sha256', installation).update(`instance\n${instance}`).digest('base64url').slice(0, 22)}`;

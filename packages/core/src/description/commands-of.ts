import {
  commandsOfLoading,
  systemCommands,
  type CommandPlatform,
  type SystemCommand,
} from '../facts/system-commands.ts';
import { systemReads, systemSources, type SystemRead } from '../facts/system-sources.ts';
import type { Plan } from '../plan/plan.ts';
import type { DescribedCommand } from './described.ts';

const platforms: readonly CommandPlatform[] = ['linux', 'darwin', 'win32'];

/** The commands that a plan has run: what reads its system fields, and what makes the id of a machine. */
export function commandsOf(plan: Plan): readonly DescribedCommand[] {
  const needs = systemReads.map((read) => [read, neededBy(plan, read)] as const).filter(([, by]) => by.length > 0);
  if (needs.length === 0) return [];
  return platforms.flatMap((platform) => {
    const ran = new Map<string, DescribedCommand>();
    for (const command of commandsOfLoading[platform]) ran.set(keyOf(command), { ...command, platform, for: [] });
    for (const [read, by] of needs) {
      for (const command of systemCommands[read][platform]) {
        const before = ran.get(keyOf(command))?.for ?? [];
        ran.set(keyOf(command), { ...command, platform, for: [...before, ...by] });
      }
    }
    return [...ran.values()];
  });
}

const keyOf = ({ shell, command }: SystemCommand): string => `${shell}\n${command}`;

/** The id of a machine is made of its default interface's addresses and of the system's UUID. */
function neededBy({ system, identity }: Plan, read: SystemRead): readonly string[] {
  const fields = (system?.fields ?? []).filter((field) => systemSources[field] === read);
  const makesId = identity?.kind === 'machine' && (read === 'uuid' || read === 'networkInterfaceDefault');
  return makesId ? [...fields, 'id'] : fields;
}

import { commandsOfLoading, systemCommands, type CommandPlatform } from '../facts/system-commands.ts';
import { systemCalls, systemSources, type SystemCall } from '../facts/system-sources.ts';
import type { Plan } from '../plan/plan.ts';
import type { DescribedCommand } from './described.ts';

const platforms: readonly CommandPlatform[] = ['linux', 'darwin', 'win32'];

/** The commands that a plan has run: what reads its system fields, and what makes the id of a machine. */
export function commandsOf(plan: Plan): readonly DescribedCommand[] {
  const needs = new Map(systemCalls.map((call) => [call, neededBy(plan, call)]));
  const calls = systemCalls.filter((call) => (needs.get(call) ?? []).length > 0);
  if (calls.length === 0) return [];
  return platforms.flatMap((platform) => [
    ...commandsOfLoading[platform].map((command) => ({ ...command, platform, for: [] })),
    ...calls.flatMap((call) =>
      systemCommands[call][platform].map((command) => ({ ...command, platform, for: needs.get(call) ?? [] })),
    ),
  ]);
}

/** The id of a machine is made of its default interface's addresses and of the system's UUID. */
function neededBy({ system, identity }: Plan, call: SystemCall): readonly string[] {
  const fields = (system?.fields ?? []).filter((field) => systemSources[field] === call);
  const makesId = identity?.kind === 'machine' && call !== 'osInfo';
  return makesId ? [...fields, 'id'] : fields;
}

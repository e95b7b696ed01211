import type { Command } from 'commander';

/** How a command is called, with the host's own where it is mounted: `plainsight`, `butler telemetry`. */
export const calledBy = (command: Command): string => {
  const names: string[] = [];
  for (let at: Command | null = command; at !== null; at = at.parent) names.unshift(at.name());
  return names.join(' ');
};

import type { Clock } from '../surroundings/clock.ts';
import type { MachineReader } from './machine.ts';

/** This machine, read by what is imported at the first read, so that telemetry that is off loads none of it. */
export function lazyMachine(clock: Clock): MachineReader {
  let machine: Promise<MachineReader> | null = null;
  const load = async (): Promise<MachineReader> => (await import('./system-machine.ts')).systemMachine({ clock });
  const loaded = (): Promise<MachineReader> => (machine ??= load());
  return {
    system: async (fields) => (await loaded()).system(fields),
    parts: async () => (await loaded()).parts(),
  };
}

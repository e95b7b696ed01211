import { arch, cpus, totalmem } from 'node:os';
import type { SystemField } from '../plan/plan.ts';

/** A field as `node:os` gives it, without a command. `undefined` for a field that it does not give. */
export function osField(field: SystemField, platform: NodeJS.Platform): unknown {
  if (field === 'arch') return arch();
  // As osInfo() of systeminformation says it, and so as Butler sends it.
  if (field === 'platform') return platform === 'win32' ? 'Windows' : platform;
  if (field === 'cpuModel') return cpus()[0]?.model;
  if (field === 'cpuCount') return cpus().length;
  return field === 'memoryBytes' ? totalmem() : undefined;
}

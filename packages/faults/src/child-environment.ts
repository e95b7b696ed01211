import { resolve } from 'node:path';

/** Modules are stripped of their types once, and not in each of a thousand processes. */
const cache = resolve(import.meta.dirname, '../../../node_modules/.cache/node-compile-cache');

/** What a process needs to start, and nothing that telemetry looks at. */
export function childEnvironment(): Record<string, string> {
  const names = ['PATH', 'HOME', 'USERPROFILE', 'SystemRoot', 'TMPDIR', 'TEMP', 'TMP'];
  const environment: Record<string, string> = { NODE_COMPILE_CACHE: cache };
  for (const name of names) {
    const value = process.env[name];
    if (value !== undefined) environment[name] = value;
  }
  return environment;
}

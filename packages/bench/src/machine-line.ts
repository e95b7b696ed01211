import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { availableParallelism, cpus, loadavg, release, totalmem } from 'node:os';
import { figure } from './table.ts';

/** Where figures come from: machine, load, Node and the client that they are held against. */
export function machineLine(): string {
  const [cpu] = cpus();
  const memory = figure(totalmem() / 2 ** 30);
  const load = figure(loadavg()[0] ?? 0);
  return [
    `${availableParallelism()} cores (${cpu?.model.trim() ?? 'unknown'}), ${memory} GB`,
    `${process.platform} ${release()}, load ${load} at the start`,
    `Node ${process.version}, posthog-node ${versionOf('posthog-node')}`,
  ].join(' · ');
}

function versionOf(name: string): string {
  const file = findPackageJSON(name, import.meta.url);
  const manifest: unknown = file === undefined ? null : JSON.parse(readFileSync(file, 'utf8'));
  const version: unknown =
    typeof manifest === 'object' && manifest !== null ? Reflect.get(manifest, 'version') : undefined;
  return typeof version === 'string' ? version : 'of an unknown version';
}

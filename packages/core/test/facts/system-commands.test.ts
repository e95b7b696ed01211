import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  commandsOfLoading,
  systemCommands,
  type CommandPlatform,
  type SystemCommand,
} from '../../src/facts/system-commands.ts';
import { systemCalls, systemSources } from '../../src/facts/system-sources.ts';
import { run } from './fixtures/run.ts';

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** The sources of systeminformation, without what escapes quotes and backslashes in them. */
async function sources(): Promise<string> {
  const { resolve } = createRequire(import.meta.url);
  const folder = dirname(resolve('systeminformation'));
  const texts = await Promise.all(
    ['osinfo', 'system', 'network', 'util'].map((name) => readFile(join(folder, `${name}.js`), 'utf8')),
  );
  return oneLine(
    texts
      .join('\n')
      .replaceAll(String.raw`\"`, '"')
      .replaceAll(String.raw`\\`, '\\'),
  );
}

const listed = (platform: CommandPlatform): readonly SystemCommand[] => [
  ...commandsOfLoading[platform],
  ...systemCalls.flatMap((call) => systemCommands[call][platform]),
];

describe('the list of commands', () => {
  it.each(['linux', 'darwin', 'win32'] as const)(
    'names what stands in the sources of systeminformation: %s',
    async (platform) => {
      const text = await sources();
      for (const { command } of listed(platform)) {
        // Composed there of three parts.
        const composed = /^(export LC_ALL=C; )(?:ip( link show up)|(\/sbin\/ifconfig))(; unset LC_ALL)$/.exec(command);
        const parts = composed === null ? [command] : composed.slice(1).filter((part) => part !== undefined);
        for (const part of parts) expect(text).toContain(oneLine(part));
      }
    },
  );

  it('is of the version that is installed', async () => {
    const manifest: unknown = createRequire(import.meta.url)('systeminformation/package.json');
    const text = await readFile(new URL('../../src/facts/system-commands.ts', import.meta.url), 'utf8');
    expect(manifest).toHaveProperty('version', /systeminformation (\d+\.\d+\.\d+)/.exec(text)?.[1]);
  });

  it.runIf(process.platform === 'linux')(
    'is what runs here',
    async () => {
      for (const call of systemCalls) {
        const { stdout } = await run('record-commands.ts', [call]);
        const ran = (JSON.parse(stdout) as string[]).map((command) => oneLine(command.replace(/\S+\/ip /, 'ip ')));
        const known = systemCommands[call].linux.map(({ command, when }) => ({ command: oneLine(command), when }));
        expect(known.map(({ command }) => command)).toEqual(expect.arrayContaining(ran));
        expect(ran).toEqual(
          expect.arrayContaining(known.filter(({ when }) => when === undefined).map(({ command }) => command)),
        );
      }
    },
    60_000,
  );

  it('has every field that needs a command', () => {
    const calls = new Set(Object.values(systemSources).filter((source) => systemCalls.some((call) => call === source)));
    expect([...calls].toSorted()).toEqual(['osInfo', 'system']);
  });
});

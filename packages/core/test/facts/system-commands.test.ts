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
import { systemReads, systemSources } from '../../src/facts/system-sources.ts';
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
  ...systemReads.flatMap((read) => systemCommands[read][platform]),
];

describe('the list of commands', () => {
  it.each(['darwin', 'win32'] as const)(
    'names what stands in the sources of systeminformation: %s',
    async (platform) => {
      const text = await sources();
      expect(listed(platform).length).toBeGreaterThan(4);
      for (const { command } of listed(platform)) expect(text).toContain(oneLine(command));
    },
  );

  it('is of the version that is installed', async () => {
    const manifest: unknown = createRequire(import.meta.url)('systeminformation/package.json');
    const text = await readFile(new URL('../../src/facts/system-commands.ts', import.meta.url), 'utf8');
    expect(manifest).toHaveProperty('version', /systeminformation (\d+\.\d+\.\d+)/.exec(text)?.[1]);
  });

  it.runIf(process.platform === 'linux').each([
    ['distro,release,codename', []],
    ['virtual', systemCommands.system.linux.map(({ command }) => command)],
    ['id', []],
  ])('is all that is run here: %s', async (what, known) => {
    const ran: unknown = JSON.parse((await run('record-commands.ts', [what])).stdout);
    expect(known).toEqual(expect.arrayContaining(ran as string[]));
  });

  it.runIf(process.platform === 'linux')('is run where the log of the kernel is no file', async () => {
    const { stdout } = await run('record-commands.ts', ['virtual', '/nowhere']);
    expect(JSON.parse(stdout)).toEqual(['dmesg']);
  });

  it('has every field that needs a command', () => {
    const reads = new Set(Object.values(systemSources).filter((source) => systemReads.some((read) => read === source)));
    expect([...reads].toSorted()).toEqual(['osInfo', 'system']);
  });
});

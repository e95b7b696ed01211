import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { formatLine } from '@plainsight/console-sink';
import type { TelemetryEvent } from '@plainsight/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readExport } from '../../src/events/read-export.ts';
import { report } from '../samples.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cli-export-'));
});
afterEach(() => rm(folder, { recursive: true }));

const line = formatLine(report);
const fromStdin = (...pieces: readonly (string | Uint8Array)[]) => readExport('-', Readable.from(pieces));
const refused = async (text: string | Uint8Array): Promise<string> =>
  fromStdin(text).then(
    () => 'it was taken',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
const eventsIn = (events: AsyncIterable<TelemetryEvent>) => Array.fromAsync(events);

describe('readExport', () => {
  test('gives the events of a file, as often as they are asked for', async () => {
    const path = join(folder, 'events.ndjson');
    await writeFile(path, `${line}\n${line}\n`);
    const read = await readExport(path, Readable.from([]));
    expect(read).toMatchObject({ place: path, count: 2 });
    expect(await eventsIn(read.events())).toEqual([report, report]);
    expect(await eventsIn(read.events())).toEqual([report, report]);
  });

  test('gives the events of stdin, however its pieces are cut, with any line end, and without one', async () => {
    const bytes = Buffer.from(`\uFEFF${line}\r\n\n${formatLine({ ...report, name: 'größer' })}`);
    const pieces = Array.from(bytes, (byte) => Buffer.from([byte]));
    const { count, events } = await fromStdin(...pieces);
    expect(count).toBe(2);
    expect((await eventsIn(events())).map(({ name }) => name)).toEqual(['larder report', 'größer']);
  });

  test('has nothing of an empty one', async () => {
    expect((await fromStdin('')).count).toBe(0);
    expect((await fromStdin('\n\n')).count).toBe(0);
  });

  test('names each broken line, and what is wrong with it', async () => {
    const broken = (change: object): string => JSON.stringify({ ...report, ...change });
    const message = await refused(
      [
        line,
        '{"uuid":',
        '[1]',
        broken({ uuid: 'x' }),
        broken({ name: '' }),
        broken({ timestamp: 'yesterday' }),
        broken({ distinctId: 5 }),
        broken({ properties: [] }),
        broken({ extra: 1 }),
      ].join('\n'),
    );
    expect(message).toBe(`Failed to replay stdin: 8 lines of it cannot be sent, so nothing was.
  - line 2: it is no JSON
  - line 3: it is no object
  - line 4: uuid is no UUID
  - line 5: name is no text
  - line 6: timestamp is no time in ISO 8601
  - line 7: distinctId is no text
  - line 8: properties is no object
  - line 9: "extra" is nothing that a telemetry event has`);
  });

  test('names the first ten of many', async () => {
    const message = await refused('x\n'.repeat(1000));
    expect(message.split('\n')).toHaveLength(12);
    expect(message).toMatch(/1,000 lines of it[^]*line 10: [^]*\n {2}- and 990 more lines$/u);
  });

  test('refuses what is no text, and a line that is too long, without holding it', async () => {
    expect(await refused(Buffer.from([0x7b, 0xff, 0xfe, 0x0a]))).toContain(
      'line 1: it is no text of a telemetry event',
    );
    const pieces = Array.from({ length: 40 }, () => 'x'.repeat(1_000_000));
    await expect(fromStdin(...pieces, '\n', line)).rejects.toThrow(/1 line of it[^]*line 1: it is no text/u);
  });

  test('refuses a file that is not there, and a folder', async () => {
    await expect(readExport(join(folder, 'gone'), Readable.from([]))).rejects.toThrow(/there is no such file\. Name/u);
    await expect(readExport(folder, Readable.from([]))).rejects.toThrow(/it is a folder\. Name/u);
  });

  test('notices a file that changed since it was found to be sound', async () => {
    const path = join(folder, 'events.ndjson');
    await writeFile(path, `${line}\n`);
    const read = await readExport(path, Readable.from([]));
    await writeFile(path, 'something else\n');
    await expect(eventsIn(read.events())).rejects.toThrow(/line 1 changed while it was read/u);
  });
});

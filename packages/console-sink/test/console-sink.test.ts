import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { consoleSink, formatEvent, formatLine } from '../src/index.ts';
import { jarOpened, report } from './events.ts';

const never = new AbortController().signal;
const accepted = { status: 'accepted' };
const env = {};

/** A stream whose reader decides when a chunk is passed on. */
const slowStream = () => {
  const chunks: string[] = [];
  const waiting: (() => void)[] = [];
  const stream = new Writable({
    highWaterMark: 1,
    write: (chunk, _, done) => {
      chunks.push(String(chunk));
      waiting.push(() => done());
    },
  });
  return { stream, chunks, passOn: () => waiting.shift()?.() };
};

describe('consoleSink', () => {
  test('is a dry run in this terminal', () => {
    const sink = consoleSink();
    expect(sink).toMatchObject({
      name: 'console',
      dryRun: true,
      receiver: { company: 'this terminal', url: null, region: null },
    });
    expect(consoleSink({ name: 'dry' }).name).toBe('dry');
  });

  test('prints for people, and says that nothing is sent', async () => {
    const stream = new PassThrough({ encoding: 'utf8' });
    expect(await consoleSink({ stream, env }).deliver([report, jarOpened], never)).toEqual([accepted, accepted]);
    const remark = 'dry run: nothing is sent';
    expect(stream.read()).toBe(`${formatEvent(report, { remark })}\n\n${formatEvent(jarOpened, { remark })}\n\n`);
  });

  test('prints for programs, one line a telemetry event, uncoloured even where colour is forced', async () => {
    const stream = new PassThrough({ encoding: 'utf8' });
    const sink = consoleSink({ format: 'ndjson', stream, env: { FORCE_COLOR: '1' }, color: true });
    await sink.deliver([report, jarOpened], never);
    expect(stream.read()).toBe(`${formatLine(report)}\n${formatLine(jarOpened)}\n`);
  });

  test('colours and fits the terminal that it prints on', async () => {
    const stream = Object.assign(new PassThrough({ encoding: 'utf8' }), { isTTY: true, columns: 100 });
    await consoleSink({ stream, env }).deliver([report], never);
    expect(stream.read()).toBe(
      `${formatEvent(report, { remark: 'dry run: nothing is sent', width: 100, color: true })}\n\n`,
    );
    await consoleSink({ stream, env: { NO_COLOR: '1' } }).deliver([report], never);
    expect(stream.read()).not.toContain('\u001b');
    await consoleSink({ stream, env, color: false }).deliver([report], never);
    expect(stream.read()).not.toContain('\u001b');
  });

  test('an empty batch prints nothing', async () => {
    const stream = new PassThrough();
    expect(await consoleSink({ stream, env }).deliver([], never)).toEqual([]);
    expect(stream.read()).toBeNull();
  });

  test('waits until the stream has passed an event on', async () => {
    const { stream, chunks, passOn } = slowStream();
    let outcomes: unknown = 'none yet';
    const delivery = consoleSink({ stream, env })
      .deliver([report, jarOpened], never)
      .then((given) => (outcomes = given));
    expect(chunks).toHaveLength(1);
    passOn();
    await expect.poll(() => chunks.length).toBe(2);
    expect(outcomes).toBe('none yet');
    passOn();
    await delivery;
    expect(outcomes).toEqual([accepted, accepted]);
  });

  test('ends soon after the signal aborts, and prints an event that was stuck only once', async () => {
    const { stream, chunks, passOn } = slowStream();
    const sink = consoleSink({ stream, env });
    for (let attempt = 0; attempt < 20; attempt += 1) {
      const { signal, abort } = abortable();
      const delivery = sink.deliver([report, jarOpened], signal);
      abort();
      const why = expect.any(String);
      expect(await delivery).toEqual([
        { status: 'retry', why },
        { status: 'retry', why },
      ]);
    }
    expect(stream.listenerCount('error')).toBe(1);
    const delivery = sink.deliver([report, jarOpened], never);
    passOn();
    await expect.poll(() => chunks.length).toBe(2);
    passOn();
    expect(await delivery).toEqual([accepted, accepted]);
    expect(chunks.map((chunk) => chunk.split(' ')[0])).toEqual(['telemetry', 'jarOpened']);
  });

  test('an aborted signal prints nothing', async () => {
    const stream = new PassThrough();
    expect(await consoleSink({ stream, env }).deliver([report], AbortSignal.abort())).toMatchObject([
      { status: 'retry' },
    ]);
    expect(stream.read()).toBeNull();
  });

  test.each([
    ['ended', (stream: Writable) => stream.end()],
    ['destroyed', (stream: Writable) => stream.destroy()],
  ])('a stream that was %s gives retry', async (_, close) => {
    const stream = new PassThrough();
    close(stream);
    const retry = { status: 'retry', why: 'the stream is closed' };
    expect(await consoleSink({ stream, env }).deliver([report, jarOpened], never)).toEqual([retry, retry]);
  });

  test('a stream that fails in the middle gives retry from there on', async () => {
    let writes = 0;
    const stream = new Writable({
      write: (_chunk, _encoding, done) => {
        writes += 1;
        done(writes === 2 ? new Error('no space left on device') : null);
      },
    });
    const retry = { status: 'retry', why: 'the stream failed: no space left on device' };
    const outcomes = await consoleSink({ stream, env }).deliver([report, jarOpened, report], never);
    expect(outcomes).toEqual([accepted, retry, retry]);
    expect(writes).toBe(2);
  });

  test('a stream that throws, or is closed while it is written to, gives retry', async () => {
    const throwing = new PassThrough();
    throwing.write = () => {
      throw new Error('not today');
    };
    expect(await consoleSink({ stream: throwing, env }).deliver([report], never)).toEqual([
      { status: 'retry', why: 'the stream failed: not today' },
    ]);
    const { stream, chunks } = slowStream();
    const delivery = consoleSink({ stream, env }).deliver([report], never);
    expect(chunks).toHaveLength(1);
    stream.destroy();
    expect(await delivery).toMatchObject([{ status: 'retry' }]);
  });

  test('leaves no listener behind on a stream that goes on', async () => {
    const stream = new PassThrough();
    stream.resume();
    const sink = consoleSink({ stream, env });
    for (let batch = 0; batch < 30; batch += 1) await sink.deliver([report], never);
    expect([stream.listenerCount('error'), stream.listenerCount('close'), stream.listenerCount('drain')]).toEqual([
      0, 0, 0,
    ]);
  });

  test('an event that is no JSON is rejected, and the next one printed', async () => {
    const stream = new PassThrough({ encoding: 'utf8' });
    const cycle: Record<string, never> = {};
    Object.assign(cycle, { again: cycle });
    const sink = consoleSink({ stream, env, format: 'ndjson' });
    const outcomes = await sink.deliver([{ ...report, properties: cycle }, jarOpened], never);
    expect(outcomes).toMatchObject([{ status: 'rejected' }, accepted]);
    expect(stream.read()).toBe(`${formatLine(jarOpened)}\n`);
  });

  test('closes twice, leaves the stream open, and prints nothing afterwards', async () => {
    const stream = new PassThrough();
    const sink = consoleSink({ stream, env });
    await sink.close();
    await sink.close();
    expect(stream.writable).toBe(true);
    expect(await sink.deliver([report], never)).toEqual([{ status: 'retry', why: 'the sink is closed' }]);
    expect(stream.read()).toBeNull();
  });

  test('writes to a file, and gives retry where it cannot be made', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'console-sink-'));
    const stream = createWriteStream(join(folder, 'events.ndjson'));
    expect(await consoleSink({ stream, env, format: 'ndjson' }).deliver([report], never)).toEqual([accepted]);
    await new Promise((resolve) => stream.end(resolve));
    expect(await readFile(join(folder, 'events.ndjson'), 'utf8')).toBe(`${formatLine(report)}\n`);

    const missing = createWriteStream(join(folder, 'no', 'such', 'folder'));
    expect(await consoleSink({ stream: missing, env }).deliver([report], never)).toMatchObject([{ status: 'retry' }]);
    await rm(folder, { recursive: true });
  });

  test('a reader that has gone away (EPIPE on stdout) gives retry, and the process lives and ends by itself', async () => {
    const child = spawn(process.execPath, [fileURLToPath(new URL('./fixtures/print-for-ever.ts', import.meta.url))], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.destroy();
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'retry after 20 more batches\n' });
  });
});

const abortable = (): { readonly signal: AbortSignal; abort(): void } => {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
};

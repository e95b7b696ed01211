import { describe, expect, it } from 'vitest';
import { memoryStore, type Outcome, type Sink } from '../../src/index.ts';
import { memorySink } from '../../src/testing/index.ts';
import { hour, kettle, lasting, plan } from '../lifecycle/host.ts';

const unseen = /[\p{C}\p{Zl}\p{Zp}]/u;
/** What obeys a terminal, breaks a line, turns the direction of writing, or is half a character. */
const hostile = '\u001B]0;owned\u0007\u001B[31mred\r\nINFO forged line \u202Egnp.exe \uD83D \u2028 end';
const long = `${hostile}${'x'.repeat(65_536)}`;

const receiver = { company: `Acme ${hostile}`, url: 'https://example.org/\u001B[2J', region: hostile };

/** What was logged above `debug` but for the notice, whose lines are its own. */
const said = (lines: readonly string[]): readonly string[] =>
  lines.filter((line) => !/^(debug|info kettle sends)/.test(line));

describe('the words of a receiver', () => {
  it.each<[string, Outcome]>([
    ['retry', { status: 'retry', why: long }],
    ['configuration fault', { status: 'retry', why: long, fault: 'configuration' }],
    ['refusal', { status: 'rejected', why: long }],
  ])('of a %s come to log, status, records and store cut and inert', async (_, outcome) => {
    const store = memoryStore({ decisions: lasting() });
    const { telemetry, sink, lines, start } = kettle({ store, outageLogLevel: 'info' });
    sink.answerWith((batch) => batch.map(() => outcome));
    await start();
    telemetry.record('boiled', { litres: 1 });
    await telemetry.flush();
    const { lastAnswer } = await store.health('memory');
    const { entries } = await telemetry.records();
    const whys = entries.flatMap((entry) =>
      entry.kind === 'record' ? Object.values(entry.sinks).flatMap(({ why }) => why ?? []) : [],
    );
    const texts = [
      lastAnswer,
      (await telemetry.status()).sinks[0]?.lastAnswer,
      ...whys,
      (await telemetry.submit()).reason,
    ];
    expect(texts.length).toBeGreaterThan(3);
    for (const text of texts) {
      expect(text).toContain(String.raw`\u{1b}]0;owned\u{7}`);
      expect(text).not.toMatch(unseen);
      expect(text?.length).toBeLessThan(400);
    }
    expect(said(lines)).toHaveLength(1);
    expect(said(lines).join('\n')).not.toMatch(unseen);
    await telemetry.close();
  });

  it('that come with a receipt take no more room than 300 characters', async () => {
    const store = memoryStore({ decisions: lasting(), maxBytes: 1024 * 1024 });
    const { telemetry, sink, start } = kettle({ store });
    sink.answerWith((batch) => batch.map((_, index) => ({ status: 'accepted', receipt: `${index} ${long}` })));
    await start();
    for (let litres = 0; litres < 50; litres += 1) telemetry.record('boiled', { litres });
    await telemetry.flush();
    const { entries } = await telemetry.records();
    const receipts = entries.flatMap((entry) =>
      entry.kind === 'record' ? Object.values(entry.sinks).flatMap(({ receipt }) => receipt ?? []) : [],
    );
    expect(receipts).toHaveLength(entries.length);
    for (const receipt of receipts) {
      expect(receipt).toHaveLength(300);
      expect(receipt).not.toMatch(unseen);
    }
    await telemetry.close();
  });

  it('that are thrown are cut and inert as well', async () => {
    const { telemetry, sink, lines, start } = kettle({ outageLogLevel: 'info' });
    sink.answerWith(() => {
      throw new Error(long);
    });
    await start();
    await telemetry.flush();
    const lastAnswer = (await telemetry.status()).sinks[0]?.lastAnswer ?? '';
    expect(lastAnswer).toMatch(/^the sink memory threw: \\u\{1b\}/);
    expect(lastAnswer).toHaveLength(300);
    expect(said(lines).join('\n')).not.toMatch(unseen);
    await telemetry.close();
  });

  it('that name a time which is none neither hold delivery up nor hasten it', async () => {
    for (const afterMillis of [Number.NaN, -1, Number.POSITIVE_INFINITY, '99', {}]) {
      const { telemetry, sink, clock, start } = kettle();
      sink.answerWith((batch) =>
        batch
          .map(() => JSON.parse('{"status":"retry","why":"later"}') as Outcome)
          .map((one) => ({ ...one, afterMillis }) as Outcome),
      );
      await start();
      await telemetry.flush();
      const next = Date.parse((await telemetry.status()).sinks[0]?.nextAttemptAt ?? '');
      expect(next - clock.now()).toBeGreaterThanOrEqual(100);
      expect(next - clock.now()).toBeLessThanOrEqual(27 * hour);
      await telemetry.close();
    }
  });

  it('come to what replay and doctor say cut and inert', async () => {
    const outcome: Outcome = { status: 'retry', why: long };
    const sink: Sink = {
      ...memorySink({ receiver, answer: (batch) => batch.map(() => outcome) }),
      probe: async () => outcome,
    };
    const { telemetry, options } = kettle({
      sinks: [{ ...sink, receiver: { ...receiver, url: 'http://127.0.0.1:9/' } }],
    });
    const boiled = {
      uuid: '0198a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b',
      name: 'boiled',
      timestamp: '2026-03-03T04:05:06.000Z',
      distinctId: 'd',
      properties: { service: 'kettle', serviceVersion: '1.0.0', litres: 1 },
    };
    const { problem } = await telemetry.replay([boiled], { sinks: [sink] });
    const answers = (await telemetry.diagnose({ ...options, contact: true })).filter(({ what }) =>
      what.startsWith('memory'),
    );
    for (const text of [problem, ...answers.map(({ seen }) => seen)]) expect(text).not.toMatch(unseen);
    expect([problem, ...answers.map(({ seen }) => seen)].join(' ')).toContain(String.raw`\u{1b}]0;owned`);
  });
});

describe('what a sink says of itself', () => {
  it('is inert in the notice, the log, status and preview', async () => {
    const ill = { ...memorySink({ name: 'ill', receiver }), problem: long };
    const { telemetry, options, lines, start } = kettle({
      sinks: [
        memorySink({ receiver, answer: (batch) => batch.map(() => ({ status: 'retry', why: 'HTTP 503' })) }),
        ill,
      ],
      outageLogLevel: 'info',
    });
    await start();
    await telemetry.flush();
    const { sinks, problems } = await telemetry.status();
    const preview = await telemetry.preview(options);
    expect(JSON.stringify([sinks, problems, preview.sinks])).toContain('owned');
    for (const text of [
      ...problems,
      ...[...sinks, ...preview.sinks].flatMap((one) => [one.name, ...Object.values(one.receiver)]),
    ]) {
      expect(text).not.toMatch(unseen);
    }
    for (const line of lines.flatMap((one) => one.split('\n  '))) expect(line).not.toMatch(unseen);
    expect(lines.join('\n')).toContain('Acme \\u{1b}]0;owned');
    await telemetry.close();
  });

  it('may be nothing at all, and stops nothing', async () => {
    const { name, deliver, close } = memorySink();
    const bare = { name, deliver, close } as unknown as Sink;
    const { telemetry, start } = kettle({ sinks: [bare], plan });
    await start();
    telemetry.record('boiled', { litres: 1 });
    await telemetry.flush();
    expect((await telemetry.status()).sinks).toMatchObject([{ receiver: { company: 'unknown' }, waiting: 0 }]);
    await telemetry.close();
  });
});

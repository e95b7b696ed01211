import { describe, expect, it } from 'vitest';
import { chooseSinks, type SinkChoices } from '../../src/delivery/choose-sinks.ts';
import type { Sink } from '../../src/delivery/sink.ts';
import { memorySink } from '../../src/testing/memory-sink.ts';

const sending = (name: string): Sink => ({ ...memorySink(), name });
const dry = (name: string): Sink => ({ ...sending(name), dryRun: true });

/** Three environments, and which of them were asked for their sinks. */
function environments(more: Partial<SinkChoices> = {}) {
  const called: string[] = [];
  const noting = (name: string, factory: () => readonly Sink[]) => () => {
    called.push(name);
    return factory();
  };
  const choices = {
    production: noting('production', more.production ?? (() => [sending('posthog')])),
    development: noting('development', more.development ?? (() => [dry('terminal')])),
    ci: noting('ci', more.ci ?? (() => [dry('ci log')])),
  };
  const chosen = (env: Record<string, string>) => chooseSinks(choices, env).map(({ name }) => name);
  return { called, choices, chosen };
}

describe('the sinks of an environment', () => {
  it.each([
    ['nothing is set', {}, 'production', 'posthog'],
    ['NODE_ENV is production', { NODE_ENV: 'production' }, 'production', 'posthog'],
    ['NODE_ENV is staging', { NODE_ENV: 'staging' }, 'production', 'posthog'],
    ['NODE_ENV is development', { NODE_ENV: 'development' }, 'development', 'terminal'],
    ['NODE_ENV is test', { NODE_ENV: 'test' }, 'development', 'terminal'],
    ['NODE_ENV has the space that Windows leaves', { NODE_ENV: 'Development ' }, 'development', 'terminal'],
    ['it is CI', { CI: 'true' }, 'ci', 'ci log'],
    ['it is CI, whatever NODE_ENV is', { CI: 'true', NODE_ENV: 'production' }, 'ci', 'ci log'],
    ['CI says no', { CI: 'false', GITHUB_ACTIONS: 'true' }, 'production', 'posthog'],
    ['PLAINSIGHT_SINK is empty', { PLAINSIGHT_SINK: ' ' }, 'production', 'posthog'],
    ['the console is asked for in production', { PLAINSIGHT_SINK: ' Console' }, 'ci', 'ci log'],
  ])('are chosen, and no others made, when %s', (_, env, environment, sink) => {
    const { called, chosen } = environments();
    expect(chosen(env)).toEqual([sink]);
    expect(called).toEqual([environment]);
  });

  it('are none, and none is made, when PLAINSIGHT_SINK is none', () => {
    const { called, chosen } = environments();
    expect(chosen({ PLAINSIGHT_SINK: 'NONE', CI: 'true' })).toEqual([]);
    expect(called).toEqual([]);
  });

  it('are those of development in CI, and of production in development, where these are not given', () => {
    const production = () => [sending('posthog')];
    const development = () => [dry('terminal')];
    expect(chooseSinks({ production, development }, { CI: '1' }).map(({ name }) => name)).toEqual(['terminal']);
    expect(chooseSinks({ production }, { CI: '1' }).map(({ name }) => name)).toEqual(['posthog']);
    expect(chooseSinks({ production }, { NODE_ENV: 'test' }).map(({ name }) => name)).toEqual(['posthog']);
  });

  it('are read from the environment of the process unless another is given', () => {
    const { choices } = environments();
    const before = process.env['PLAINSIGHT_SINK'];
    process.env['PLAINSIGHT_SINK'] = 'none';
    try {
      expect(chooseSinks(choices)).toEqual([]);
    } finally {
      if (before === undefined) delete process.env['PLAINSIGHT_SINK'];
      else process.env['PLAINSIGHT_SINK'] = before;
    }
  });

  it('throw what their own factory throws', () => {
    const { choices } = environments({
      production: () => {
        throw new Error('no key');
      },
    });
    expect(() => chooseSinks(choices, {})).toThrow('no key');
  });
});

describe('the console, asked for by PLAINSIGHT_SINK', () => {
  const asked = { PLAINSIGHT_SINK: 'console' };

  it('is every dry run of the first environment that has one', () => {
    const { called, chosen } = environments({
      ci: () => [sending('posthog')],
      development: () => [dry('terminal'), sending('posthog'), dry('file')],
    });
    expect(chosen(asked)).toEqual(['terminal', 'file']);
    expect(called).toEqual(['ci', 'development']);
  });

  it('is found although another environment misses what it needs', () => {
    const { chosen } = environments({
      ci: () => {
        throw new Error('no key');
      },
    });
    expect(chosen(asked)).toEqual(['terminal']);
  });

  it('asks a factory that serves several environments once', () => {
    let calls = 0;
    const production = () => {
      calls += 1;
      return [sending('posthog')];
    };
    chooseSinks({ production }, asked);
    expect(calls).toBe(1);
  });

  it('sends nothing where the application has none, and says why', async () => {
    const [sink, ...others] = chooseSinks({ production: () => [sending('posthog')] }, asked);
    expect(others).toEqual([]);
    expect(sink).toMatchObject({
      dryRun: true,
      receiver: { url: null },
      problem:
        'PLAINSIGHT_SINK asks for the console, and this application has no console sink: unset it. Nothing is sent.',
    });
    await sink?.close();
  });
});

describe('a PLAINSIGHT_SINK that is neither console nor none', () => {
  it('sends nothing, keeps the events, and shows on one line what it holds', async () => {
    const { called, choices } = environments();
    const [sink] = chooseSinks(choices, { PLAINSIGHT_SINK: ' Posthog\u001b[2J ' });
    expect(called).toEqual([]);
    expect(sink).toMatchObject({
      dryRun: true,
      problem: String.raw`PLAINSIGHT_SINK holds "Posthog\u{1b}[2J": set it to console or none, or unset it. Nothing is sent.`,
    });
    const event = { uuid: 'u', name: 'n', timestamp: '', distinctId: 'd', properties: {} };
    expect(await sink?.deliver([event, event], new AbortController().signal)).toEqual([
      { status: 'retry', why: expect.any(String), fault: 'configuration' },
      { status: 'retry', why: expect.any(String), fault: 'configuration' },
    ]);
  });
});

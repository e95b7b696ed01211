import dns from 'node:dns';
import { chmod, writeFile } from 'node:fs/promises';
import { get } from 'node:https';
import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { flag, memoryStore, type Finding, type Outcome, type Sink } from '../../../src/index.ts';
import { memorySink } from '../../../src/testing/index.ts';
import { config } from '../../lifecycle/host.ts';
import { installation, plan } from '../installation.ts';

const at = (findings: readonly Finding[], what: string): readonly Finding[] =>
  findings.filter((one) => one.what === what);
const well = (what: string, seen: unknown): unknown => ({ what, verdict: 'well', seen, todo: null });
const skipped = (what: string, seen: unknown): unknown => ({ what, verdict: 'skipped', seen, todo: null });

/** A port on loopback where somebody takes connections and says `hello`, and who came. */
async function listening(hello = ''): Promise<{ readonly port: number; readonly connections: readonly string[] }> {
  const connections: string[] = [];
  const server = createServer((socket) => {
    connections.push(socket.remoteAddress ?? '');
    socket.on('error', () => {});
    socket.resume().end(hello);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const address = server.address();
  return { port: typeof address === 'object' && address !== null ? address.port : 0, connections };
}

/** A port on loopback where nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

type Addresses = (error: null, all: readonly { readonly address: string; readonly family: number }[]) => void;

/** A sink that counts what is asked of it. */
function probed(answer: (signal: AbortSignal) => Promise<Outcome>, url: string | null = 'http://127.0.0.1:9/') {
  const asked = { probes: 0, closes: 0 };
  const sink: Sink = {
    name: 'posthog',
    receiver: { company: 'PostHog', url, region: 'EU' },
    deliver: async () => Promise.reject(new Error('a doctor sends nothing')),
    probe: (signal) => {
      asked.probes += 1;
      return answer(signal);
    },
    close: async () => {
      asked.closes += 1;
    },
  };
  return { sink, asked };
}

describe('diagnose', () => {
  it('finds all well where all is well', async () => {
    const { sink, asked } = probed(async () => ({ status: 'accepted' }));
    const { telemetry, options, path } = await installation({ sinks: [sink] });
    expect(await telemetry.diagnose({ ...options, contact: true })).toEqual([
      well('consent', 'telemetry is on, because kettle.telemetry is true'),
      well('decisions', path),
      well('store', 'memory: 0 records, 0 quarantined, 0 lost, 0 bytes'),
      well('config', expect.any(String)),
      well('plan', 'the config has every key that it reads'),
      well('leak guard', expect.stringMatching(/^looks for /)),
      well('clock', '2026-03-03T04:05:06.000Z'),
      well('proxy', 'none is set'),
      well('posthog: settings', 'PostHog, http://127.0.0.1:9/'),
      well('posthog: DNS', '127.0.0.1 is 127.0.0.1'),
      well('posthog: answer', 'it takes events'),
    ]);
    expect(asked).toEqual({ probes: 1, closes: 1 });
  });

  it('says what to do with each thing that is not well, and nothing of what is', async () => {
    const { sink } = probed(async () => ({ status: 'retry', why: 'HTTP 503' }));
    const { telemetry, options } = await installation({ sinks: [sink] });
    for (const { verdict, todo, seen } of await telemetry.diagnose({ ...options, contact: true })) {
      expect(seen).not.toBe('');
      expect(todo === null).toBe(verdict === 'well' || verdict === 'skipped');
    }
  });

  it('makes nothing, decides nothing and stores nothing', async () => {
    const { sink } = probed(async () => ({ status: 'accepted' }));
    const { telemetry, options, decisions, clock } = await installation({ sinks: [sink] });
    const store = {
      ...memoryStore({ decisions }),
      exists: async () => false,
      open: async () => Promise.reject(new Error('a doctor makes no file')),
    };
    const findings = await telemetry.diagnose({ ...options, store });
    expect(at(findings, 'store')).toEqual([well('store', 'memory: not there yet, it is made at the first start')]);
    expect(await decisions.read()).toEqual({});
    expect([telemetry.id, clock.timers]).toEqual([null, []]);
  });
});

describe('diagnose when telemetry is off', () => {
  it('asks nothing of the network, and says so', async () => {
    const { port, connections } = await listening();
    const { sink, asked } = probed(async () => ({ status: 'accepted' }), `https://localhost:${port}/`);
    const { telemetry, options } = await installation({ sinks: [sink], env: { DO_NOT_TRACK: '1' } });
    const findings = await telemetry.diagnose(options);
    expect(findings[0]).toEqual(well('consent', 'telemetry is off, because DO_NOT_TRACK is 1'));
    expect(findings.filter(({ what }) => what.startsWith('posthog'))).toEqual([
      skipped('posthog', 'telemetry is off, and so nobody is contacted: doctor --contact does it all the same'),
    ]);
    expect([asked.probes, connections.length]).toEqual([0, 0]);
  });

  it('asks all the same where it is told to', async () => {
    const { port } = await listening();
    const { sink, asked } = probed(async () => ({ status: 'accepted' }), `http://127.0.0.1:${port}/`);
    const { telemetry, options } = await installation({ sinks: [sink], env: { DO_NOT_TRACK: '1' } });
    expect((await telemetry.diagnose({ ...options, contact: true })).at(-1)).toEqual(
      well('posthog: answer', 'it takes events'),
    );
    expect(asked.probes).toBe(1);
  });

  it('still looks at what is here', async () => {
    const { telemetry, options } = await installation({ env: { DO_NOT_TRACK: '1' } });
    const findings = await telemetry.diagnose(options);
    for (const what of ['decisions', 'store', 'config', 'plan', 'clock', 'proxy']) {
      expect(at(findings, what).map(({ verdict }) => verdict)).toEqual(['well']);
    }
  });
});

describe('diagnose before anything may be sent', () => {
  const graceful = { ...plan, notice: { graceHours: 24 } };

  it('contacts nobody before the notice was shown, nor within its grace, and does after it', async () => {
    const { port, connections } = await listening();
    const { sink, asked } = probed(async () => ({ status: 'accepted' }), `https://127.0.0.1:${port}/`);
    const { telemetry, options, start, clock } = await installation({ plan: graceful, sinks: [sink] });
    const skippedFor = (why: string) => [
      skipped('posthog', `${why}, and so nobody is contacted: doctor --contact does it all the same`),
    ];
    const ofSink = async () => (await telemetry.diagnose(options)).filter(({ what }) => what.startsWith('posthog'));
    expect(await ofSink()).toEqual(skippedFor('the notice was not shown yet'));
    await start();
    expect(await ofSink()).toEqual(skippedFor('nothing is sent before 2026-03-04T04:05:06.000Z'));
    await clock.advance(24 * 3600 * 1000 - 1);
    expect(await ofSink()).toHaveLength(1);
    expect([asked.probes, connections]).toEqual([0, []]);
    await clock.advance(1);
    expect((await ofSink()).at(-1)).toEqual(well('posthog: answer', 'it takes events'));
    expect([asked.probes, connections.length]).toEqual([1, 1]);
  });

  it('contacts where the plan was accepted, and where it is told to', async () => {
    const { sink, asked } = probed(async () => ({ status: 'accepted' }));
    const accepted = await installation({ plan: graceful, sinks: [sink] });
    await accepted.decisions.update((decided) => ({ ...decided, acceptedVersion: 1 }));
    await accepted.telemetry.diagnose(accepted.options);
    expect(asked.probes).toBe(1);
    const fresh = await installation({ plan: graceful, sinks: [sink] });
    await fresh.telemetry.diagnose({ ...fresh.options, contact: true });
    expect(asked.probes).toBe(2);
  });

  it('still says what is wrong with the settings of a sink', async () => {
    const { sink, asked } = probed(async () => ({ status: 'accepted' }));
    const { telemetry, options } = await installation({ sinks: [{ ...sink, problem: 'it has no key' }] });
    expect((await telemetry.diagnose(options)).at(-1)).toMatchObject({ verdict: 'failing', seen: 'it has no key' });
    expect(asked.probes).toBe(0);
  });
});

describe('diagnose of consent', () => {
  it('fails for a place that holds something else than on or off', async () => {
    const { telemetry, options } = await installation({ env: { KETTLE_TELEMETRY: 'perhaps' } });
    expect(at(await telemetry.diagnose(options), 'consent')[1]).toEqual({
      what: 'consent',
      verdict: 'failing',
      seen: expect.stringMatching(/KETTLE_TELEMETRY.*perhaps/),
      todo: 'Mend it, or telemetry stays off.',
    });
  });

  it('fails for telemetry that is on while system information is off', async () => {
    const { telemetry, options } = await installation({ config: { kettle: { ...config.kettle, systemInfo: false } } });
    expect(at(await telemetry.diagnose(options), 'config')[0]).toEqual({
      what: 'config',
      verdict: 'failing',
      seen: expect.stringMatching(/kettle\.systemInfo/),
      todo: 'Change one of the two.',
    });
  });
});

describe('diagnose of decisions', () => {
  it('fails where the file cannot be read, and says that telemetry is held back until then', async () => {
    const { telemetry, options, path, sink } = await installation();
    await writeFile(path, '{ half written');
    await chmod(path, 0o600);
    const findings = await telemetry.diagnose(options);
    expect(at(findings, 'decisions')).toEqual([
      {
        what: 'decisions',
        verdict: 'failing',
        seen: expect.stringContaining(path),
        todo: 'Mend the file, or move it away to decide anew. Telemetry is held back until then.',
      },
    ]);
    expect(at(findings, sink.name)).toHaveLength(1);
  });

  it('warns of a key that is not known, and may be meant for one that is', async () => {
    const { telemetry, options, path } = await installation();
    await writeFile(path, '{ "conscent": { "value": "off", "at": "2026-01-01T00:00:00.000Z" } }');
    await chmod(path, 0o600);
    expect(at(await telemetry.diagnose(options), 'decisions')).toEqual([
      {
        what: 'decisions',
        verdict: 'warning',
        seen: `${path} has "conscent", which this version does not know`,
        todo: 'It says nothing here. Correct its name, or take it out, unless a later version wrote it.',
      },
    ]);
  });

  it('warns where they end with the process', async () => {
    const { telemetry, options } = await installation();
    const findings = await telemetry.diagnose({ ...options, store: memoryStore() });
    expect(at(findings, 'decisions').at(-1)).toMatchObject({
      verdict: 'warning',
      seen: 'they end with the process',
      todo: expect.stringMatching(/fileDecisions/),
    });
  });
});

describe('diagnose of the store', () => {
  it('says what is in it, of what runs here and of what is left', async () => {
    const { telemetry, start, handle } = await installation();
    await start();
    for (const litres of [1, -1]) telemetry.record('boiled', { litres });
    await telemetry.flush();
    const seen = expect.stringMatching(/^memory: 2 records, 1 quarantined, 0 lost, [1-9]\d* bytes$/);
    expect(at(await telemetry.diagnose(), 'store')).toEqual([well('store', seen)]);
    await telemetry.close();
    const operator = handle();
    expect(at(await operator.telemetry.diagnose(operator.options), 'store')).toEqual([well('store', seen)]);
  });

  it('warns where events were lost', async () => {
    const { decisions, handle } = await installation();
    const { telemetry, start } = handle({ store: memoryStore({ decisions, maxRecords: 2 }), sinks: [] });
    await start();
    for (let litres = 0; litres < 5; litres += 1) telemetry.record('boiled', { litres });
    await telemetry.flush();
    expect(at(await telemetry.diagnose(), 'store')).toMatchObject([
      {
        verdict: 'warning',
        seen: expect.stringMatching(/4 lost/),
        todo: expect.stringMatching(/give the store more room/),
      },
    ]);
  });

  it('fails where it cannot be opened, and says what to see to', async () => {
    const { telemetry, options, decisions } = await installation();
    const store = {
      ...memoryStore({ decisions }),
      place: '/nowhere/kettle.db',
      open: async () => Promise.reject(new Error('EACCES')),
    };
    expect(at(await telemetry.diagnose({ ...options, store }), 'store')).toEqual([
      {
        what: 'store',
        verdict: 'failing',
        seen: 'EACCES',
        todo: 'See that this user may read and write /nowhere/kettle.db, and that the disk has room.',
      },
    ]);
  });

  it('warns of what happened to what was kept', async () => {
    const { handle, decisions } = await installation();
    const troubles = ['Others may write kettle.db. Give it the mode 0600.'];
    const operator = handle({ store: { ...memoryStore({ decisions }), place: '/var/kettle.db', troubles } });
    expect(at(await operator.telemetry.diagnose(operator.options), 'store')).toEqual([
      { what: 'store', verdict: 'warning', seen: troubles[0], todo: 'See to /var/kettle.db and its folder.' },
    ]);
  });

  it('fails where telemetry goes on in memory for it', async () => {
    const { handle, decisions } = await installation();
    const store = {
      ...memoryStore({ decisions }),
      place: '/nowhere/kettle.db',
      open: async () => Promise.reject(new Error('EACCES')),
    };
    const { telemetry, start } = handle({ store });
    await start();
    expect(at(await telemetry.diagnose(), 'store')).toMatchObject([
      {
        verdict: 'failing',
        seen: expect.stringMatching(/cannot be opened: EACCES/),
        todo: expect.stringMatching(/start the application again/),
      },
    ]);
    expect((await telemetry.status()).problems).toContainEqual(
      expect.stringMatching(/\/nowhere\/kettle\.db cannot be opened/),
    );
  });

  it('is not known where the host was not asked', async () => {
    const { telemetry } = await installation();
    expect(at(await telemetry.diagnose(), 'store')).toEqual([
      skipped('store', 'not known here: the application names it when it starts telemetry'),
    ]);
  });
});

describe('diagnose of the config and the plan', () => {
  it('fails where the config cannot be had', async () => {
    const { telemetry, options } = await installation();
    const broken = {
      ...options,
      config: () => {
        throw new Error('half written');
      },
    };
    expect(at(await telemetry.diagnose(broken), 'config')).toEqual([
      {
        what: 'config',
        verdict: 'failing',
        seen: expect.stringMatching(/half written/),
        todo: 'Name the config that the application reads.',
      },
    ]);
  });

  it('fails for a config that cannot be read any longer, which holds telemetry back', async () => {
    let broken = false;
    const { telemetry, options } = await installation();
    await telemetry.start({
      ...options,
      config: () => {
        if (broken) throw new Error('half written');
        return config;
      },
    });
    await telemetry.flush();
    broken = true;
    const findings = await telemetry.diagnose();
    expect(at(findings, 'consent')).toMatchObject([
      { verdict: 'failing', todo: 'Mend it. Telemetry is held back until then.' },
    ]);
    expect(at(findings, 'config')).toMatchObject([
      {
        verdict: 'failing',
        seen: expect.stringMatching(/half written/),
        todo: 'Mend it. Telemetry is held back until then.',
      },
    ]);
  });

  it('warns of features that the config says nothing of, and of no switch that is left out', async () => {
    const { telemetry, options } = await installation({ config: { kettle: {} } });
    expect(at(await telemetry.diagnose(options), 'plan')).toEqual([
      {
        what: 'plan',
        verdict: 'warning',
        seen: 'the config lacks kettle.whistle',
        todo: expect.stringMatching(/sent as unknown/),
      },
    ]);
  });

  it('warns of a switch that is written otherwise, and fails where its section is none', async () => {
    const misnamed = await installation({ config: { kettle: { Telemetry: false, whistle: true } } });
    expect(at(await misnamed.telemetry.diagnose(misnamed.options), 'config')).toContainEqual({
      what: 'config',
      verdict: 'warning',
      seen: 'the config has kettle.Telemetry, which is not read: the key is kettle.telemetry. Rename it.',
      todo: 'Until then it says nothing, and the other places decide.',
    });
    const unread = await installation({ config: { kettle: new Map() } });
    const findings = await unread.telemetry.diagnose(unread.options);
    expect(at(findings, 'consent')).toContainEqual(
      expect.objectContaining({ verdict: 'failing', seen: expect.stringContaining('kettle holds an instance of Map') }),
    );
    expect(at(findings, 'plan')).toContainEqual(
      expect.objectContaining({ verdict: 'warning', seen: expect.stringContaining('kettle holds an instance of Map') }),
    );
  });

  it('warns of what is of another type, without its value', async () => {
    const { telemetry, options } = await installation({
      config: { kettle: { telemetry: true, whistle: 'secret' } },
    });
    const findings = at(await telemetry.diagnose(options), 'plan');
    expect(findings).toContainEqual({
      what: 'plan',
      verdict: 'warning',
      seen: expect.stringMatching(/kettle\.whistle holds a text/),
      todo: expect.any(String),
    });
    expect(JSON.stringify(findings)).not.toContain('secret');
  });

  it('has none to look at where the plan reads none, or none is known here', async () => {
    const { consent: _, system: __, features: ___, ...rest } = plan;
    const blind = { ...rest, consent: { default: 'on' } } as const;
    const { telemetry, options } = await installation({ plan: blind });
    expect(at(await telemetry.diagnose(options), 'config')).toEqual([
      skipped('config', 'the plan reads nothing from it'),
    ]);
    const { config: ____, ...without } = options;
    const seeing = await installation({
      plan: { ...blind, features: { whistle: flag('kettle.whistle', { why: 'Why.' }) } },
    });
    expect(at(await seeing.telemetry.diagnose(without), 'config')).toEqual([skipped('config', 'none is known here')]);
  });
});

describe('diagnose of the clock', () => {
  it.each([
    [Date.UTC(1970, 0, 1), 'failing'],
    [Date.UTC(2024, 11, 31), 'failing'],
    [Date.UTC(2026, 5, 1), 'well'],
    [Date.UTC(2101, 0, 1), 'failing'],
  ])('at %d is %s', async (now, verdict) => {
    const { telemetry, options, clock } = await installation();
    clock.set(now);
    expect(at(await telemetry.diagnose(options), 'clock')).toMatchObject([{ verdict }]);
  });
});

describe('diagnose of a proxy', () => {
  const network = (env: Record<string, string>, url = 'https://localhost:9/') =>
    installation({ env, sinks: [probed(async () => ({ status: 'accepted' }), url).sink] });

  it('fails where it is set and ignored', async () => {
    const { telemetry, options } = await network({ HTTPS_PROXY: 'http://proxy.example:3128' });
    expect(at(await telemetry.diagnose({ ...options, contact: true }), 'proxy')).toMatchObject([
      {
        verdict: 'failing',
        seen: expect.stringMatching(/HTTPS_PROXY is set and ignored/),
        todo: expect.stringMatching(/NODE_USE_ENV_PROXY=1/),
      },
    ]);
  });

  it.each<[string, Record<string, string>]>([
    ['the environment', { NODE_USE_ENV_PROXY: '1' }],
    ['NODE_OPTIONS', { NODE_OPTIONS: '--use-env-proxy' }],
  ])('is well where %s has it used, and then neither names nor certificates are looked at here', async (_, told) => {
    const { telemetry, options } = await network({ https_proxy: 'http://proxy.example:3128', ...told });
    const findings = await telemetry.diagnose({ ...options, contact: true });
    expect(at(findings, 'proxy')).toEqual([well('proxy', 'https_proxy is set, and used')]);
    expect(findings.filter(({ what }) => what.startsWith('posthog')).map(({ what }) => what)).toEqual([
      'posthog: settings',
      'posthog: answer',
    ]);
    expect((await telemetry.status(options)).problems).toEqual([]);
  });

  it('is well where NO_PROXY names the receiver, whose name and certificate are then looked at', async () => {
    const env = { HTTPS_PROXY: 'http://proxy.example:3128', NODE_OPTIONS: '--use-env-proxy', NO_PROXY: '.localhost' };
    const { telemetry, options } = await network(env);
    const findings = await telemetry.diagnose({ ...options, contact: true });
    expect(at(findings, 'proxy')).toEqual([
      well('proxy', 'HTTPS_PROXY is set, and not used for localhost:9 (NO_PROXY)'),
    ]);
    expect(findings.filter(({ what }) => what.startsWith('posthog')).map(({ what }) => what)).toEqual([
      'posthog: settings',
      'posthog: DNS',
      'posthog: TLS',
      'posthog: answer',
    ]);
    expect((await telemetry.status(options)).problems).toEqual([]);
  });

  it('is that of HTTP_PROXY where the receiver is reached over HTTP', async () => {
    const env = { HTTP_PROXY: 'http://proxy.example:3128', NODE_USE_ENV_PROXY: '1' };
    const { telemetry, options } = await network(env, 'http://127.0.0.1:9/');
    expect(at(await telemetry.diagnose({ ...options, contact: true }), 'proxy')).toEqual([
      well('proxy', 'HTTP_PROXY is set, and used'),
    ]);
    const ignored = await network({ HTTP_PROXY: env.HTTP_PROXY }, 'http://127.0.0.1:9/');
    expect((await ignored.telemetry.status(ignored.options)).problems).toEqual([
      'HTTP_PROXY is set and ignored. Set NODE_USE_ENV_PROXY=1 as well, or unset the proxy.',
    ]);
  });

  it('is told of each receiver by its URL', async () => {
    const env = { HTTPS_PROXY: 'http://proxy.example:3128', NODE_USE_ENV_PROXY: '1', NO_PROXY: 'one.invalid' };
    const sinks = ['https://one.invalid/', 'https://two.invalid/', 'https://three.invalid/', 'http://127.0.0.1:9/'];
    const { telemetry, options } = await installation({
      env,
      sinks: sinks.map((url) => ({ ...probed(async () => ({ status: 'accepted' }), url).sink, name: url })),
    });
    expect(at(await telemetry.diagnose({ ...options, contact: true }), 'proxy').map(({ seen }) => seen)).toEqual([
      'HTTPS_PROXY is set, and not used for one.invalid (NO_PROXY)',
      'HTTPS_PROXY is set, and used',
      'none is set',
    ]);
  });

  it('warns of a form that Node does not read', async () => {
    const { telemetry, options } = await network({
      HTTPS_PROXY: 'http://proxy.example:3128',
      NODE_USE_ENV_PROXY: '1',
      NO_PROXY: 'localhost 127.0.0.1',
    });
    expect(at(await telemetry.diagnose({ ...options, contact: true }), 'proxy')[1]).toEqual({
      what: 'proxy',
      verdict: 'warning',
      seen: 'NO_PROXY is separated by spaces, which Node does not read so',
      todo: 'Separate the hosts by commas.',
    });
  });

  it.each([
    ['no answer from posthog.invalid (ECONNREFUSED)', /See that HTTPS_PROXY names a proxy that is there/],
    ['answered by something between us and posthog.invalid (proxy, 407)', /user and password into HTTPS_PROXY/],
    ['HTTP 503', /^Events are kept and tried again/],
  ])('that is used gets the advice where the answer is %s', async (why, todo) => {
    const { telemetry, options } = await installation({
      env: { HTTPS_PROXY: 'http://proxy.example:3128', NODE_USE_ENV_PROXY: '1' },
      sinks: [probed(async () => ({ status: 'retry', why }), 'https://posthog.invalid/').sink],
    });
    expect((await telemetry.diagnose({ ...options, contact: true })).at(-1)).toMatchObject({
      seen: why,
      todo: expect.stringMatching(todo),
    });
  });

  it('is not looked at where nothing is sent', async () => {
    const { telemetry, options } = await installation({
      env: { HTTPS_PROXY: 'http://proxy.example:3128' },
      sinks: [memorySink({ dryRun: true })],
    });
    expect(at(await telemetry.diagnose({ ...options, contact: true }), 'proxy')).toEqual([]);
  });
});

describe('diagnose of a sink', () => {
  const answerTo = async (sink: Sink): Promise<readonly Finding[]> => {
    const { telemetry, options } = await installation({ sinks: [sink] });
    return (await telemetry.diagnose({ ...options, contact: true })).filter(({ what }) => what.startsWith(sink.name));
  };

  it.each<[string, (signal: AbortSignal) => Promise<Outcome>, Partial<Finding>]>([
    ['takes events', async () => ({ status: 'accepted' }), { verdict: 'well', todo: null }],
    ['is down', async () => ({ status: 'retry', why: 'HTTP 503' }), { verdict: 'failing', seen: 'HTTP 503' }],
    [
      'knows no such key',
      async () => ({ status: 'retry', why: 'HTTP 401', fault: 'configuration' }),
      { verdict: 'failing', seen: 'HTTP 401', todo: 'See that key and address are right.' },
    ],
    [
      'refuses nothing',
      async () => ({ status: 'rejected', why: 'HTTP 400' }),
      { verdict: 'warning', seen: 'HTTP 400' },
    ],
    ['throws', async () => Promise.reject(new Error('a bug')), { verdict: 'failing', seen: 'a bug' }],
  ])('whose receiver %s', async (_, answer, finding) => {
    const { sink, asked } = probed(answer);
    expect((await answerTo(sink)).at(-1)).toMatchObject({ what: 'posthog: answer', ...finding });
    expect(asked).toEqual({ probes: 1, closes: 1 });
  });

  it('whose receiver never answers is told to give up in ten seconds', async () => {
    let reason: unknown;
    const { sink, asked } = probed(
      (signal) =>
        new Promise((resolve) =>
          signal.addEventListener('abort', () => {
            reason = signal.reason;
            resolve({ status: 'retry', why: 'aborted' });
          }),
        ),
    );
    const { telemetry, options, clock } = await installation({ sinks: [sink] });
    const diagnosing = telemetry.diagnose({ ...options, contact: true });
    await expect.poll(() => asked.probes).toBe(1);
    await clock.advance(9_999);
    expect(reason).toBeUndefined();
    await clock.advance(1);
    expect(reason).toEqual(new Error('no answer in time'));
    expect((await diagnosing).at(-1)).toMatchObject({ what: 'posthog: answer', verdict: 'failing', seen: 'aborted' });
  });

  it('that is wrongly set up is asked nothing', async () => {
    const { sink, asked } = probed(async () => ({ status: 'accepted' }));
    expect(await answerTo({ ...sink, problem: 'it has no key' })).toEqual([
      { what: 'posthog: settings', verdict: 'failing', seen: 'it has no key', todo: 'Give the sink what it needs.' },
    ]);
    expect(asked.probes).toBe(0);
  });

  it('that is a dry run is well, and asked nothing, on or off', async () => {
    const sink = { ...probed(async () => Promise.reject(new Error('it was asked'))).sink, dryRun: true };
    expect(await answerTo(sink)).toEqual([well('posthog', 'a dry run: nothing leaves this machine')]);
    const off = await installation({ sinks: [sink], env: { DO_NOT_TRACK: '1' } });
    expect(at(await off.telemetry.diagnose(off.options), 'posthog')).toHaveLength(1);
  });

  it('that has no question is not asked one', async () => {
    const { probe: _, ...silent } = probed(async () => ({ status: 'accepted' })).sink;
    expect((await answerTo(silent)).at(-1)).toEqual(
      skipped('posthog: answer', 'this sink has no question that sends nothing'),
    );
  });

  it('that has no address has no name to be looked up', async () => {
    const { sink, asked } = probed(async () => ({ status: 'accepted' }), null);
    expect(await answerTo(sink)).toEqual([well('posthog: settings', 'PostHog, no address')]);
    expect(asked.probes).toBe(0);
  });

  it('whose name is not known is not asked further', async () => {
    const { sink, asked } = probed(async () => ({ status: 'accepted' }), 'https://nobody.invalid/');
    expect(await answerTo(sink)).toEqual([
      well('posthog: settings', 'PostHog, https://nobody.invalid/'),
      {
        what: 'posthog: DNS',
        verdict: 'failing',
        seen: expect.stringMatching(/^nobody\.invalid is not known/),
        todo: 'See the name server of this machine, or set a proxy.',
      },
    ]);
    expect(asked.probes).toBe(0);
  });

  it('whose receiver speaks no TLS, or is not there, fails at that and is asked all the same', async () => {
    const { port } = await listening('HTTP/1.1 400 Bad Request\r\n\r\n');
    for (const [url, todo] of [
      [`https://127.0.0.1:${port}/`, 'See that address and port are those of an HTTPS server.'],
      ['https://127.0.0.1:9/', expect.stringMatching(/^See that address and port are right/)],
    ] as const) {
      const { sink, asked } = probed(async () => ({ status: 'retry', why: 'no connection' }), url);
      const findings = await answerTo(sink);
      expect(at(findings, 'posthog: TLS')).toEqual([
        {
          what: 'posthog: TLS',
          verdict: 'failing',
          seen: expect.any(String),
          todo,
        },
      ]);
      expect(asked.probes).toBe(1);
    }
  });

  it('whose name has several addresses that refuse says so at each of them, and advises no authority', async () => {
    const port = await closedPort();
    vi.spyOn(dns, 'lookup').mockImplementation(((_name: string, _options: unknown, done: Addresses) => {
      done(null, [
        { address: '127.0.0.1', family: 4 },
        { address: '127.0.0.2', family: 4 },
      ]);
    }) as typeof dns.lookup);
    const { sink } = probed(
      () => new Promise((_, reject) => get(`https://localhost:${port}/`).on('error', reject)),
      `https://localhost:${port}/`,
    );
    const findings = await answerTo(sink);
    const refused = (what: string) =>
      expect.objectContaining({
        what,
        verdict: 'failing',
        seen: expect.stringMatching(/ECONNREFUSED 127\.0\.0\.1:.*ECONNREFUSED 127\.0\.0\.2:/),
        todo: 'See that address and port are right, that the receiver runs, and that no firewall refuses it.',
      });
    expect(at(findings, 'posthog: TLS')).toEqual([refused('posthog: TLS')]);
    expect(at(findings, 'posthog: answer')).toEqual([refused('posthog: answer')]);
  });

  it.each<[string, Partial<Finding>]>([
    ['ECONNRESET', { todo: expect.stringMatching(/ends the connection/) }],
    ['ETIMEDOUT', { todo: expect.stringMatching(/firewall may drop it/) }],
    ['EHOSTUNREACH', { todo: expect.stringMatching(/no route/) }],
    ['EAI_AGAIN', { todo: expect.stringMatching(/name server/) }],
    ['CERT_HAS_EXPIRED', { todo: expect.stringMatching(/clock/) }],
    ['SELF_SIGNED_CERT_IN_CHAIN', { todo: expect.stringMatching(/NODE_EXTRA_CA_CERTS/) }],
  ])('whose probe ends with %s is given the advice for that', async (code, finding) => {
    const { sink } = probed(async () =>
      Promise.reject(new Error('fetch failed', { cause: Object.assign(new Error(''), { code }) })),
    );
    expect((await answerTo(sink)).at(-1)).toMatchObject({ seen: `fetch failed (${code})`, ...finding });
  });

  it.each([
    ['nothing', ''],
    ['what a terminal obeys', '\u001B[31mred\n\n'],
    ['far too much', 'a'.repeat(100_000)],
  ])('that says %s is shown on one line', async (_, why) => {
    const { sink } = probed(async () => ({ status: 'retry', why }));
    const { seen = '' } = (await answerTo(sink)).at(-1) ?? {};
    expect(seen).toMatch(/^\P{C}{3,500}$/u);
  });

  it('that throws when it closes is no trouble of the doctor', async () => {
    const { sink } = probed(async () => ({ status: 'accepted' }));
    const broken = {
      ...sink,
      close: () => {
        throw new Error('a bug');
      },
    };
    expect((await answerTo(broken)).at(-1)).toEqual(well('posthog: answer', 'it takes events'));
  });

  it('of an address in IPv6 is looked up as it is', async () => {
    const { sink } = probed(async () => ({ status: 'accepted' }), 'http://[::1]:9/');
    expect(at(await answerTo(sink), 'posthog: DNS')).toEqual([well('posthog: DNS', '::1 is ::1')]);
  });

  it('is each of several, and none is a warning', async () => {
    const [one, other] = [memorySink({ name: 'one' }), memorySink({ name: 'other', dryRun: true })];
    const { telemetry, options } = await installation({ sinks: [one, other] });
    const findings = await telemetry.diagnose({ ...options, contact: true });
    expect(findings.map(({ what }) => what).slice(-2)).toEqual(['one: settings', 'other']);
    expect((await telemetry.diagnose({ ...options, sinks: [] })).at(-1)).toMatchObject({
      what: 'sinks',
      verdict: 'warning',
    });
  });
});

describe('diagnose of telemetry that runs', () => {
  it('looks at what it was started with', async () => {
    const { sink, asked } = probed(async () => ({ status: 'accepted' }));
    const { telemetry, start } = await installation({
      sinks: [{ ...sink, deliver: async (batch) => batch.map(() => ({ status: 'accepted' })) }],
    });
    await start();
    await telemetry.flush();
    expect(at(await telemetry.diagnose(), 'posthog: answer')).toEqual([well('posthog: answer', 'it takes events')]);
    expect(asked.probes).toBe(1);
  });
});

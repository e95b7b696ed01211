import { loopbackPosthog } from '@plainsight/example-stand-in/testing/loopback-posthog';
import { runnerOf, watcherOf } from '@plainsight/example-stand-in/testing/run-program';
import { describe, expect, test } from 'vitest';

const on = 'Butler: { anonTelemetry: true, systemInfo: { enable: true } }\n';
const off = 'Butler: { anonTelemetry: false, systemInfo: { enable: true } }\n';
const decidedOff = '{ "consent": { "value": "off", "at": "2026-01-01T00:00:00.000Z" } }';
const watchHost = watcherOf(runnerOf(new URL('../main.ts', import.meta.url)));
const watchQuietHost = watcherOf(runnerOf(new URL('fixtures/quiet-host.mjs', import.meta.url)));

/** Handles of children, sockets, look-ups, threads and watches. */
const outward = /PROCESS|TCP|TLS|UDP|ADDRINFO|NAMEINFO|QUERY|WORKER|FSEVENT|STATWATCHER|HTTP/;
const lazy = /\/node_modules\/(@posthog\/[a-z]+|posthog-node|rxjs|ajv|ajv-formats|systeminformation|is-docker|yaml)\//;
const loaded = (modules: readonly string[]): readonly string[] =>
  [...new Set(modules.flatMap((url) => lazy.exec(url)?.[1] ?? []))].toSorted();

describe('Butler with telemetry off', () => {
  test.each([
    ['DO_NOT_TRACK', { 'config.yaml': on }, { DO_NOT_TRACK: '1' }, []],
    ['BUTLER_TELEMETRY', { 'config.yaml': on }, { BUTLER_TELEMETRY: 'false' }, []],
    ["the operator's decision", { 'config.yaml': on, 'decisions.json': decidedOff }, {}, []],
    ['Butler.anonTelemetry', { 'config.yaml': off }, {}, ['yaml']],
  ])('by %s opens, starts, loads, writes and says nothing, and ends at once', async (_by, files, env, modules) => {
    await using posthog = await loopbackPosthog();
    const seen = await watchQuietHost(files, [], { ...env, BUTLER_POSTHOG_HOST: posthog.url });
    expect(seen).toMatchObject({ code: 0, stdout: '', stderr: '', files: [], timersLeft: 0 });
    expect(seen.handles.filter((type) => outward.test(type) || /PIPE|TTY/.test(type))).toEqual([]);
    expect(loaded(seen.modules)).toEqual(modules);
    expect(posthog.sent).toEqual([]);
  });

  test('says so in its banner, and is otherwise the same', async () => {
    const env = { DO_NOT_TRACK: '1', BUTLER_DECISIONS: 'decisions.json' };
    const seen = await watchHost({ 'config.yaml': on }, ['--config', 'config.yaml', '--once'], env);
    expect(seen).toMatchObject({ code: 0, stdout: '', files: [], timersLeft: 0 });
    expect(seen.stderr).toMatch(/Instance ID +: none, telemetry is off/);
    expect(seen.handles.filter((type) => outward.test(type))).toEqual([]);
    expect(loaded(seen.modules)).toEqual([]);
  });
});

test('Butler with telemetry on does what it does not when it is off', async () => {
  await using posthog = await loopbackPosthog();
  const env = { BUTLER_POSTHOG_HOST: posthog.url, BUTLER_DECISIONS: 'decisions.json' };
  const seen = await watchHost({ 'config.yaml': on }, ['--config', 'config.yaml', '--once'], env);
  expect(seen).toMatchObject({ code: 0, files: ['decisions.json'] });
  expect(seen.handles.filter((type) => outward.test(type))).toEqual(expect.arrayContaining(['TCPWRAP']));
  expect(loaded(seen.modules)).toEqual(expect.arrayContaining(['ajv', 'posthog-node', 'rxjs', 'yaml']));
  expect(posthog.sent).toHaveLength(1);
});

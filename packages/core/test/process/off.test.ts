import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { watched } from './watched.ts';

const on = 'kettle: { telemetry: true, whistle: true, host: kettle.example.org }\n';
const off = 'kettle: { telemetry: false, whistle: true, host: kettle.example.org }\n';
const decidedOff = '{ "consent": { "value": "off", "at": "2026-01-01T00:00:00.000Z" } }\n';

/** Handles of children, sockets, look-ups, threads, watches and standard output. */
const outward = /PROCESS|TCP|TLS|PIPE|TTY|UDP|ADDRINFO|NAMEINFO|QUERY|WORKER|FSEVENT|STATWATCHER|HTTP/;
/** Only telemetry that is on needs these. */
const lazy = /\/node_modules\/(rxjs|ajv|ajv-formats|systeminformation|is-docker|posthog-node|yaml)\//;

let server: Server;
let port = 0;
let connections = 0;
beforeAll(async () => {
  server = createServer((socket) => {
    connections += 1;
    socket.on('error', () => {}).resume();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => new Promise((resolve) => void server.close(resolve)));

const loaded = (modules: readonly string[]): string[] =>
  [...new Set(modules.flatMap((url) => lazy.exec(url)?.[1] ?? []))].toSorted();

describe('a process whose telemetry is off', () => {
  it.each([
    ['DO_NOT_TRACK', { 'config.yaml': on }, { DO_NOT_TRACK: '1' }, []],
    ["the plan's variable", { 'config.yaml': on }, { KETTLE_TELEMETRY: 'off' }, []],
    ["the operator's decision", { 'config.yaml': on, 'decisions.json': decidedOff }, {}, []],
    // What the config says must be read.
    ['its config', { 'config.yaml': off }, {}, ['yaml']],
    ['a variable that is neither on nor off', { 'config.yaml': on }, { KETTLE_TELEMETRY: 'perhaps' }, []],
    ['CI', { 'config.yaml': 'kettle: { whistle: true }\n' }, { CI: 'true' }, ['yaml']],
  ])(
    'by %s makes no child, socket, thread, file or timer, loads nothing, says nothing, and ends',
    async (_by, files, env, modules) => {
      const before = connections;
      const seen = await watched(files, env, port);
      expect({ code: seen.code, output: seen.output, files: seen.files }).toEqual({ code: 0, output: '', files: [] });
      expect(seen.handles.filter((type) => outward.test(type))).toEqual([]);
      expect(seen.timersLeft).toBe(0);
      expect(loaded(seen.modules)).toEqual(modules);
      expect(
        seen.modules.filter((url) => /\/core\/src\/(delivery\/deliveries|lifecycle\/running)\.ts$/.test(url)),
      ).toEqual([]);
      expect(connections).toBe(before);
    },
  );

  it.each([
    ['decisions', { 'config.yaml': on, 'decisions.json': '{' }, []],
    ['config', { 'config.yaml': 'kettle: [' }, ['yaml']],
  ])(
    'and is held back, since its %s cannot be read, does the same, but for the timer to read again',
    async (_what, files, modules) => {
      const before = connections;
      const seen = await watched(files, {}, port);
      expect({ code: seen.code, output: seen.output, files: seen.files }).toEqual({ code: 0, output: '', files: [] });
      expect(seen.handles.filter((type) => outward.test(type))).toEqual([]);
      expect({ timersLeft: seen.timersLeft, loaded: loaded(seen.modules) }).toEqual({ timersLeft: 1, loaded: modules });
      expect(connections).toBe(before);
    },
  );

  it('differs from one whose telemetry is on, which does all of that', async () => {
    const seen = await watched({ 'config.yaml': on }, {}, port);
    // Its timers and sockets keep it no longer than those of one that is off.
    expect({ output: seen.output, files: seen.files }).toEqual({ output: '', files: ['decisions.json'] });
    expect(seen.handles.filter((type) => outward.test(type))).toEqual(expect.arrayContaining(['TCPWRAP']));
    expect(seen.timersLeft).toBeGreaterThan(0);
    expect(loaded(seen.modules)).toEqual(expect.arrayContaining(['ajv', 'is-docker', 'rxjs', 'yaml']));
    expect(connections).toBeGreaterThan(0);
  });
});

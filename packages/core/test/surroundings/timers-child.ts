// A host whose global timers are not those of Node: its first argument says how. Records events, flushes nothing, and says how
// many a receiver on loopback got.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const kind = process.argv[2];
const real = { setTimeout, setInterval, clearTimeout, clearInterval };
const timers = new Map<number, NodeJS.Timeout>();
const numbered = (timer: NodeJS.Timeout): number => {
  timers.set(timers.size + 1, timer);
  return timers.size;
};
const clear = (number: number): void => real.clearTimeout(timers.get(number));
const others = {
  numbers: {
    setTimeout: (action: () => void, millis: number) => numbered(real.setTimeout(action, millis)),
    setInterval: (action: () => void, millis: number) => numbered(real.setInterval(action, millis)),
    clearTimeout: clear,
    clearInterval: clear,
  },
  'standing still': { setTimeout: () => 1, setInterval: () => 1, clearTimeout: () => {}, clearInterval: () => {} },
  // As jsdom under Jest has them.
  missing: { setImmediate: undefined, clearImmediate: undefined },
};
Object.assign(globalThis, Object.entries(others).find(([name]) => name === kind)?.[1]);

const { createTelemetry, memoryStore, openConnection } = await import('../../src/index.ts');
const { config, plan } = await import('../lifecycle/host.ts');

const count = 200;
let received = 0;
const server = createServer((request, response) => {
  request.resume().on('end', () => {
    received += Number(request.headers['x-events']);
    response.end('thanks');
  });
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.address() as AddressInfo;
const connection = openConnection();
const arrived = Promise.withResolvers<void>();

const { report: _report, system: _system, ...small } = plan;
const telemetry = createTelemetry(small, { env: {} });
await telemetry.start({
  serviceVersion: '1.2.3',
  config,
  store: memoryStore(),
  ephemeral: true,
  gauges: { cups: () => 1 },
  sinks: [
    {
      name: 'loopback',
      receiver: { company: 'nobody', url: null, region: null },
      deliver: async (batch, signal) => {
        const headers = { 'X-Events': String(batch.length) };
        await connection.post(`http://127.0.0.1:${port}/`, { headers, body: '{}', signal });
        if (received === count) arrived.resolve();
        return batch.map(() => ({ status: 'accepted' }));
      },
      close: async () => connection.close(),
    },
  ],
});
for (let litres = 0; litres < count; litres += 1) telemetry.record('boiled', { litres });
await arrived.promise;
await telemetry.close({ timeoutMillis: 2000 });
server.close();
process.stdout.write(`${received} received\n`);

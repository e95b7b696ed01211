// A host whose user may not write where its decisions are: its operator says off, and it goes on. Says what came of it.
import { createTelemetry, fileDecisions, memoryStore, noIdentity, type Sink } from '../../src/index.ts';
import { plan } from './host.ts';

const sent: unknown[] = [];
const sink: Sink = {
  name: 'list',
  receiver: { company: 'nobody', url: null, region: null },
  deliver: async (batch) => {
    for (const { name, properties } of batch) if (name === 'boiled') sent.push(properties['litres']);
    return batch.map(() => ({ status: 'accepted' }));
  },
  close: async () => {},
};
const { system: _, gauges: __, ...rest } = plan;
const telemetry = createTelemetry({ ...rest, identity: noIdentity() }, { env: {} });
const decisions = fileDecisions({ path: process.argv[2] ?? '' });
await telemetry.start({ serviceVersion: '1.2.3', config: {}, store: memoryStore({ decisions }), sinks: [sink] });
telemetry.record('boiled', { litres: 1 });
await telemetry.flush();
if (process.getuid?.() === 0) process.setuid?.(65_534);
const off = await telemetry.off();
telemetry.record('boiled', { litres: 2 });
await telemetry.flush();
const { state } = await telemetry.status();
process.stdout.write(JSON.stringify({ ok: off.ok, reason: off.ok ? '' : off.reason, state, sent }));
await telemetry.close();

// Awaits what its first argument names, with nothing else to do: its sink never answers and holds nothing, its config
// comes late, and its machine is read in threads that hold nothing either. Says when it comes past that line. Its
// second argument is a file for decisions.
import { createTelemetry, fileDecisions, machineIdentity, memoryStore, type Sink } from '../../src/index.ts';
import { config, plan } from './host.ts';

const [last = '', decisions = ''] = process.argv.slice(2);
const deaf: Sink = {
  name: 'deaf',
  receiver: { company: 'nobody', url: null, region: null },
  deliver: () => new Promise(() => {}),
  close: async () => {},
};
const options = {
  serviceVersion: '1.2.3',
  config: () =>
    new Promise<object>((resolve) => {
      setTimeout(() => resolve(config), 20).unref();
    }),
  store: memoryStore({ decisions: fileDecisions({ path: decisions }) }),
  sinks: [deaf],
  gauges: { cups: () => 1 },
};
const telemetry = createTelemetry({
  ...plan,
  identity: machineIdentity({ host: 'kettle.host' }),
  system: { why: 'Which platforms matter.', fields: ['platform', 'distro', 'virtual'] },
});
if (last !== 'start' && last !== 'close at once') await telemetry.start(options);

if (last === 'start') await telemetry.start(options);
if (last === 'flush') await telemetry.flush({ timeoutMillis: 50 });
if (last === 'status') await telemetry.status();
if (last === 'preview') await telemetry.preview();
if (last === 'off') await telemetry.off();
if (last.startsWith('close')) {
  if (last === 'close at once') void telemetry.start(options);
  if (last === 'close of a dispose') await telemetry[Symbol.asyncDispose]();
  else await telemetry.close({ timeoutMillis: 50 });
}
process.stdout.write(`after ${last}\n`);

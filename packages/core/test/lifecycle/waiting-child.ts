// Awaits what its first argument names, with nothing else to do: its sink never answers and holds nothing, its config
// comes late, and its machine is read in threads that hold nothing either. Says when it comes past that line. Its
// second argument is a file for decisions.
import { writeFileSync } from 'node:fs';
import { createTelemetry, fileDecisions, machineIdentity, memoryStore, yamlFile, type Sink } from '../../src/index.ts';
import { config, plan } from './host.ts';

const [last = '', decisions = ''] = process.argv.slice(2);
/** A config that is parsed in a thread, since it is long. */
const longConfig = () => {
  const path = `${decisions}.yaml`;
  writeFileSync(path, `kettle: { whistle: true }\n${'# Whether it is to whistle.\n'.repeat(3500)}`);
  return yamlFile(path);
};
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
const first = ['start', 'close at once', 'read of a config', 'read of nobody'];
if (!first.includes(last)) await telemetry.start(options);

if (last === 'start') await telemetry.start(options);
if (last === 'read of a config') await longConfig().read();
if (last === 'read of nobody')
  void longConfig()
    .read({ background: true })
    .then(() => process.stdout.write('late\n'));
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

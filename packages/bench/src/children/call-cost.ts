import { PostHog } from 'posthog-node';
import { largeProperties, smallProperties } from './pool.ts';
import { say } from './say.ts';
import { startTelemetry } from './start-telemetry.ts';

/** HOST SIZE SAMPLES: times single calls of record() and capture(), in turn, both with options as they come. */
const [host = '', size = 'large', samplesText = '10000'] = process.argv.slice(2);
const samples = Number(samplesText);
const warmUp = 2000;
/** Both send what they have, untimed, after so many calls: fewer than either may hold. */
const perFlush = 500;

const telemetry = await startTelemetry(host);
const posthog = new PostHog('phc_bench', { host });
const small = smallProperties(1000);
const large = largeProperties(1000);

const record = (index: number): void => {
  const [flowOpened, flowRun] = [small[index % 1000], large[index % 1000]];
  if (size === 'small' && flowOpened !== undefined) telemetry.record('flowOpened', flowOpened);
  else if (flowRun !== undefined) telemetry.record('flowRun', flowRun);
};
const capture = (index: number): void => {
  const properties = size === 'small' ? small[index % 1000] : large[index % 1000];
  if (properties !== undefined) posthog.capture({ distinctId: 'bench', event: 'captured', properties });
};

const recordMicros = new Float64Array(samples);
const captureMicros = new Float64Array(samples);
const nothingMicros = new Float64Array(samples);
const nothing = (): void => {};
for (let index = -warmUp; index < samples; index += 1) {
  // Whoever comes first pays for what the other left behind: in turn.
  const sides = [() => timed(record, recordMicros, index), () => timed(capture, captureMicros, index)];
  for (const side of index % 2 === 0 ? sides : sides.reverse()) side();
  timed(nothing, nothingMicros, index);
  if (index % perFlush === 0) await Promise.all([telemetry.flush(), posthog.flush()]);
}
await Promise.all([telemetry.flush(), posthog.flush()]);
await Promise.all([telemetry.close(), posthog.shutdown()]);

function timed(call: (index: number) => void, micros: Float64Array, index: number): void {
  const place = Math.abs(index);
  const begun = performance.now();
  call(place);
  const ended = performance.now();
  if (index >= 0) micros[index] = (ended - begun) * 1000;
}

const quantile = (micros: Float64Array, share: number): number =>
  micros.toSorted()[Math.floor(share * (samples - 1))] ?? NaN;
say({
  recorded: samples + warmUp,
  recordP50: quantile(recordMicros, 0.5),
  recordP99: quantile(recordMicros, 0.99),
  captureP50: quantile(captureMicros, 0.5),
  captureP99: quantile(captureMicros, 0.99),
  nothingP50: quantile(nothingMicros, 0.5),
  bytes: JSON.stringify(size === 'small' ? small[0] : large[0]).length,
});

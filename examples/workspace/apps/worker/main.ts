import { startTelemetry, telemetry } from '@plainsight/example-workspace-telemetry';

await startTelemetry('worker');
telemetry.record('teaBrewed', { cups: 12, kind: 'black' });
if (process.argv.includes('--once')) await telemetry.close({ timeoutMillis: 5000 });

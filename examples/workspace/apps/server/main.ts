import { startTelemetry, telemetry } from '@plainsight/example-workspace-telemetry';

await startTelemetry('server');
telemetry.record('teaBrewed', { cups: 2, kind: 'green' });
if (process.argv.includes('--once')) await telemetry.close({ timeoutMillis: 5000 });

// node examples/butler-sos/main.ts --config FILE [--once]
// node examples/butler-sos/main.ts telemetry preview --config FILE
import { runStandIn } from '@plainsight/example-stand-in';
import { startOptions, telemetry } from './telemetry.ts';

const configFile = 'examples/butler-sos/config/production.yaml';
await runStandIn({ name: 'butler-sos', telemetry, startOptions, configFile });

// node examples/butler-sos/2021-main.ts --config FILE [--once]
// node examples/butler-sos/2021-main.ts telemetry preview --config FILE
import { runStandIn } from '@plainsight/example-stand-in';
import { startOptions, telemetry } from './2021-telemetry.ts';

const configFile = 'examples/butler-sos/config/2021-production.yaml';
await runStandIn({ name: 'butler-sos', telemetry, startOptions, configFile });

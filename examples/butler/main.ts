// node examples/butler/main.ts --config FILE [--once]
// node examples/butler/main.ts telemetry preview --config FILE
import { runStandIn } from '@plainsight/example-stand-in';
import { startOptions, telemetry } from './telemetry.ts';

const configFile = 'examples/butler/config/production.yaml';
await runStandIn({ name: 'butler', telemetry, startOptions, configFile });

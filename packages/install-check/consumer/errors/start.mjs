import { createTelemetry } from '@plainsight/core';
import plan from '../plan.mjs';

await createTelemetry(plan).start({});

import { defineConfig } from '@plainsight/cli';
import plan from './plan.ts';
import { startOptions } from './telemetry.ts';

export default defineConfig(() => ({ plan, ...startOptions() }));

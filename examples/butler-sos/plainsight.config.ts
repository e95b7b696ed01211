import { defineConfig } from '@plainsight/cli';
import plan from './plan.ts';
import { startOptions } from './telemetry.ts';

/** For `plainsight check` and the like in this folder. */
export default defineConfig(() => ({
  plan,
  ...startOptions('config/production.yaml'),
}));

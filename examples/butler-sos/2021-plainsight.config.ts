import { defineConfig } from '@plainsight/cli';
import plan from './2021-plan.ts';
import { startOptions } from './2021-telemetry.ts';

/** For `plainsight check` and the like in this folder. */
export default defineConfig(() => ({
  plan,
  ...startOptions('config/2021-production.yaml'),
}));

import { consoleSink } from '@plainsight/console-sink';
import * as core from '@plainsight/core';
import { posthogSink } from '@plainsight/posthog-sink';
import plan from './plan.mjs';
import { scenario } from './scenario.cjs';

scenario({ core, consoleSink, posthogSink, plan }).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});

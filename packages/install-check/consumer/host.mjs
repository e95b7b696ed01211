import { adminPage, nodeListener } from '@plainsight/admin';
import { consoleSink } from '@plainsight/console-sink';
import * as core from '@plainsight/core';
import { httpSink } from '@plainsight/http-sink';
import { posthogSink } from '@plainsight/posthog-sink';
import { sqliteStore } from '@plainsight/sqlite-store';
import plan from './plan.mjs';
import { scenario } from './scenario.cjs';

scenario({ core, adminPage, nodeListener, consoleSink, httpSink, posthogSink, sqliteStore, plan }).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});

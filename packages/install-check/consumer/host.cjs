const core = require('@plainsight/core');
const { consoleSink } = require('@plainsight/console-sink');
const { httpSink } = require('@plainsight/http-sink');
const { posthogSink } = require('@plainsight/posthog-sink');
const { sqliteStore } = require('@plainsight/sqlite-store');
const { default: plan } = require('./plan.mjs');
const { scenario } = require('./scenario.cjs');

scenario({ core, consoleSink, httpSink, posthogSink, sqliteStore, plan }).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});

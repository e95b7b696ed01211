const core = require('@plainsight/core');
const { adminPage, nodeListener } = require('@plainsight/admin');
const { consoleSink } = require('@plainsight/console-sink');
const { httpSink } = require('@plainsight/http-sink');
const { posthogSink } = require('@plainsight/posthog-sink');
const { sqliteStore } = require('@plainsight/sqlite-store');
const { default: plan } = require('./plan.mjs');
const { scenario } = require('./scenario.cjs');

scenario({ core, adminPage, nodeListener, consoleSink, httpSink, posthogSink, sqliteStore, plan }).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});

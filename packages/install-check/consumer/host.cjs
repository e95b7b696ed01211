const core = require('@plainsight/core');
const { consoleSink } = require('@plainsight/console-sink');
const { posthogSink } = require('@plainsight/posthog-sink');
const { default: plan } = require('./plan.mjs');
const { scenario } = require('./scenario.cjs');

scenario({ core, consoleSink, posthogSink, plan }).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});

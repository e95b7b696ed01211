// As Jest runs tests unless it is told otherwise: CommonJS, in a context of its own.
const { scenario } = require('../scenario.cjs');

test('a host', async () => {
  await scenario({
    core: require('@plainsight/core'),
    ...require('@plainsight/admin'),
    ...require('@plainsight/console-sink'),
    ...require('@plainsight/http-sink'),
    ...require('@plainsight/posthog-sink'),
    ...require('@plainsight/sqlite-store'),
    plan: require('../plan.mjs').default,
  });
}, 60_000);

import core = require('@plainsight/core');
import console_ = require('@plainsight/console-sink');
import posthog = require('@plainsight/posthog-sink');
import cli = require('@plainsight/cli');

const sinks: readonly core.Sink[] = [console_.consoleSink(), posthog.posthogSink({ key: 'phc_x' })];
const store: core.Store = core.memoryStore();

export = { sinks, store, cli };

import { defineConfig } from '@plainsight/cli';
import { yamlFile } from '@plainsight/core';
import { sinks, telemetry } from '@plainsight/example-workspace-telemetry';

/** For `plainsight check` and the like in this folder. */
export default defineConfig({ plan: telemetry.plan, sinks, config: yamlFile('config.yaml') });

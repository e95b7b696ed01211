export { defineConfig, type PlainsightConfig, type PlainsightConfigExport } from './define-config.ts';
export { plainsightCommand, type PlainsightCommandOptions } from './plainsight-command.ts';

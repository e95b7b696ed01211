export { plainsightCommand, type PlainsightCommandOptions } from './plainsight-command.ts';

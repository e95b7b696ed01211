import { stat } from 'node:fs/promises';
import { yamlFile, type ConfigSource } from '@plainsight/core';
import { type CliError, wrongUse } from '../cli-error.ts';

/** The host's config from a YAML or JSON file. A file that is missing, broken or no config is wrong use. */
export const loadConfig = async (path: string): Promise<ConfigSource> => {
  const found = await stat(path).catch(() => null);
  if (found === null) throw failed(path, 'there is no such file');
  if (found.isDirectory()) throw failed(path, 'it is a folder');
  const source = yamlFile(path);
  const { config, problem } = await source.read();
  if (problem !== null || config === null) throw problem === null ? failed(path, 'it is empty') : wrongUse(problem);
  return source;
};

const failed = (path: string, reason: string): CliError =>
  wrongUse(`Failed to read the config ${path}: ${reason}. Name the host's YAML or JSON config with --config FILE.`);

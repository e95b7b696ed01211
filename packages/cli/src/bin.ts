#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import { buildCommand } from './build-command.ts';
import { planSource } from './open/plan-source.ts';
import { versionAbove } from './open/version-above.ts';
import { quietWarnings } from './quiet-warnings.ts';

const main = async (): Promise<void> => {
  quietWarnings();
  const version = await versionAbove(fileURLToPath(import.meta.url));
  await buildCommand('plainsight', planSource).version(version).parseAsync();
};

// A plan may have left something open, and all that was to be printed was passed on: nothing is waited for.
void main().then(
  () => process.exit(),
  () => process.exit(1),
);

import { plainsightCommand } from '@plainsight/cli';
import { ConfigError } from '@plainsight/core';
import { Command } from 'commander';
import { boil, descale } from './kettle.ts';
import { startOptions, telemetry } from './telemetry.ts';

const log = (line: string): void => void process.stderr.write(`${line}\n`);
const program = new Command('kettle');

program.command('boil <litres>').action((litres: string) => withTelemetry(() => boil(Number(litres))));
program.command('descale').action(() => withTelemetry(descale));
program.addCommand(plainsightCommand({ telemetry, options: startOptions }));
await program.parseAsync();

async function withTelemetry(work: () => void): Promise<void> {
  try {
    await telemetry.start({ ...startOptions(), logger: { info: log, warn: log, error: log } });
  } catch (error) {
    // The config contradicts itself: the message names both keys and the ways out. Nothing else is thrown.
    if (!(error instanceof ConfigError)) throw error;
    log(error.message);
    process.exitCode = 1;
    return;
  }
  work();
  await telemetry.close({ timeoutMillis: 500 });
}

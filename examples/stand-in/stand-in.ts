import { plainsightCommand } from '@plainsight/cli';
import { ConfigError, type StartOptions, type Telemetry } from '@plainsight/core';
import { Command } from 'commander';

/** An application that the examples stand in for: it starts its telemetry and does nothing else. */
export interface StandIn {
  readonly name: string;
  readonly telemetry: Telemetry;
  readonly startOptions: (configFile: string) => StartOptions;
  /** Used unless `--config` names another. */
  readonly configFile: string;
}

/**
 * Runs it: `--config FILE [--once]`, and the mounted command line under `telemetry`. With `--once` it reports, closes
 * and ends; else it runs until it is stopped.
 */
export async function runStandIn({ name, telemetry, startOptions, configFile }: StandIn): Promise<void> {
  const program = new Command(name)
    .description(`A stand-in for ${name} that starts its telemetry and nothing else`)
    .option('--config <file>', 'its config file', configFile)
    .option('--once', 'report, close and end');
  const options = () => startOptions(program.opts<{ config: string }>().config);

  program.addCommand(plainsightCommand({ telemetry, options }));
  program.action(async ({ once = false }: { once?: boolean }) => {
    const given = options();
    try {
      await telemetry.start({ ...given, logger });
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      logger.error(error.message);
      process.exitCode = 1;
      return;
    }
    logger.info('--------------------------------------');
    logger.info(`| ${name}`);
    logger.info(`| Version              : ${given.serviceVersion}`);
    logger.info(`| Instance ID          : ${telemetry.id ?? 'none, telemetry is off'}`);
    logger.info('--------------------------------------');
    if (once) await telemetry.flush({ timeoutMillis: 10_000 });
    else await untilStopped();
    await telemetry.close();
  });
  await program.parseAsync();
}

const line = (level: string) => (message: string) =>
  void process.stderr.write(`${new Date().toISOString()} ${level}: ${message}\n`);
const logger = { info: line('info'), warn: line('warn'), error: line('error') };

/** Resolves when the process is told to stop. A real application has servers that keep it running; here a timer stands for them. */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    const work = setInterval(() => {}, 60_000);
    const stop = (): void => {
      clearInterval(work);
      resolve();
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  });
}

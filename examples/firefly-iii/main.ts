// SEND_TELEMETRY=true ADMIN_PASSWORD=secret APP_PORT=8080 node examples/firefly-iii/main.ts serve
// node examples/firefly-iii/main.ts user:create NAME --language nl_NL
// node examples/firefly-iii/main.ts telemetry records
import { release } from 'node:os';
import { plainsightCommand } from '@plainsight/cli';
import { reasonOf } from '@plainsight/core';
import { untilStopped } from '@plainsight/example-stand-in';
import { Command, Option } from 'commander';
import { log } from './log.ts';
import { languages, locales, type consoleCommands } from './plan.ts';
import { installationIdOf } from './rows.ts';
import { settings } from './settings.ts';
import { startOptions, telemetry, version } from './telemetry.ts';
import { addUser, countUsers } from './users.ts';
import { serveWeb } from './web.ts';

const program = new Command('firefly-iii').description('A stand-in for Firefly III: its console, and its telemetry');

program
  .command('serve')
  .description('run until it is stopped, with its telemetry under /admin/telemetry')
  .action(async () => {
    await telemetry.start({ ...startOptions(), logger: log });
    const installation = telemetry.id === null ? 'none, telemetry is off' : installationIdOf(telemetry.id);
    await using web = await serveWeb();
    log.info(`Firefly III ${version} is running at ${web.url}. Installation: ${installation}`);
    await untilStopped();
    await telemetry.close();
  });

interface Preferences {
  readonly language: (typeof languages)[number];
  readonly locale: (typeof locales)[number];
}

program
  .command('user:create <name>')
  .description('register a user')
  .addOption(new Option('--language <language>').choices(languages).default('en_US'))
  .addOption(new Option('--locale <locale>').choices(locales).default('equal'))
  .action((name: string, { language, locale }: Preferences) =>
    run('user:create', async () => {
      await addUser({ name, language, locale });
      telemetry.record('system.users.count', { value: await countUsers() });
      telemetry.record('user.preferences.language', { value: language });
      telemetry.record('user.preferences.locale', { value: locale });
    }),
  );

program
  .command('firefly:instructions')
  .description('say what to do after an update')
  .action(() =>
    run('firefly:instructions', async () => {
      process.stdout.write('Run firefly-iii:upgrade-database.\n');
      telemetry.record('system.php.version', { value: process.versions.node });
      telemetry.record('system.os.version', { value: release() });
      telemetry.record('system.os.is_docker', { value: settings().IS_DOCKER });
    }),
  );

program
  .command('firefly-iii:upgrade-database')
  .description('upgrade the database')
  .action(() => run('firefly-iii:upgrade-database', async () => void process.stdout.write('Nothing to upgrade.\n')));

program
  .command('firefly-iii:export-data')
  .description('export what there is')
  .action(() =>
    run('firefly-iii:export-data', async () => {
      throw new Error('There is nothing to export.');
    }),
  );

program.addCommand(plainsightCommand({ telemetry, options: startOptions }));
await program.parseAsync();

/** Runs a console command. That it was used, or that it failed, is recorded the first time. */
async function run(value: (typeof consoleCommands)[number], work: () => Promise<void>): Promise<void> {
  await telemetry.start({ ...startOptions(), logger: log });
  try {
    await work();
    telemetry.record('system.command.executed', { value });
  } catch (error) {
    log.error(reasonOf(error));
    telemetry.record('system.command.errored', { value });
    process.exitCode = 1;
  }
  await telemetry.close();
}

// node examples/automatisch/main.ts, and beside it: node examples/automatisch/worker.ts
// curl -d '{"name":"Tea time"}' http://127.0.0.1:3000/flows
// node examples/automatisch/main.ts telemetry status
import { plainsightCommand } from '@plainsight/cli';
import { untilStopped } from '@plainsight/example-stand-in';
import { Command } from 'commander';
import { serveApi } from './api.ts';
import { log } from './log.ts';
import { settings } from './settings.ts';
import { startOptions, telemetry, version } from './telemetry.ts';

const program = new Command('automatisch')
  .description('A stand-in for Automatisch: serves an API for flows until it is stopped')
  .action(async () => {
    await telemetry.start({ ...startOptions('main'), logger: log });
    const api = await serveApi(settings().port);
    log.info(`Automatisch ${version} serves ${api.url}. Organisation: ${telemetry.id ?? 'none, telemetry is off'}`);
    await untilStopped();
    await api.close();
    await telemetry.close();
  });

program.addCommand(plainsightCommand({ telemetry, options: () => startOptions('main') }));
await program.parseAsync();

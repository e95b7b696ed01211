import { toLine } from '@plainsight/console-sink';
import { InvalidArgumentError, Option } from 'commander';
import { numberOf } from '../given.ts';
import { listen } from '../serve/listen.ts';
import { oneTimeGate } from '../serve/one-time-gate.ts';
import { untilTold } from '../serve/until-told.ts';
import type { Verb } from '../verb.ts';

const portNumber = (text: string): number => {
  const port = /^\d{1,5}$/u.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65_535) throw new InvalidArgumentError('It is no port from 1 to 65535.');
  return port;
};

/** Shows telemetry on a page. With `--json` one line with its `url`, before it goes on. */
export const serve: Verb = {
  name: 'serve',
  summary: 'show it in your browser, with buttons to send, delete and switch',
  details: 'It answers this machine alone, and the one who has the address that it prints. Ctrl-C ends it.',
  does: 'serve the page',
  options: [new Option('--port <number>', 'listen on this port (default: one that is free)').argParser(portNumber)],
  needs: { config: 'consent', store: 'records' },
  run: async ({ subject, json, given, output, called }) => {
    const { adminPage, nodeListener } = await import('@plainsight/admin');
    const { telemetry, options, notes } = subject;
    const server = await listen(numberOf(given, 'port') ?? 0);
    try {
      const gate = oneTimeGate({ port: server.port, command: `${called} serve` });
      const { basePath } = gate;
      // Nobody comes here but through the gate.
      server.answerWith(nodeListener(gate.guard(adminPage({ telemetry, options, basePath, authorize: () => true }))));
      const told = untilTold();
      for (const note of notes) await output.complain(note);
      await output.print(json ? toLine({ url: gate.url }) : page(telemetry.plan.service, gate.url));
      await told;
    } finally {
      await server.close();
    }
    return 0;
  },
};

const page = (service: string, url: string): string =>
  [
    `The telemetry of ${service}: ${url}`,
    '',
    'Open it in a browser on this machine. The address works once. Ctrl-C ends it.',
  ].join('\n');

import { toLine } from '@plainsight/console-sink';
import { Option } from 'commander';
import { isGiven } from '../given.ts';
import { doctorPage } from '../pages/doctor-page.ts';
import type { Verb } from '../verb.ts';

/** Looks at all that telemetry needs. With `--json` one line a finding. Fails where something of it does. */
export const doctor: Verb = {
  name: 'doctor',
  summary: 'find what is not well, and what to do about it',
  does: 'look for what is not well',
  details:
    'Where telemetry is on and its grace is over, each receiver is contacted: its name is looked up, a TLS connection is opened, ' +
    'and one request without an event is made. Otherwise nobody is contacted, unless --contact is given.',
  options: [new Option('--contact', 'contact the receivers, also where nothing may be sent to them yet')],
  run: async ({ subject: { telemetry, options, notes }, json, given, output }) => {
    output.progress.show('Looking at all that telemetry needs …');
    const findings = await telemetry.diagnose({ ...options, contact: isGiven(given, 'contact') });
    const service = telemetry.plan.service;
    await output.print(json ? findings.map(toLine).join('\n') : doctorPage({ service, findings, notes }, output));
    return findings.some(({ verdict }) => verdict === 'failing') ? 1 : 0;
  },
};

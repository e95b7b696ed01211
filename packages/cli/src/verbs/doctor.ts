import { toLine } from '@plainsight/console-sink';
import { doctorPage } from '../pages/doctor-page.ts';
import type { Verb } from '../verb.ts';

/** Looks at all that telemetry needs. With `--json` one line a finding. Fails where something of it does. */
export const doctor: Verb = {
  name: 'doctor',
  summary: 'find what is not well, and what to do about it',
  does: 'look for what is not well',
  run: async ({ subject: { telemetry, options, notes }, json, output }) => {
    output.progress.show('Looking at all that telemetry needs …');
    const findings = await telemetry.diagnose(options);
    const service = telemetry.plan.service;
    await output.print(json ? findings.map(toLine).join('\n') : doctorPage({ service, findings, notes }, output));
    return findings.some(({ verdict }) => verdict === 'failing') ? 1 : 0;
  },
};

import { code, table } from '../markdown.ts';
import type { Section } from '../telemetry-page.ts';

/** What an operator may do, by command. */
export const verbs: Section = ({ description: { plan }, called }) => {
  const resets = plan.identity === undefined || plan.identity.kind === 'installation';
  const rows: readonly (readonly [string, string])[] = [
    ['See whether it is on, who decided that, and how it goes', 'status'],
    ['See what would be sent, also while it is off', 'preview'],
    ['See what was sent, and what the receiver said', 'records'],
    ['See and do all of this as a page, in a browser on that machine', 'serve'],
    ['Send what waits, now', 'submit'],
    ['Delete what was collected, here', 'erase all'],
    ['Delete what was sent, here', 'erase submitted'],
    ['Switch it off, and delete what was not sent', 'off'],
    ...(resets ? ([['Take a new id', 'reset-id']] as const) : []),
    ['Find out what is not well', 'doctor'],
  ];
  return [
    '## See it, send it, delete it',
    table(
      ['To', 'Run'],
      rows.map(([to, verb]) => [to, code(`${called} ${verb}`)]),
    ) ?? '',
  ];
};

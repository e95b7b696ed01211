import { code, link, prose } from '../markdown.ts';
import type { Section } from '../telemetry-page.ts';

/** How to have deleted what has been received already. */
export const deletion: Section = ({ description: { plan, events }, called }) => {
  if (events.length === 0) return [];
  const { name, contact } = plan.maintainer;
  const heading = '## Have deleted what was received';
  if (plan.identity?.kind === 'none') {
    return [
      heading,
      `What was received carries nothing that tells whose it is, so that it cannot be found again. Questions go to ${prose(name)}: ${link(contact)}.`,
    ];
  }
  const steps = [
    `1. ${code(`${called} status`)} tells the id that your events are sent under. Keep it.`,
    `2. ${code(`${called} off`)}, so that no more is sent, and ${code(`${called} erase all`)}, which deletes what is here.`,
    `3. Write to ${prose(name)}, ${link(contact)}, with the id, and ask to have deleted what was received under it.`,
  ];
  return [heading, steps.join('\n')];
};

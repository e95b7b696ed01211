import { listed, prose, sentence } from '../markdown.ts';
import type { Section } from '../telemetry-page.ts';

/** Words for those who run the software for others. */
export const passOn: Section = ({ description: { plan, events }, receivers }) => {
  if (events.length === 0) return [];
  const { service, maintainer, never } = plan;
  const companies = [
    ...new Set((receivers ?? []).flatMap(({ receiver, dryRun }) => (dryRun ? [] : [prose(receiver.company)]))),
  ].filter((company) => company !== prose(maintainer.name));
  const by = companies.length === 0 ? '' : `, by way of ${listed(companies)}`;
  const not =
    never.length === 0 ? '' : ` Never sent: ${never.map((one) => prose(one).replace(/[.;]$/u, '')).join('; ')}.`;
  return [
    '## For your own users',
    'If you run this for others, you may pass this on to them:',
    `> We run ${prose(service)}, which tells its maintainer, ${prose(maintainer.name)}${by}, how it is used. ${sentence(plan.why)}${not}`,
  ];
};

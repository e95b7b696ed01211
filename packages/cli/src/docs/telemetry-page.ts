import { prose } from './markdown.ts';
import type { PageAbout } from './page-about.ts';
import { commands } from './sections/commands.ts';
import { consent } from './sections/consent.ts';
import { deletion } from './sections/deletion.ts';
import { fields } from './sections/fields.ts';
import { history } from './sections/history.ts';
import { identity } from './sections/identity.ts';
import { inShort } from './sections/in-short.ts';
import { passOn } from './sections/pass-on.ts';
import { receivers } from './sections/receivers.ts';
import { sample } from './sections/sample.ts';
import { schedule } from './sections/schedule.ts';
import { notShared, shared, why } from './sections/shared.ts';
import { verbs } from './sections/verbs.ts';

/** A part of the page: a heading and what is below it, in blocks of Markdown; none where it has nothing to say. */
export type Section = (about: PageAbout) => readonly string[];

/** In the order of the page. */
const sections: readonly Section[] = [
  inShort,
  why,
  shared,
  notShared,
  sample,
  fields,
  schedule,
  identity,
  receivers,
  commands,
  consent,
  verbs,
  deletion,
  passOn,
  history,
];

/** TELEMETRY.md of a plan. The same for the same plan, receivers and history: neither machine nor time is in it. */
export const telemetryPage = (about: PageAbout): string =>
  [
    generated,
    `# Telemetry of ${prose(about.description.plan.service)}`,
    ...sections.flatMap((section) => section(about)),
  ]
    .join('\n\n')
    .concat('\n');

const generated =
  '<!-- Written by `plainsight check --fix` from the telemetry plan. Change the plan, not this page: CI checks that they agree. -->';

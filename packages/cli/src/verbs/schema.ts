import { inertJson, toLine } from '@plainsight/console-sink';
import { describePlan, type DescribedEvent } from '@plainsight/core';
import { Option } from 'commander';
import { wrongUse } from '../cli-error.ts';
import { textOf } from '../given.ts';
import type { Verb } from '../verb.ts';

/** Prints the JSON Schema of what is sent, for who receives it. With `--json` on one line. */
export const schema: Verb = {
  name: 'schema',
  summary: 'print the JSON Schema of every event, for who receives them',
  does: 'print the schema',
  details:
    'Draft-07, of one telemetry event: uuid, name, timestamp, distinctId and properties, as an http-sink sends it. What a later ' +
    'version of the plan added is not required, since installations leave it out until they have accepted that version.',
  options: [new Option('--event <name>', 'of this event only')],
  run: async ({ subject: { telemetry }, json, given, output }) => {
    const { events, plan } = await describePlan(telemetry.plan);
    const name = textOf(given, 'event');
    const chosen = name === undefined ? events : events.filter((event) => event.name === name);
    if (chosen.length === 0 && name !== undefined) throw noSuchEvent(name, events);
    const document = {
      $schema: 'http://json-schema.org/draft-07/schema#',
      title: `Telemetry of ${plan.service}, version ${plan.version} of the plan`,
      ...(name === undefined ? oneOf(chosen) : chosen[0]?.schema),
    };
    await output.print(json ? toLine(document) : inertJson(JSON.stringify(document, null, 2)));
    return 0;
  },
};

/** Which event it is stands in its name, so that a receiver with many can choose the one definition. */
const oneOf = (events: readonly DescribedEvent[]) => ({
  definitions: Object.fromEntries(events.map(({ name, schema: of }) => [name, of])),
  // A plan that sends nothing has no event that would do.
  ...(events.length === 0
    ? { not: {} }
    : { oneOf: events.map(({ name }) => ({ $ref: `#/definitions/${pointer(name)}` })) }),
});

/** A name in a JSON pointer in a URI: RFC 6901, 3 and 6. */
const pointer = (name: string): string => encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'));

const noSuchEvent = (name: string, events: readonly DescribedEvent[]) =>
  wrongUse(
    `Failed to print the schema: there is no telemetry event ${name}. ` +
      (events.length === 0 ? 'The plan has none.' : `There are ${events.map((event) => event.name).join(', ')}.`),
  );

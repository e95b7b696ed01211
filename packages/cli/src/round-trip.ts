/** Each step of telemetry, in the order in which one tries it. */
const steps: readonly (readonly [verb: string, what: string])[] = [
  ['on', 'switch it on, and keep that'],
  ['preview', 'look at what would be sent'],
  ['submit', 'send what waits, now'],
  ['records', 'look at what was sent, and what the receiver said'],
  ['erase all', 'delete it here; tells how to have it deleted there'],
  ['off', 'switch it off, and delete what was not sent'],
];

/** The example of the help: a round trip through the commands. */
export const roundTrip = (called: string): string => {
  const lines = steps.map(([verb, what]) => [`${called} ${verb}`, what] as const);
  const column = Math.max(...lines.map(([line]) => line.length)) + 3;
  return ['A round trip:', ...lines.map(([line, what]) => `  ${line.padEnd(column)}${what}`)].join('\n');
};

import { expect, test } from 'vitest';
import { project } from './project.ts';

const line = (uuid: number, properties: object, name = 'boiled'): string =>
  `${JSON.stringify({
    uuid: `019b76da-a800-7000-8000-00000000000${uuid}`,
    name,
    timestamp: '2026-01-01T00:00:00.000Z',
    distinctId: 'b'.repeat(64),
    properties: { service: 'kettle', serviceVersion: '1.0.0', ...properties },
  })}\n`;

test('what an earlier plan allowed is known from the lock file: fields and events that went, types that changed', async () => {
  await using kettle = await project();
  const env = { KETTLE_TELEMETRY: 'on' };
  const input = [
    line(1, { cups: 3 }),
    line(2, { litres: 3.5, hard: true }),
    line(3, { size: 'tall' }, 'poured'),
    line(4, { litres: 'jane.doe@example.org', hard: true }),
    line(5, { litres: 1 }),
    line(6, { size: 'jane' }, 'poured'),
    line(7, { litres: 2, hard: true, service: 'teapot' }),
  ].join('');
  const boiled = (properties: string) =>
    `boiled: { kind: 'each', why: 'How much is boiled.', properties: { ${properties} } }`;
  const poured =
    "poured: { kind: 'each', why: 'How much is poured.', properties: { size: { enum: ['tall', 'wide'] } } }";
  await kettle.plan({
    version: 1,
    events: `${boiled("litres: { type: 'number' }, hard: { type: 'boolean' }")}, ${poured}`,
  });
  expect(await kettle.run(['check', '--fix'])).toMatchObject({ code: 0 });
  await kettle.plan({ version: 2, events: boiled("cups: { type: 'integer', since: 2 }, hard: { type: 'boolean' }") });
  expect(await kettle.run(['check', '--fix'])).toMatchObject({ code: 0 });
  await kettle.plan({ version: 3, events: boiled("cups: { type: 'integer', since: 2 }") });

  const { code, stdout, stderr } = await kettle.run(['replay', '-', '--sink', 'console', '--json'], { input, env });
  expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringMatching(/4 of 7 telemetry events failed/u) });
  const lines: readonly Record<string, unknown>[] = stdout
    .trim()
    .split('\n')
    .map((text): Record<string, unknown> => JSON.parse(text));
  expect(lines.slice(0, -1).map((event) => String(event['uuid']).at(-1))).toEqual(['1', '2', '3']);
  expect(stdout).not.toContain('jane');

  const without = await kettle.run(['replay', '-', '--sink', 'console', '--json', '--lock', 'none.json'], {
    input,
    env,
  });
  expect(without.stderr).toMatch(/6 of 7 telemetry events failed/u);
});

test('a lock file of another service tells nothing of what this one may send', async () => {
  await using kettle = await project();
  await kettle.run(['check', '--fix']);
  const lock = await kettle.read('telemetry.lock.json');
  await kettle.write('telemetry.lock.json', lock.replaceAll('"kettle"', '"teapot"'));
  const input = line(1, { cups: 3, service: 'teapot' });
  const replayed = await kettle.run(['replay', '-', '--sink', 'console'], { input, env: { KETTLE_TELEMETRY: 'on' } });
  expect(replayed).toMatchObject({ code: 1, stderr: expect.stringMatching(/1 of 1 telemetry event failed/u) });
});

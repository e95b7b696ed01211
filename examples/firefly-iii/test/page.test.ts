import { readFileSync } from 'node:fs';
import { keysOnPage, pathsOf } from '@plainsight/example-stand-in/testing/page-keys';
import { expect, test } from 'vitest';
import plan, { consoleCommands, languages, locales } from '../plan.ts';
import { begin } from './begun.ts';
import { loopbackReceiver } from './loopback-receiver.ts';

const page = readFileSync(new URL('../TELEMETRY.md', import.meta.url), 'utf8');

test('TELEMETRY.md names the columns of the rows that a receiver gets of Firefly III, and each key that stands in them', async () => {
  await using receiver = await loopbackReceiver();
  await using begun = await begin(receiver.url);
  const { telemetry } = begun;
  telemetry.record('system.users.count', { value: 3 });
  telemetry.record('user.preferences.language', { value: languages[0] });
  telemetry.record('user.preferences.locale', { value: locales[0] });
  telemetry.record('system.php.version', { value: '24.11.0' });
  telemetry.record('system.os.version', { value: '6.12.57' });
  telemetry.record('system.os.is_docker', { value: true });
  telemetry.record('system.command.executed', { value: consoleCommands[0] });
  telemetry.record('system.command.errored', { value: consoleCommands[1] });
  await telemetry.submit();

  const columns = new Set(receiver.received.flatMap(({ rows }) => pathsOf(rows)));
  expect([...columns].toSorted()).toEqual([...keysOnPage(page)].toSorted());

  const keys = new Set(receiver.rows.map(({ key }) => key));
  const named = Object.keys({ ...plan.events, ...plan.gauges, ...plan.features });
  expect([...keys].toSorted()).toEqual([...new Set(named)].toSorted());
  const unnamed = [...keys].filter((key) => ![`\`${key}\``, `_${key}\``].some((shown) => page.includes(shown)));
  expect(unnamed).toEqual([]);
});

// Draws what an administrator of Firefly III sees of its telemetry after four weeks, as docs/images/admin-*.png: the pictures
// of the README are real pages. `node examples/firefly-iii/scripts/draw-pages.ts` draws them anew.
import { mkdtempDisposable } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { adminPage, nodeListener } from '@plainsight/admin';
import { createTelemetry, type Sink, type Store } from '@plainsight/core';
import { manualClock, manualMachine, seededRandom } from '@plainsight/core/testing';
import { startBrowser } from '@plainsight/example-stand-in/testing/start-browser';
import { sqliteStore } from '@plainsight/sqlite-store';
import plan, { consoleCommands, languages, locales } from '../plan.ts';
import { receiver } from '../receiver.ts';

const hourMillis = 3600 * 1000;
const version = '5.2.8';
const url = 'https://telemetry.example.org/submit';
const images = fileURLToPath(new URL('../../../docs/images', import.meta.url));

/** Some of `choices`, the same at each run. */
const random = seededRandom(11);
const one = <T>(choices: readonly [T, ...T[]] | readonly T[]): T | undefined =>
  choices[(random(1)[0] ?? 0) % choices.length];

const folder = await mkdtempDisposable(join(tmpdir(), 'draw-pages-'));
const clock = manualClock(Date.UTC(2026, 7, 31, 6, 30));
const telemetry = createTelemetry(plan, { clock, random: seededRandom(1), env: {}, machine: manualMachine() });
let users = 2;
await telemetry.start({
  serviceVersion: version,
  config: { SEND_TELEMETRY: true, DEFAULT_LANGUAGE: 'en_US', DB_CONNECTION: 'mysql' },
  store: storeAt('storage/telemetry.db'),
  sinks: [submitting()],
  gauges: { 'system.users.count': () => users },
});

for (let hour = 0; hour < 27 * 24; hour += 1) {
  await clock.advance(hourMillis);
  if (hour % 24 > 15 || one([true, false, false]) === false) continue;
  work();
  await telemetry.flush({ to: hour % 168 === 0 ? 'sinks' : 'store' });
  if (hour % 168 > 150) await telemetry.submit();
}
await draw();
await telemetry.close();
await folder.remove();

/** What happens in an hour. */
function work(): void {
  const [language, locale, command] = [one(languages), one(locales), one(consoleCommands)];
  if (one([true, false]) === true) users += 1;
  telemetry.record('system.users.count', { value: users });
  if (language !== undefined) telemetry.record('user.preferences.language', { value: language });
  if (locale !== undefined) telemetry.record('user.preferences.locale', { value: locale });
  if (command !== undefined) telemetry.record('system.command.executed', { value: command });
  if (one([true, false, false]) === true) telemetry.record('system.php.version', { value: '8.4' });
}

/** A store in a folder of its own, which is shown as the one of Firefly III. */
function storeAt(place: string): Store {
  const store = sqliteStore({ path: join(folder.path, 'telemetry.db'), clock });
  const { decisions } = store;
  return { ...store, place, decisions: decisions && { ...decisions, place: `${place}.decisions.json` } };
}

/** The sink of Firefly III, but that nothing is sent: every event is accepted, with a receipt as its receiver gives it. */
function submitting(): Sink {
  let count = 0;
  return {
    ...receiver(url, { version, log: () => {} }),
    deliver: async (batch) => {
      count += 1;
      const receipt = `1ebfb9f0-6c0b-11ea-9aac-${String(count).padStart(12, '0')}`;
      return batch.map(() => ({ status: 'accepted', receipt }));
    },
  };
}

async function draw(): Promise<void> {
  const page = adminPage({ telemetry, clock, basePath: '/admin/telemetry', authorize: () => true });
  const server = createServer(nodeListener(page)).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const browser = await startBrowser();
  for (const [look, width, height] of [
    ['light', 1280, 1000],
    ['dark', 360, 1150],
  ] as const) {
    const context = await browser.newContext({ locale: 'en-GB', colorScheme: look, viewport: { width, height } });
    const tab = await context.newPage();
    for (const [name, path] of [
      ['overview', '/admin/telemetry'],
      ['view', '/admin/telemetry/view'],
    ] as const) {
      await tab.goto(origin + path);
      await tab.screenshot({ path: join(images, `admin-${name}-${look}.png`) });
    }
  }
  await browser.close();
  server.close();
}

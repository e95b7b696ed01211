import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { definePlan, fileDecisions, memoryStore, type Telemetry } from '@plainsight/core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { plan } from './plan.ts';
import { site, type Site, type SiteOptions } from './site.ts';
import { visitor } from './visitor.ts';

async function setUp(options: SiteOptions = {}): Promise<Site & { text(path?: string): Promise<string> }> {
  const one = await site(options);
  onTestFinished(() => one[Symbol.asyncDispose]());
  return { ...one, text: async (path = '') => textOf(await visitor(one.url).text(path)) };
}

/** What a page says, without its tags. */
const textOf = (page: string): string =>
  page
    .slice(page.indexOf('<main'))
    .replaceAll(/<[^>]+>/gu, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll(/\s+/gu, ' ');

async function recorded(one: Site, count: number): Promise<void> {
  for (let litres = 1; litres <= count; litres += 1) one.telemetry.record('boiled', { litres });
  await one.telemetry.flush({ to: 'store' });
}

describe('the overview', () => {
  test('says that telemetry is on, which of the four places decided, what would be sent and to whom', async () => {
    const one = await setUp();
    await recorded(one, 2);
    const text = await one.text();
    expect(text).toContain('Telemetry is on Because telemetry is true. It is running in this application.');
    expect(text).toContain('DO_NOT_TRACK nothing says nothing');
    expect(text).toContain('KETTLE_TELEMETRY nothing says nothing');
    expect(text).toContain("the operator's decision nothing says nothing");
    expect(text).toContain('telemetry true ✓ on ← decided');
    expect(text).toMatch(
      /The next report Due \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC \. As it would be sent now: kettle report/u,
    );
    expect(text).toContain('feature_whistle true');
    expect(text).toContain('kettles – not asked yet Receiver Kettle makers, EU Sent to http://127.0.0.1');
    expect(text).toContain('2 Records');
    expect(text).toContain('2 Waiting held until');
    expect(text).toContain('2 events of the last 30 days are kept here.');
    expect(text).toContain('Never collected what is boiled');
  });

  test('says that telemetry is off and why, and still what would be sent', async () => {
    const one = await setUp({ env: { DO_NOT_TRACK: '1' } });
    const text = await one.text();
    expect(text).toContain('Telemetry is off Because DO_NOT_TRACK is 1.');
    expect(text).toContain(
      'Telemetry is off, and nothing of this is sent. If it were on, this would be: kettle report',
    );
    expect(text).toContain('There is no record of the last 30 days.');
    expect(await visitor(one.url).press('on')).toContain('Telemetry could not be turned on as asked: ');
    expect(one.receiver.sockets).toBe(0);
  });

  test('names an environment that decided, where none of the places spoke', async () => {
    const one = await setUp({
      plan: definePlan({ ...plan, consent: { default: 'on' } }),
      env: { CI: 'true' },
      start: false,
    });
    expect(await one.text()).toContain('CI nothing ✕ off ← decided');
  });

  test('lists what is new and not collected, and collects it once it is accepted', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'admin-'));
    const decisions = fileDecisions({ path: join(folder.path, 'decisions.json') });
    const consent = { default: 'off', env: 'KETTLE_TELEMETRY' } as const;
    const env = { KETTLE_TELEMETRY: 'on' };
    const before = await site({
      plan: definePlan({ ...plan, consent, version: 2 }),
      env,
      store: memoryStore({ decisions }),
    });
    await before.telemetry.acknowledge();
    await before[Symbol.asyncDispose]();

    const descaled = { kind: 'each', why: 'To see the worth of descaling.', since: 3, properties: {} } as const;
    const own = definePlan({ ...plan, consent, version: 3, events: { ...plan.events, descaled } });
    const one = await setUp({ plan: own, env, store: memoryStore({ decisions }) });
    expect(await one.text()).toContain(
      'New in version 3 of the plan Not collected until you accept it: descaled a telemetry event To see the worth of descaling. Accept version 3',
    );
    const after = await visitor(one.url).press('acknowledge');
    expect(after).toContain('Version 3 of the plan is accepted.');
    expect(after).toContain('Collected from now on: descaled.');
    expect(await one.text()).not.toContain('New in version');
  });

  test('shows the whole notice above the button that accepts it, where nobody was shown it', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'admin-'));
    const decisions = fileDecisions({ path: join(folder.path, 'decisions.json') });
    await decisions.update(() => ({ acceptedVersion: 2 }));
    const descaled = { kind: 'each', why: 'To see the worth of descaling.', since: 3, properties: {} } as const;
    const own = definePlan({ ...plan, version: 3, events: { ...plan.events, descaled } });
    const one = await setUp({ plan: own, store: memoryStore({ decisions }), start: false });
    expect(await one.text()).toMatch(
      /has a new plan, version 3\. New in it: descaled: .* Stop it: .*Accept version 3/u,
    );
    expect(await visitor(one.url).press('acknowledge')).toContain('Version 3 of the plan is accepted.');
    const { acceptedVersion, noticeShown } = await decisions.read();
    expect({ acceptedVersion, noticeShown }).toEqual({ acceptedVersion: 3, noticeShown: { '3': expect.any(String) } });
  });

  test('says from when on something is sent, where a grace holds it', async () => {
    const one = await setUp({ plan: definePlan({ ...plan, notice: { graceHours: 24 } }) });
    expect(await one.text()).toMatch(/Nothing is sent yet Nothing leaves before \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/u);
    expect(await visitor(one.url).press('acknowledge')).not.toContain('Nothing is sent yet');
  });

  test('shows problems as telemetry says them', async () => {
    const one = await setUp({ env: { KETTLE_TELEMETRY: 'perhaps' } });
    expect(await one.text()).toMatch(/A problem KETTLE_TELEMETRY/u);
  });

  test('shows the trouble of a verb in its place, and the rest as it is', async () => {
    const one = await setUp({
      store: { ...memoryStore(), activity: () => Promise.reject(new Error('the disk is gone')) },
    });
    const text = await one.text();
    expect(text).toContain('This could not be looked up: the disk is gone');
    expect(text).toContain('Telemetry is on');
  });

  test('answers, whatever the handle does', async () => {
    const broken = async () => Promise.reject(new Error('no <such> verb'));
    const telemetry = {
      plan,
      status: broken,
      preview: broken,
      activity: broken,
      records: broken,
      submit: broken,
    } as unknown as Telemetry;
    const one = await setUp();
    const { adminPage } = await import('../src/index.ts');
    const page = adminPage({ telemetry, authorize: () => true });
    for (const path of ['/', '/view', '/view/1', '/confirm/off']) {
      const answer = await page(new Request(`http://localhost${path}`));
      expect([path, answer.status]).toEqual([path, 200]);
      expect(await answer.text()).toContain('no &lt;such&gt; verb');
    }
    const options = adminPage({ telemetry: one.telemetry, options: broken, authorize: () => true });
    expect((await options(new Request('http://localhost/'))).status).toBe(500);
  });

  test('counts by hour, day or week, as far back as is asked', async () => {
    const one = await setUp();
    await recorded(one, 3);
    for (const [range, says] of [
      ['day', 'the last 24 hours'],
      ['week', 'the last 7 days'],
      ['month', 'the last 30 days'],
      ['year', 'the last 1 year'],
    ]) {
      expect(await one.text(`?range=${range}`)).toContain(`3 events of ${says} are kept here. The most, 3, are of `);
    }
  });
});

describe('the records', () => {
  test('are shown in pages, forwards and back, none twice and none left out', async () => {
    const one = await setUp();
    await recorded(one, 60);
    const seen = visitor(one.origin);
    const valuesIn = (page: string): readonly number[] =>
      [...page.matchAll(/litres: (\d+)/gu)].map(([, value]) => Number(value));
    for (const order of ['newest', 'oldest']) {
      const pages: (readonly number[])[] = [];
      let path: string | undefined = `/admin/telemetry/view?order=${order}`;
      let page = '';
      while (path !== undefined) {
        page = await seen.text(path);
        pages.push(valuesIn(page));
        path = /rel="next"[^>]*href="([^"]+)"/u.exec(page)?.[1]?.replaceAll('&amp;', '&');
      }
      const all = Array.from({ length: 60 }, (_, index) => index + 1);
      expect(pages.map(({ length }) => length)).toEqual([25, 25, 10]);
      expect(pages.flat()).toEqual(order === 'oldest' ? all : all.toReversed());
      const back: (readonly number[])[] = [pages[2] ?? []];
      for (;;) {
        path = /rel="prev"[^>]*href="([^"]+)"/u.exec(page)?.[1]?.replaceAll('&amp;', '&');
        if (path === undefined) break;
        page = await seen.text(path);
        back.unshift(valuesIn(page));
      }
      expect(back).toEqual(pages);
    }
  });

  test('are found by state, sink, name and day', async () => {
    const one = await setUp();
    await recorded(one, 2);
    one.telemetry.record('remarked', { text: 'good' });
    one.telemetry.record('boiled', { litres: -1 });
    await one.telemetry.flush({ to: 'store' });
    const today = new Date().toISOString().slice(0, 10);
    const count = async (query: string): Promise<string> =>
      /(\d+ records?), the newest first|There are no (?:such )?records/u.exec(await one.text(`/view?${query}`))?.[0] ??
      '';
    expect(await count('')).toBe('4 records, the newest first');
    expect(await count('state=waiting')).toBe('3 records, the newest first');
    expect(await count('state=quarantined')).toBe('1 record, the newest first');
    expect(await count('state=accepted')).toBe('There are no such records');
    expect(await count('sink=kettles&name=remarked')).toBe('1 record, the newest first');
    expect(await count('sink=nobody')).toBe('There are no such records');
    expect(await count(`from=${today}&to=${today}`)).toBe('4 records, the newest first');
    expect(await count('to=2020-01-01')).toBe('There are no such records');
    expect(await count('from=2020-01-01T00:00:00Z')).toBe('4 records, the newest first');
    expect(await one.text('/view?from=soon')).toContain('“From” was left out: soon is no time.');
  });

  test('open to what each is, what allowed it and what became of it', async () => {
    const one = await setUp();
    await recorded(one, 1);
    one.telemetry.record('boiled', { litres: -1 });
    await one.telemetry.submit();
    const [quarantined, record] = (await one.telemetry.records()).entries;
    const text = await one.text(`/view/${record?.position}`);
    expect(text).toContain('boiled ✓ accepted');
    expect(text).toContain('kettles ✓ accepted');
    expect(text).toContain('r-0815');
    expect(text).toContain('Allowed by telemetry Plan version 2 Plan hash');
    const other = await one.text(`/view/${quarantined?.position}`);
    expect(other).toContain('It failed its checks It is never sent, and its values are kept nowhere.');
    expect((await visitor(one.url).get(`/view/${quarantined?.position}/event.json`)).status).toBe(404);
  });

  test('are to be had byte for byte as a sink got them', async () => {
    const one = await setUp();
    await recorded(one, 1);
    const [record] = (await one.telemetry.records()).entries;
    const answer = await visitor(one.url).get(`/view/${record?.position}/event.json`);
    expect(answer.headers.get('Content-Type')).toBe('application/json; charset=utf-8');
    expect(answer.headers.get('Content-Disposition')).toBe(`attachment; filename="event-${record?.position}.json"`);
    await one.telemetry.submit();
    expect(await answer.text()).toBe(one.receiver.received[0]);
  });
});

describe('a page of telemetry that was not started here', () => {
  test('shows what the store has, and deletes it', async () => {
    const store = memoryStore();
    const first = await site({ store });
    await recorded(first, 3);
    const one = await setUp({ store, start: false });
    expect(await one.text('/view')).toContain('3 records, the newest first');
    expect(await visitor(one.url).press('delete-all')).toContain('3 records were deleted here.');
    await first[Symbol.asyncDispose]();
  });
});

test('a path that is none is refused at once', async () => {
  const { adminPage } = await import('../src/index.ts');
  const one = await setUp();
  for (const basePath of ['telemetry', '/a b', '/a/../b?', '//evil.example']) {
    expect(() => adminPage({ telemetry: one.telemetry, basePath, authorize: () => true })).toThrow(TypeError);
  }
});

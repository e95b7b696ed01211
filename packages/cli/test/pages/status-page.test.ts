import { stripVTControlCharacters } from 'node:util';
import { columnsOf, painter } from '@plainsight/console-sink';
import type { Consent, SinkStatus } from '@plainsight/core';
import { describe, expect, test } from 'vitest';
import { statusPage } from '../../src/pages/status-page.ts';
import { switchedPage } from '../../src/pages/switched-page.ts';
import { off, on, plan, status, undecided } from '../samples.ts';

const style = { width: 80, color: false, paint: painter(false) };
const about = { notes: [], plan };
const holding = { notes: [], plan: { ...plan, submit: { everyHours: 168 } } };
const words = (page: string): string => page.replaceAll(/\s+/gu, ' ');

describe('statusPage', () => {
  test('says what is on, what decided it, who it is of, where it goes and how it is going', () => {
    expect(`\n${statusPage(status, about, style)}\n`).toBe(`
Telemetry of larder

  telemetry    ON, because larder.telemetry is true
               It is running in this process.

  places       place                    holds  says
               DO_NOT_TRACK             –      –
               LARDER_TELEMETRY         –      –
               the operator's decision  –      –
               larder.telemetry         true   on    ← decided

  identity     pseudonymous: a random id of this installation, the same in every
               report until it is reset
  id           5b1c0ad9f1f9c0d7f6b0e4a9c6d1a5b37e2f4c8d9a0b1c2d3e4f5a6b7c8d9e0f
  instance     main
  plan         version 3
  notice       shown 2026-03-04 04:06:07 UTC
               version 2 is accepted
               new, and collected from 2026-03-05 04:06:07 UTC on, or once you
               acknowledge:
                 feature_lamp: Whether it is used.
                 swept: How often.
  leak guard   looks for host name, MAC address, IP address, and patterns
               not for the user name root: many machines have the same

  store        /var/lib/larder/telemetry.db, 84 kB, survives a crash
               decisions in /var/lib/larder/telemetry.decisions.json
  records      12 here, 1 quarantined, 0 lost
  next report  due 2026-03-04 17:06:07 UTC
  submission   at once

  sinks        posthog
                 PostHog · https://eu.i.posthog.com · kept in EU
                 failing since 2026-03-04 05:06:07 UTC, tried again 2026-03-04
                 06:06:07 UTC
                 3 waiting, 9 accepted, 0 rejected
                 last answer: 503 from eu.i.posthog.com, 2026-03-04 05:36:07 UTC
               console
                 this terminal · a dry run, nothing leaves this machine
                 healthy
                 0 waiting, 12 accepted, 0 rejected

  problems     HTTPS_PROXY is set, and this process ignores it. Set
               NODE_USE_ENV_PROXY=1 to use it.
`);
  });

  test('says what holds the first events, and until when', () => {
    const notice = { ...status.notice, acceptedVersion: null, sendsFrom: '2026-03-05T04:06:07.000Z', withheld: [] };
    const page = words(statusPage({ ...status, notice }, about, style));
    expect(page).toContain('nothing is sent before 2026-03-05 04:06:07 UTC, unless you acknowledge');
    const unseen = { ...notice, shownAt: null, sendsFrom: null };
    expect(words(statusPage({ ...status, notice: unseen }, about, style))).toContain('notice not shown yet');
    const dry = status.sinks.filter(({ dryRun }) => dryRun);
    expect(words(statusPage({ ...status, notice: unseen, sinks: dry }, about, style))).toContain(
      'none: nothing leaves',
    );
  });

  test('lists all four places and marks the one that decided', () => {
    const page = statusPage({ ...status, consent: off }, about, style);
    expect(page).toContain('DO_NOT_TRACK             1      off   ← decided');
    expect(page).toContain('larder.telemetry         true   on\n');
    for (const { name } of off.places) expect(page).toContain(name);
    expect(page.match(/← decided/gu)).toHaveLength(1);
  });

  test('names what decided where none of the four places spoke', () => {
    expect(statusPage({ ...status, consent: undecided }, about, style)).toContain(
      "the plan's default       –      on    ← decided",
    );
  });

  test('says which places the plan does not have', () => {
    const [first, variable, ...others] = on.places;
    const places = [first, { ...variable, configured: false }, ...others] as Consent['places'];
    const page = statusPage({ ...status, consent: { ...on, places } }, about, style);
    expect(page).toMatch(/LARDER_TELEMETRY +– +not in this plan\n/u);
  });

  test('names a problem of a place once, with the others', () => {
    const problem = 'the decisions cannot be read: Failed to read the decisions in /srv/larder.json: it is no JSON.';
    const decidedBy = "the operator's decision";
    const places = on.places.map((place) =>
      place.name === decidedBy ? { ...place, says: 'off' as const, problem } : place,
    );
    const consent: Consent = { ...off, decidedBy, reason: `held back, because ${problem}`, places };
    const page = words(statusPage({ ...status, consent, problems: [problem] }, about, style));
    expect(page.split(problem)).toHaveLength(2);
    expect(page).toMatch(/OFF: held back, because of a problem with the operator's decision, which is named below/u);
    expect(page).toContain(`problems ${problem}`);
    // A page without a section for problems names it where it decides.
    const switched = words(switchedPage('on', consent, [], style));
    expect(switched.split(problem)).toHaveLength(2);
  });

  test('shortens what a place holds, and says what is wrong with it', () => {
    const problem = 'LARDER_TELEMETRY holds a word that is neither on nor off. Set it to true or false.';
    const [first, variable, ...others] = on.places;
    const broken = { ...variable, says: 'off', holds: 'x'.repeat(300), problem };
    const places = [first, broken, ...others] as Consent['places'];
    const page = statusPage({ ...status, consent: { ...off, decidedBy: 'LARDER_TELEMETRY', places } }, about, style);
    expect(page).toMatch(/LARDER_TELEMETRY +x+… +off +← decided/u);
    expect(words(page)).toContain(problem);
    for (const line of page.split('\n')) expect(columnsOf(line)).toBeLessThanOrEqual(80);
  });

  test('calls an id pseudonymous where it lasts, and anonymous only where it does not', () => {
    const said = (identity: typeof status.identity) => words(statusPage({ ...status, identity }, about, style));
    expect(said('installation')).toContain('identity pseudonymous: a random id');
    expect(said('machine')).toContain('identity pseudonymous: an id computed from this machine');
    expect(said('machine')).toContain('can search for it');
    expect(said('none')).toContain('identity anonymous: a new random id for each report');
  });

  test('does not call a sink healthy that was not asked yet', () => {
    const [, sink] = status.sinks;
    const fresh = { ...sink, accepted: 0 } as SinkStatus;
    const page = statusPage({ ...status, sinks: [fresh] }, about, style);
    expect(page).toContain('not asked yet');
    expect(page).not.toContain('healthy');
  });

  test('says so where store, sinks, id and next report are not known', () => {
    const bare = {
      ...status,
      id: null,
      store: null,
      sinks: [],
      nextReportAt: null,
      problems: [],
      state: 'not started' as const,
    };
    const page = words(statusPage(bare, { ...holding, notes: ['No config was named.'] }, style));
    expect(page).toContain('id none yet');
    expect(page).toContain('store not known here: the application names its store when it starts telemetry');
    expect(page).toContain('sinks not known here');
    expect(page).toContain('next report none is known before the application has started');
    expect(page).toContain('problems none');
    expect(page).toContain('until when is not known before the application has started');
    expect(page).toContain('No config was named.');
  });

  test('says when an application that runs elsewhere notices', () => {
    const noticed = 'It asks for its config again within a minute.';
    expect(words(statusPage({ ...status, state: 'not started', noticed }, about, style))).toContain(noticed);
  });

  test('says until when what waits is held', () => {
    const page = statusPage({ ...status, nextSubmissionAt: '2026-03-08T00:00:00.000Z' }, holding, style);
    expect(page).toContain('submission   what waits is held until 2026-03-08 00:00:00 UTC');
  });

  test('says that nothing is due while telemetry is off', () => {
    const page = statusPage({ ...status, consent: off, nextReportAt: null }, about, style);
    expect(page).toContain('next report  none while telemetry is off');
    expect(page).toContain('submission   none while telemetry is off');
    expect(statusPage({ ...status, consent: off, id: null }, about, style)).toContain(
      'id           none while telemetry is off',
    );
  });

  test('says of a plan without a report that it has none', () => {
    const { report: _, ...without } = plan;
    const page = statusPage({ ...status, nextReportAt: null }, { notes: [], plan: without }, style);
    expect(page).toContain('next report  this plan has no report');
  });

  test.each([40, 80, 120])('has no line wider than %i columns, and colour adds none', (width) => {
    const page = statusPage(status, about, { ...style, width });
    for (const line of page.split('\n')) expect(columnsOf(line)).toBeLessThanOrEqual(width);
    const painted = statusPage(status, about, { width, color: true, paint: painter(true) });
    expect(painted).toContain('\u001b[31mfailing\u001b[39m');
    expect(stripVTControlCharacters(painted)).toBe(page);
  });
});

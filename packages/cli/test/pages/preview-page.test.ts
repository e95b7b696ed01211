import { stripVTControlCharacters } from 'node:util';
import { columnsOf, formatEvent, painter } from '@plainsight/console-sink';
import { describe, expect, test } from 'vitest';
import { previewPage } from '../../src/pages/preview-page.ts';
import { off, plan, preview, report } from '../samples.ts';

const style = { width: 80, color: false, paint: painter(false), nested: false };
const about = { plan, serviceVersion: '4.5.6', configPlace: '/etc/larder/production.yaml', notes: [] };

describe('previewPage', () => {
  test('says why, on or off, where to, what, and that nothing was sent', () => {
    const [top = '', event = '', bottom = ''] = previewPage(preview, about, style).split(`${'─'.repeat(80)}\n`);
    expect(`\n${top}`).toBe(`
What the telemetry of larder 4.5.6 would send

  why          To learn which shelves are in use, so that we mend those first
               and let go of those that nobody uses.
  never        what is in a jar; names of people
  asked by     Larder Contributors, privacy@larder.example

  config       /etc/larder/production.yaml
  telemetry    ON, because larder.telemetry is true
  goes to      PostHog · https://eu.i.posthog.com · kept in EU
  notes        - gauges are asked of the running application, and are null here

`);
    expect(event.trim()).toBe(formatEvent(report, { context: ['appEnv'] }));
    expect(bottom).toBe('Nothing was sent, and nothing was stored.');
  });

  test('shows what would be sent when telemetry is off, and says that it is off', () => {
    const page = previewPage({ ...preview, consent: off }, about, style);
    expect(page).toContain('OFF, because DO_NOT_TRACK is 1');
    expect(page).toContain('Nothing would leave. This is what would be sent if it were on.');
    expect(page).toContain(formatEvent(report, { context: ['appEnv'] }));
  });

  test('says plainly that the receivers are not known where no sink is', () => {
    const page = previewPage({ ...preview, sinks: [] }, about, style);
    expect(page.replaceAll(/\s+/gu, ' ')).toContain(
      'goes to not known here: the application names its receivers when it starts telemetry',
    );
  });

  test('says of a dry run that nothing leaves the machine', () => {
    const receiver = { company: 'this terminal', url: null, region: null };
    const page = previewPage({ ...preview, sinks: [{ name: 'console', receiver, dryRun: true }] }, about, style);
    expect(page).toContain('this terminal · a dry run, nothing leaves this machine');
  });

  test('says that there is nothing to send where there is no event', () => {
    expect(previewPage({ ...preview, events: [] }, about, style)).toContain('Nothing would be sent now.');
  });

  test.each([40, 80, 120])(
    'has no line wider than %i columns, in colour or not, and colour adds no column',
    (width) => {
      const page = previewPage(preview, about, { ...style, width });
      for (const line of page.split('\n')) expect(columnsOf(line)).toBeLessThanOrEqual(width);
      const painted = previewPage(preview, about, { width, color: true, paint: painter(true), nested: false });
      expect(painted).toContain('\u001b[32mON\u001b[39m');
      expect(stripVTControlCharacters(painted)).toBe(page);
    },
  );

  test('writes what a terminal would obey as escapes, wherever it comes from', () => {
    const evil = '\u001b[2J\u202e';
    const page = previewPage(
      {
        events: [],
        consent: { ...off, reason: evil },
        sinks: [{ name: evil, receiver: { company: evil, url: evil, region: evil }, dryRun: false }],
        notes: [evil],
      },
      {
        plan: { ...plan, service: evil, why: evil, never: [evil], maintainer: { name: evil, contact: evil } },
        notes: [evil],
      },
      style,
    );
    expect(page.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(page).toContain('\\u001b[2J\\u202e');
  });
});

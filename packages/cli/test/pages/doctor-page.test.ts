import { stripVTControlCharacters } from 'node:util';
import { columnsOf, painter } from '@plainsight/console-sink';
import type { Finding } from '@plainsight/core';
import { describe, expect, test } from 'vitest';
import { doctorPage } from '../../src/pages/doctor-page.ts';
import { findings } from '../samples.ts';

const style = { width: 80, color: false, paint: painter(false) };
const diagnosis = { service: 'larder', findings, notes: ['No config was named.'] };

describe('doctorPage', () => {
  test('says of each thing how it is, what was seen and what to do, and how many there are of each', () => {
    expect(`\n${doctorPage(diagnosis, style)}\n`).toBe(`
What the telemetry of larder needs

  ✓ well     consent       telemetry is on, because larder.telemetry is true
  ! warning  store         /var/lib/larder/telemetry.db: 12 records, 0
                           quarantined, 3 lost, 84123 bytes
                           → Some did not fit: give the store more room, or see
                             why nothing was delivered.
  – skipped  config        none is known here
  ✗ failing  posthog: TLS  self-signed certificate in certificate chain
                           → Put a certificate authority of your own into
                             NODE_EXTRA_CA_CERTS; see firewall and proxy.

No config was named.

1 failing, 1 warning, 1 well, 1 skipped.
`);
  });

  test.each([40, 80, 120])('has no line wider than %i columns, and colour adds none', (width) => {
    const page = doctorPage(diagnosis, { ...style, width });
    for (const line of page.split('\n')) expect(columnsOf(line)).toBeLessThanOrEqual(width);
    const painted = doctorPage(diagnosis, { width, color: true, paint: painter(true) });
    expect(painted).toContain('\u001b[31m✗ failing');
    expect(stripVTControlCharacters(painted)).toBe(page);
  });

  test('writes what a terminal would obey as escapes', () => {
    const evil = '\u001b[2J\u202e';
    const hostile: Finding = { what: evil, verdict: 'failing', seen: evil, todo: evil };
    const page = doctorPage({ service: evil, findings: [hostile], notes: [evil] }, style);
    expect(page.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});

import { describe, expect, test } from 'vitest';
import { larder } from './larder.ts';
import { plainsightOnTerminal } from './run-cli.ts';

const question = /\[y\/N\] /u;

describe('on a terminal', () => {
  test('erase asks, and deletes where the answer is yes', async () => {
    await using app = await larder();
    await app.records(2);
    const { code, screen } = await plainsightOnTerminal(['erase', 'all'], [[question, 'y\n']], {
      cwd: app.folder,
      env: app.env,
    });
    expect(screen).toMatch(
      /Delete 2 records in \S+telemetry\.db, 2 events that were not sent yet included\? They cannot be brought back\. \[y\/N\] /u,
    );
    expect(screen).toContain('Deleted 2 records here.');
    expect(code).toBe(0);
  });

  test.each([
    ['no', 'n\n'],
    ['nothing', '\n'],
    ['Ctrl-C', '\u0003'],
    ['Ctrl-D', '\u0004'],
  ])('erase deletes nothing where the answer is %s', async (_, answer) => {
    await using app = await larder();
    await app.records(2);
    const { code, screen } = await plainsightOnTerminal(['erase', 'submitted'], [[question, answer]], {
      cwd: app.folder,
      env: app.env,
    });
    expect(screen).toMatch(/\rNothing was deleted\./u);
    expect(code).toBe(1);
    expect((await app.cli(['status'])).stdout).toContain('2 here');
  });

  test('submit shows how far it is on one line, and takes it away', async () => {
    await using app = await larder();
    await app.records(400);
    const { code, screen } = await plainsightOnTerminal(['submit'], [], { cwd: app.folder, env: app.env });
    expect(code).toBe(0);
    expect(screen).toMatch(/\rSending: [\d,]+ done, [\d,]+ waiting\u001b\[K/u);
    expect(screen).toMatch(/\r\u001b\[K[^]*400 events accepted/u);
  });
});

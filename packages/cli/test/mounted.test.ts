import { describe, expect, test } from 'vitest';
import { fixture, run } from './run-cli.ts';

const host = (...args: readonly string[]) => run(fixture('host.ts'), args);

describe('the command line mounted under that of a host', () => {
  test('previews with what the host gives to start, and asks for no files', async () => {
    const { code, stdout, stderr } = await host('telemetry', 'preview', '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ properties: { serviceVersion: '7.8.9', feature_shelves: true } });
  });

  test('names the receivers of the host', async () => {
    expect((await host('telemetry', 'preview')).stdout).toMatch(/goes to +this terminal · a dry run/u);
    expect((await host('telemetry', 'status')).stdout).toMatch(/sinks +console\n +this terminal/u);
  });

  test('ends with 2 for wrong usage', async () => {
    expect(await host('telemetry', 'preview', '--plan', 'x')).toMatchObject({ code: 2, stdout: '' });
    expect(await host('telemetry', 'nonsense')).toMatchObject({ code: 2, stdout: '' });
  });
});

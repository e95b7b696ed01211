import { join } from 'node:path';
import { leakHunt, type Hunted } from '@plainsight/example-stand-in/testing/leak-hunt';
import { expect, it, vi } from 'vitest';
import plan from '../plan.ts';

const butlerSos: Hunted = {
  plan,
  answer: '{"status":"Ok"}',
  options: async (url, folder) => {
    vi.stubEnv('BUTLER_SOS_POSTHOG_HOST', url);
    vi.stubEnv('BUTLER_SOS_DECISIONS', join(folder, 'decisions.json'));
    vi.stubEnv('CI', '');
    vi.stubEnv('NODE_ENV', '');
    vi.stubEnv('PLAINSIGHT_SINK', '');
    vi.resetModules();
    const { startOptions } = await import('../telemetry.ts');
    return startOptions('examples/butler-sos/config/production.yaml');
  },
};

it.each(['a machine unlike any other', 'this machine'] as const)(
  'neither sends nor stores what identifies %s, whichever string of Butler SOS holds it',
  async (where) => {
    expect(await leakHunt(butlerSos, where)).toEqual([]);
  },
);

import { join } from 'node:path';
import { leakHunt, type Hunted } from '@plainsight/example-stand-in/testing/leak-hunt';
import { expect, it, vi } from 'vitest';
import plan from '../plan.ts';

const butler: Hunted = {
  plan,
  answer: '{"status":"Ok"}',
  options: async (url, folder) => {
    vi.stubEnv('BUTLER_POSTHOG_HOST', url);
    vi.stubEnv('BUTLER_DECISIONS', join(folder, 'decisions.json'));
    vi.stubEnv('CI', '');
    vi.stubEnv('NODE_ENV', '');
    vi.stubEnv('PLAINSIGHT_SINK', '');
    vi.resetModules();
    const { startOptions } = await import('../telemetry.ts');
    return startOptions('examples/butler/config/production.yaml');
  },
};

it.each(['a machine unlike any other', 'this machine'] as const)(
  'neither sends nor stores what identifies %s, whichever string of Butler holds it',
  async (where) => {
    expect(await leakHunt(butler, where)).toEqual([]);
  },
);

import { leakHunt, type Hunted } from '@plainsight/example-stand-in/testing/leak-hunt';
import { expect, it, vi } from 'vitest';
import plan from '../plan.ts';

const automatisch: Hunted = {
  plan,
  answer: '{"status":"Ok"}',
  options: async (url, folder) => {
    vi.stubEnv('AUTOMATISCH_POSTHOG_HOST', url);
    vi.stubEnv('AUTOMATISCH_DATA', folder);
    vi.stubEnv('APP_ENV', 'brass-kettle-7');
    vi.stubEnv('CI', '');
    vi.stubEnv('NODE_ENV', '');
    vi.stubEnv('PLAINSIGHT_SINK', '');
    vi.resetModules();
    const { startOptions } = await import('../telemetry.ts');
    return startOptions('worker');
  },
};

it.each(['a machine unlike any other', 'this machine'] as const)(
  'neither sends nor stores what identifies %s, whichever string of Automatisch holds it',
  async (where) => {
    expect(await leakHunt(automatisch, where)).toEqual([]);
  },
);

import { leakHunt, type Hunted } from '@plainsight/example-stand-in/testing/leak-hunt';
import { expect, it, vi } from 'vitest';
import plan from '../plan.ts';

const fireflyIii: Hunted = {
  plan,
  answer: '{"uuid":"0f9d3a9e-5b0c-5c52-8f3e-2d9a4f6b7c81"}',
  options: async (url, folder) => {
    vi.stubEnv('SEND_TELEMETRY', 'true');
    vi.stubEnv('TELEMETRY_URL', url);
    vi.stubEnv('FIREFLY_DATA', folder);
    vi.stubEnv('DEFAULT_LANGUAGE', 'hildegard');
    vi.stubEnv('DB_CONNECTION', '/home/hildegard');
    vi.stubEnv('CI', '');
    vi.stubEnv('NODE_ENV', '');
    vi.stubEnv('PLAINSIGHT_SINK', '');
    vi.resetModules();
    const { startOptions } = await import('../telemetry.ts');
    return startOptions();
  },
};

it.each(['a machine unlike any other', 'this machine'] as const)(
  'neither sends nor stores what identifies %s, whichever string of Firefly III holds it',
  async (where) => {
    expect(await leakHunt(fireflyIii, where)).toEqual([]);
  },
);

import { appEnvs } from './plan.ts';

/** What an administrator sets, as the host reads it. It is the config that the plan reads. */
export interface Settings {
  readonly appEnv: (typeof appEnvs)[number];
  readonly port: number;
  readonly serveWebAppSeparately: boolean;
  /** Folder of what lasts. Main and worker share it. */
  readonly data: string;
  readonly posthogKey: string;
  readonly posthogHost: string;
}

/** Reads them from the environment. */
export function settings(env: NodeJS.ProcessEnv = process.env): Settings {
  return {
    appEnv: appEnvs.find((appEnv) => appEnv === env['APP_ENV']) ?? 'production',
    port: Number(env['PORT'] ?? 3000),
    serveWebAppSeparately: env['SERVE_WEB_APP_SEPARATELY'] === 'true',
    data: env['AUTOMATISCH_DATA'] ?? 'data',
    // A project key can do no more than add events, and is no secret. This one is nobody's.
    posthogKey: env['AUTOMATISCH_POSTHOG_KEY'] ?? 'phc_exampleKeyOfNobody000000000000000000000000',
    posthogHost: env['AUTOMATISCH_POSTHOG_HOST'] ?? 'https://eu.i.posthog.com',
  };
}

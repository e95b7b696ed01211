import { systemClock, type Clock } from '../surroundings/clock.ts';
import type { Decided, Decisions } from './decisions.ts';

/** What file decisions are given. */
export interface FileDecisionsOptions {
  /** Where the file is, or is to be made. Directories that are missing are made with it, for its owner only. */
  readonly path: string;
  /** Pauses while another process has the file in hand. @default the clock of this machine */
  readonly clock?: Clock;
}

/**
 * Decisions in a small JSON file that people can read and change. No file is made before something is decided.
 * Only its owner can read it, it is whole at any instant, and no process's change is lost to another's.
 *
 * @example fileDecisions({ path: '/var/lib/butler/telemetry.json' })
 */
export function fileDecisions({ path, clock = systemClock }: FileDecisionsOptions): Decisions {
  const place = process.getBuiltinModule('node:path').resolve(path);
  let last: Promise<unknown> = Promise.resolve();

  async function read(): Promise<Decided> {
    if (await isMissing(place)) return {};
    const { readDecisions } = await import('./read-decisions.ts');
    return readDecisions(place, clock);
  }

  async function change(by: (decided: Decided) => Decided): Promise<Decided> {
    const { changeDecisions } = await import('./change-decisions.ts');
    return changeDecisions(place, clock, by);
  }

  return {
    place,
    lasting: true,
    read,
    obstacle: async () => {
      const { obstacleToDecisions } = await import('./decisions-obstacle.ts');
      return obstacleToDecisions(place);
    },
    update: (by) => {
      const result = last.then(() => change(by));
      last = result.catch(() => {});
      return result;
    },
  };
}

/** Asked first, of what Node has loaded anyway: a host whose telemetry is off and that has no such file loads no more. */
const isMissing = (place: string): Promise<boolean> =>
  new Promise((done) => process.getBuiltinModule('node:fs').lstat(place, (error) => done(error?.code === 'ENOENT')));

import { isProxy } from './plain-section.ts';

/** Where the host's config comes from. */
export interface ConfigSource {
  readonly kind: 'config source';
  /** For people: a path. */
  readonly place: string;
  /** How long `read` and `lookAgain` may take, in milliseconds: what takes longer cannot be read. @default 5000 */
  readonly limitMillis?: number;
  /** Reads it. Never rejects. Keeps the process alive until it has, unless nobody waits for it. */
  read(how?: ConfigReadOptions): Promise<ConfigReading>;
  /**
   * Reads it where it has changed, at little cost: asked before each delivery. @default `read`, at most once a minute
   */
  lookAgain?(): Promise<ConfigReading>;
}

/** How to read a config. */
export interface ConfigReadOptions {
  /**
   * Reading alone keeps no process alive: whoever waits for it does, or nobody waits, as for a report. @default false
   */
  readonly background?: boolean;
}

/** Whether something is a config source, of a class or not. Never throws. */
export function isConfigSource(given: unknown): given is ConfigSource {
  if (typeof given !== 'object' || given === null || isProxy(given)) return false;
  try {
    return 'kind' in given && given.kind === 'config source' && 'read' in given && typeof given.read === 'function';
  } catch {
    return false;
  }
}

/** What reading a config gave. */
export interface ConfigReading {
  /** The config, or the last good one; `null` when there never was one. */
  readonly config: object | null;
  /**
   * What is wrong with it now, with the way out; `null` when nothing is. Where the config may switch telemetry off, a problem holds
   * telemetry back until there is none.
   */
  readonly problem: string | null;
  /** It was read whole, and is something else than a config, such as a list. It then says off. @default false */
  readonly isOther?: boolean;
}

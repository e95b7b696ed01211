/** Where the host's config comes from. */
export interface ConfigSource {
  readonly kind: 'config source';
  /** For people: a path. */
  readonly place: string;
  /** Reads it. Never rejects. */
  read(): Promise<ConfigReading>;
}

/** What reading a config gave. */
export interface ConfigReading {
  /** The config, or the last good one; `null` when there never was one. */
  readonly config: object | null;
  /** What is wrong with it now, with the way out; `null` when nothing is. */
  readonly problem: string | null;
}

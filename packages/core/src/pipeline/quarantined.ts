/** An event that failed its checks. Its values are stored nowhere. */
export interface Quarantined {
  readonly uuid: string;
  readonly name: string;
  /** ISO 8601. */
  readonly timestamp: string;
  readonly fields: readonly string[];
  readonly reasons: readonly string[];
}

/** What of a machine, or of the person who runs it, tells it from others. */
export type IdentifierKind =
  | 'host name'
  | 'user name'
  | 'home directory'
  | 'working directory'
  | 'MAC address'
  | 'IP address'
  | 'configured host'
  | 'container id';

/** One thing that tells this machine, or the person who runs it, from others. */
export interface Identifier {
  readonly what: IdentifierKind;
  readonly value: string;
}

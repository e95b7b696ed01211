import type { SystemField } from '../plan/plan.ts';
import type { Properties } from './fact.ts';
import type { Identifier } from './identifiers.ts';

/** What a machine's identity is made of, as it is read: whether it tells the machine from others is for `identity/` to judge. */
export interface MachineParts {
  /** MAC of the default interface, as `aa:bb:cc:dd:ee:ff`; `null` when there is none. */
  readonly mac: string | null;
  /** IPv4 of the default interface; empty when there is none. */
  readonly ip4: string;
  /** The system's UUID as the firmware gives it; `-` or empty when it cannot be read. */
  readonly systemUuid: string;
}

/** Reads the machine. Only what is asked for is read. A field that cannot be read is `null`. Never rejects. */
export interface MachineReader {
  system(fields: readonly SystemField[]): Promise<Properties>;
  parts(): Promise<MachineParts>;
  /** What the parts would be with each interface that leads out of the machine as the default one. @default none is known */
  interfaces?(): Promise<readonly Pick<MachineParts, 'mac' | 'ip4'>[]>;
  /** What tells this machine, and the person who runs it, from others. Runs no command. */
  identifiers(): Promise<readonly Identifier[]>;
}

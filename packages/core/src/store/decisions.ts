import type { KeptMachineId } from '../identity/settle-machine-id.ts';
import type { Json } from '../surroundings/json.ts';
import type { StoreObstacle } from './store.ts';

/** The operator's word and what must outlive everything else. Absent means: nobody has decided. */
export interface Decided {
  /** The operator's own switch, and when it was set (ISO 8601). */
  readonly consent?: { readonly value: 'on' | 'off'; readonly at: string };
  /** 256 random bits in hex: the installation's identity, or the key of one that is derived. */
  readonly installationId?: string;
  /** Random ids of named instances. */
  readonly instanceIds?: { readonly [instance: string]: string };
  /** The id that was made of this machine, where the plan's identity is the machine's. */
  readonly machineId?: KeptMachineId;
  /** The plan version whose notice the operator has accepted. */
  readonly acceptedVersion?: number;
  /** When the notice of a plan version was shown (ISO 8601), by version. */
  readonly noticeShown?: { readonly [version: string]: string };
  /** Start of the last slot that was reported, in milliseconds since the epoch, by report scope. */
  readonly lastSlots?: { readonly [scope: string]: number };
  /** What a later version wrote. It is kept as it is. */
  readonly [later: string]: Json | undefined;
}

/** Where decisions are kept, apart from facts and records. */
export interface Decisions {
  /** Where, for people: a path. */
  readonly place: string;
  /** True when they outlive the process. */
  readonly lasting: boolean;
  /**
   * What has been decided; `{}` when nothing has. Makes no file.
   * Rejects when it exists and cannot be read or understood: telemetry is then held back, and asks again.
   */
  read(): Promise<Decided>;
  /**
   * What keeps this user from changing them, though they can be read: a folder that is another's. `null` where nothing does. Makes
   * nothing, and never rejects. @default nothing ever does
   */
  obstacle?(): Promise<StoreObstacle | null>;
  /**
   * Reads, changes and writes as one step, however many processes do so at once.
   * Gives what is decided now. `change` is pure and may run again; where it throws, nothing is changed. It may give
   * its argument back: then nothing is written, and no file made. Rejects where `read` does, or nothing can be written.
   */
  update(change: (decided: Decided) => Decided): Promise<Decided>;
}

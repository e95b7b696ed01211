import type { Properties } from '../facts/fact.ts';
import type { Identifier } from '../facts/identifiers.ts';
import type { MachineParts, MachineReader } from '../facts/machine.ts';

/** What a machine is said to be. What is left out cannot be read. */
export interface ManualMachineFacts {
  /** By field. */
  readonly system?: Properties;
  readonly parts?: Partial<MachineParts>;
  /** Of each interface that leads out. @default none */
  readonly interfaces?: readonly Pick<MachineParts, 'mac' | 'ip4'>[];
  readonly identifiers?: readonly Identifier[];
}

/** A machine that is what it is said to be: nothing of the real one is read. */
export const manualMachine = ({
  system = {},
  parts = {},
  interfaces = [],
  identifiers = [],
}: ManualMachineFacts = {}): MachineReader => ({
  system: async (fields) => Object.fromEntries(fields.map((field) => [field, system[field] ?? null])),
  parts: async () => ({ mac: null, ip4: '', systemUuid: '', ...parts }),
  interfaces: async () => interfaces,
  identifiers: async () => identifiers,
});

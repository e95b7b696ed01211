import type { MachineParts } from '../facts/machine.ts';
import { machineId } from './machine-id.ts';
import { onlyParts, partNames, presentIn, soundParts } from './sound-parts.ts';

/** The id of a machine as it is kept: with the names of the parts that it was made of, and none of their values. */
export type KeptMachineId = {
  readonly id: string;
  /** Without `mac` the id is that of the installation. `host` is what the config has. */
  readonly parts: readonly string[];
};

/** What the id of a machine is made of here and now. */
export interface MachineHere {
  readonly parts: MachineParts;
  /** The MAC and IPv4 of each interface that leads out. @default none is known */
  readonly interfaces?: readonly Pick<MachineParts, 'mac' | 'ip4'>[];
  /** What the config has at the plan's key; empty where that is nothing. */
  readonly host: string;
  /** The installation's own id. */
  readonly own: string;
  /** From an earlier start. */
  readonly kept: KeptMachineId | null;
}

/** The id of a machine, and why it is weak. */
export interface SettledMachineId {
  /** What events are sent under, and what is to be kept: `kept` itself where that still holds. */
  readonly machineId: KeptMachineId;
  /** `null` where it was made of all parts. */
  readonly weakness: string | null;
  /** Whether it differs from what was kept, or is used in the place of one that cannot be made now. */
  readonly isNews: boolean;
}

/**
 * Decides the id of a machine. It is Butler's, made of the parts that are there; without a MAC it is the installation's, and stays
 * that once it was used. An id that was made before goes on while a part that it was made of is missing, and as long as the same
 * parts make the same, whichever interface is the default one by now: so a part that comes and goes gives no second id, and another
 * machine has another.
 */
export function settleMachineId({ parts, interfaces = [], host, own, kept }: MachineHere): SettledMachineId {
  const sound = soundParts(parts);
  const present = [...presentIn(sound), ...(host === '' ? [] : ['host'])];
  if (kept !== null && isRandom(kept, own)) return settled(kept, kept);
  if (kept?.parts.includes('mac') === true) {
    const all = [sound, ...interfaces.map((address) => soundParts({ ...parts, ...address }))];
    if (all.some((one) => machineId(onlyParts(one, kept.parts), host) === kept.id)) {
      // An id that was kept before hosts were: from now on it is known that it was made with one.
      const isNamed = host === '' || kept.parts.includes('host');
      return settled(isNamed ? kept : { ...kept, parts: [...kept.parts, 'host'] }, kept);
    }
    const gone = kept.parts.filter((name) => !present.includes(name));
    if (gone.length > 0) {
      const weakness = `the ${listed(gone)} cannot be read now, so the id of an earlier start is used`;
      return { machineId: kept, weakness, isNews: true };
    }
  }
  return settled({ id: machineId(sound, host) ?? own, parts: present }, kept);
}

/** Whether it is the random id of the installation, and not made of the machine. */
export const isRandom = ({ id }: KeptMachineId, own: string | undefined): boolean => id === own;

function settled(made: KeptMachineId, kept: KeptMachineId | null): SettledMachineId {
  const isKept = made.id === kept?.id && made.parts.join() === kept.parts.join();
  return { machineId: isKept ? kept : made, weakness: weaknessOf(made), isNews: !isKept };
}

/** Why an id is weak that was made of these parts; `null` where it is not. */
export function weaknessOf({ parts }: KeptMachineId): string | null {
  const missing = partNames.filter((name) => !parts.includes(name));
  if (missing.length === 0) return null;
  return missing.includes('mac')
    ? 'no MAC address that this machine alone has was found when it was made, so it is a random one of the installation'
    : `it was made without the ${listed(missing)}, so another machine may have the same id`;
}

/** What to do about it. */
export const strongerIdentity =
  'Where each installation must have an id of its own that stays, use installationIdentity() in the plan.';

/** A weakness, for a log or a list of problems. */
export const weaknessInWords = (weakness: string): string =>
  `the id that machineIdentity() makes is weak here: ${weakness}. ${strongerIdentity}`;

const inWords: Readonly<Record<string, string>> = {
  mac: 'MAC address',
  ip4: 'IPv4 address',
  systemUuid: "system's UUID",
  host: 'host in the config',
};

const listed = (names: readonly string[]): string => {
  const words = names.map((name) => inWords[name] ?? name);
  return words.length < 3 ? words.join(' and ') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
};

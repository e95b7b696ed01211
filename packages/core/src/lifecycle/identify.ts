import type { MachineReader } from '../facts/machine.ts';
import { valueAt } from '../facts/read-features.ts';
import { installationId } from '../identity/installation-id.ts';
import { randomUuid } from '../identity/random-uuid.ts';
import { settleMachineId, type MachineHere, type SettledMachineId } from '../identity/settle-machine-id.ts';
import type { Plan } from '../plan/plan.ts';
import type { Decided, Decisions } from '../store/decisions.ts';
import type { Random } from '../surroundings/random.ts';

/** Who this installation, and this instance of it, is. */
export interface Identified {
  /** Key of uuids and phases. Never sent. */
  readonly installation: string;
  /** What events are sent under; for `noIdentity`, of the first slot. */
  readonly distinctId: string;
  /** Random id of the instance, where the plan's identity sends one. */
  readonly instanceId: string | null;
}

/** What {@link identify} needs of the world. */
export interface IdentifyContext {
  readonly plan: Plan;
  readonly instance: string;
  /** The name that its id is kept under, given the key of the installation. @default its own */
  readonly keptName?: (installation: string) => string;
  readonly config: object | null;
  /** `null` where the host accepted an installation that ends with the process. */
  readonly decisions: Decisions | null;
  readonly machine: MachineReader;
  readonly random: Random;
  /** Told why an id that was drawn could not be kept: it lasts as long as the process. */
  readonly notKept?: (error: unknown) => void;
  /** Told why the id of the machine is weak, and whether that is news. */
  readonly weak?: (weakness: string, isNews: boolean) => void;
}

/** Finds out who this is, and keeps what is random and must last. */
export async function identify({
  plan,
  instance,
  keptName = () => instance,
  config,
  decisions,
  machine,
  random,
  notKept = () => {},
  weak = () => {},
}: IdentifyContext): Promise<Identified> {
  const sendsInstance = plan.identity?.kind === 'installation' && plan.identity.instance !== undefined;
  const fresh = { installation: installationId(random), instance: randomUuid(random) };
  const here =
    plan.identity?.kind === 'machine'
      ? {
          parts: await machine.parts(),
          interfaces: (await machine.interfaces?.()) ?? [],
          host: hostAt(config, plan.identity.host),
        }
      : null;
  let isNews = false;
  const complete = (decided: Decided): Decided => {
    const { installationId: installation = fresh.installation } = decided;
    const name = keptName(installation);
    const named = !sendsInstance || keptId(decided, name) !== null;
    const made = here && settledFor(here, installation, decided);
    isNews = made?.isNews ?? false;
    const isKept = made === null || made.machineId === decided.machineId;
    if (decided.installationId !== undefined && named && isKept) return decided;
    const instanceIds = sendsInstance ? { instanceIds: { [name]: fresh.instance, ...decided.instanceIds } } : {};
    const machineId = made === null ? {} : { machineId: made.machineId };
    return { ...decided, installationId: installation, ...instanceIds, ...machineId };
  };
  const decided = decisions === null ? complete({}) : await kept(decisions, complete, notKept);
  const own = decided.installationId ?? fresh.installation;
  const instanceId = sendsInstance ? (keptId(decided, keptName(own)) ?? fresh.instance) : null;
  if (plan.identity?.kind === 'none') return { installation: own, distinctId: randomUuid(random), instanceId };
  if (here === null) return { installation: own, distinctId: own, instanceId };
  const { machineId, weakness } = settledFor(here, own, decided);
  if (weakness !== null) weak(weakness, isNews);
  return { installation: decisions?.lasting === true ? own : machineId.id, distinctId: machineId.id, instanceId };
}

const settledFor = (here: Omit<MachineHere, 'own' | 'kept'>, own: string, { machineId }: Decided): SettledMachineId =>
  settleMachineId({ ...here, own, kept: machineId ?? null });

/** Where decisions can be read and not be changed, as on a disk that is read-only or full, telemetry goes on without. */
async function kept(
  decisions: Decisions,
  complete: (decided: Decided) => Decided,
  notKept: (error: unknown) => void,
): Promise<Decided> {
  try {
    return await decisions.update(complete);
  } catch (error) {
    const decided = complete(await decisions.read());
    notKept(error);
    return decided;
  }
}

/** An instance may be named as what every object has: `constructor`. */
const keptId = ({ instanceIds = {} }: Decided, instance: string): string | null =>
  Object.hasOwn(instanceIds, instance) ? (instanceIds[instance] ?? null) : null;

/** A config may hold a host that looks like a number. Without one, the id is made of the other parts. */
function hostAt(config: object | null, key: string): string {
  const host = valueAt(config, key);
  return typeof host === 'string' || typeof host === 'number' ? String(host) : '';
}

import type { Identity } from '../plan/plan.ts';

/**
 * Events are of an installation: 256 random bits, kept with the decisions. With `instance`, a random id of each named
 * instance is sent under that name with every event as well. The events of an installation can be linked: pseudonymous.
 *
 * @example installationIdentity({ instance: 'instanceId' })
 */
export const installationIdentity = ({ instance }: { readonly instance?: string } = {}): Identity =>
  instance === undefined ? { kind: 'installation' } : { kind: 'installation', instance };

/**
 * Events are of a machine: a keyed hash of its MAC, its IPv4, its firmware's UUID and what the config key `host` holds.
 * Pseudonymous, and weaker than a random id: whoever can guess these parts can search for it. A machine without a MAC of
 * its own, as a container may be, has an installation's identity instead, and keeps it. While a part cannot be read, the id that was
 * kept goes on; `status` says where the id is weak.
 *
 * @example machineIdentity({ host: 'Butler.configQRS.host' })
 */
export const machineIdentity = ({ host }: { readonly host: string }): Identity => ({ kind: 'machine', host });

/** Events are of nobody: a random id for each slot, so that nothing can be linked over time. Anonymous. */
export const noIdentity = (): Identity => ({ kind: 'none' });

import { installationId } from '../identity/installation-id.ts';
import { isRandom } from '../identity/settle-machine-id.ts';
import type { Session } from '../lifecycle/session.ts';

/**
 * Draws a new random id, and new ones of the instances; a machine whose id is random, as it had no MAC, has the new one instead.
 * Rejects where there is none to draw, or it cannot be kept.
 */
export async function resetIdentity({ plan, decisions, surroundings }: Session): Promise<void> {
  const { kind } = plan.identity ?? { kind: 'installation' };
  if (kind === 'none') throw new Error('Failed to reset the id: there is none that lasts, each report has a new one.');
  const { machineId, installationId: own } = kind === 'machine' ? await decisions.read() : {};
  if (kind === 'machine' && (machineId === undefined || !isRandom(machineId, own))) {
    throw new Error(
      'Failed to reset the id: it is computed from this machine, and would be the same again. Turn telemetry off instead.',
    );
  }
  if (!decisions.lasting) {
    throw new Error(
      'Failed to reset the id: it ends with the process, as all that is decided does. Start the application again, or give ' +
        'the store a place for decisions that lasts: memoryStore({ decisions: fileDecisions({ path }) }).',
    );
  }
  const fresh = installationId(surroundings.random);
  await decisions.update(({ instanceIds: _, ...decided }) => ({
    ...decided,
    installationId: fresh,
    ...(decided.machineId !== undefined && isRandom(decided.machineId, decided.installationId)
      ? { machineId: { ...decided.machineId, id: fresh } }
      : {}),
  }));
}

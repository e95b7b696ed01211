import type { Finding } from '../../lifecycle/options.ts';
import type { Session } from '../../lifecycle/session.ts';
import { guardLook } from '../guard-status.ts';
import { failing, well } from './finding.ts';

/** What the leak guard looks for, and whether it keeps all back. */
export async function guardFindings(session: Session): Promise<readonly Finding[]> {
  const { status, problem } = await guardLook(session);
  const { looksFor, passesOver } = status;
  const found = looksFor.length === 0 ? 'patterns only' : `${looksFor.join(', ')}, and patterns`;
  const not = passesOver.map(({ what, value, why }) => `${what} ${value} (${why})`);
  return [
    well('leak guard', `looks for ${found}${not.length === 0 ? '' : `; not for ${not.join(', ')}`}`),
    ...(problem === null ? [] : [failing('leak guard', problem, 'Until then nothing is sent.')]),
  ];
}

import type { Finding } from '../../lifecycle/options.ts';
import { deliveryProblems } from '../delivery-problems.ts';
import { withStore, type Desk } from '../desk.ts';
import { failing } from './finding.ts';

/** What keeps delivery from making any attempt. A store that cannot be opened has a finding of its own. */
export async function deliveryFindings(desk: Desk): Promise<readonly Finding[]> {
  const problems = await withStore(desk, (store) => deliveryProblems(desk.running, store)).catch(() => null);
  return (problems ?? []).map((problem) =>
    failing('delivery', problem, 'Fix this, and the events that wait are sent.'),
  );
}

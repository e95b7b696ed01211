import type { Service } from './host.ts';

/** Ids of what was made. */
export interface Made {
  readonly flow: string;
  readonly trigger: string;
  readonly action: string;
  readonly connection: string;
}

const nameOfFlow = "Xanthippe's salary, at home@example.org";

/** How many events come of {@link useEverything}, by name. */
export const expected: Readonly<Record<string, number>> = {
  diagnosticInfo: 2,
  flowCreated: 2,
  flowUpdated: 1,
  stepCreated: 3,
  stepUpdated: 2,
  executionCreated: 2,
  executionStepCreated: 3,
  connectionCreated: 1,
  connectionUpdated: 1,
};

/** Has main do all that is recorded. The worker executes a flow whose second step fails, and one that succeeds. */
export async function useEverything(main: Service): Promise<Made> {
  const flow = await main.ask('POST /flows', { name: nameOfFlow });
  const trigger = await main.ask(`POST /flows/${flow}/steps`);
  const action = await main.ask(`POST /flows/${flow}/steps`);
  await main.ask(`PATCH /steps/${trigger}`, { appKey: 'rss', key: 'newItemsInFeed' });
  await main.ask(`PATCH /flows/${flow}`, { active: true });
  await main.ask(`POST /flows/${flow}/run`, { testRun: true });
  const other = await main.ask('POST /flows', { name: 'Another' });
  const step = await main.ask(`POST /flows/${other}/steps`);
  await main.ask(`PATCH /steps/${step}`, { appKey: 'scheduler', key: 'everyDay' });
  await main.ask(`POST /flows/${other}/run`);
  const connection = await main.ask('POST /connections', { key: 'slack' });
  await main.ask(`PATCH /connections/${connection}`, { verified: true });
  return { flow, trigger, action, connection };
}

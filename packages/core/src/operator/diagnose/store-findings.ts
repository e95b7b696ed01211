import { reasonOf } from '../../errors.ts';
import { many } from '../../facts/many.ts';
import { quoted } from '../../facts/shown.ts';
import type { Finding } from '../../lifecycle/options.ts';
import { unknownKeysIn } from '../../store/parse-decisions.ts';
import { obstacleOf, withStore, type Desk } from '../desk.ts';
import { failing, skipped, warning, well } from './finding.ts';

/** Whether decisions can be read and changed, and the store be read, and what is in it. Makes neither. */
export async function storeFindings(desk: Desk): Promise<readonly Finding[]> {
  const { decisions, options } = desk.session;
  return [
    await decisionsFinding(desk),
    options.store === undefined ? unknownStore : await storeFinding(desk),
    ...lastFinding(),
  ];

  function lastFinding(): readonly Finding[] {
    if (decisions.lasting || options.store === undefined) return [];
    const todo =
      'Give the store a place for them: memoryStore({ decisions: fileDecisions({ path }) }), or sqliteStore.';
    return [warning('decisions', 'they end with the process', todo)];
  }
}

const unknownStore = skipped('store', 'not known here: the application names it when it starts telemetry');

async function decisionsFinding({ session: { decisions } }: Desk): Promise<Finding> {
  try {
    const unknown = unknownKeysIn(await decisions.read());
    const obstacle = (await decisions.obstacle?.()) ?? null;
    if (obstacle !== null) return failing('decisions', obstacle.seen, obstacle.todo);
    if (unknown.length === 0) return well('decisions', decisions.place);
    return warning(
      'decisions',
      `${decisions.place} has ${unknown.map(quoted).join(', ')}, which this version does not know`,
      'It says nothing here. Correct its name, or take it out, unless a later version wrote it.',
    );
  } catch (error) {
    return failing(
      'decisions',
      reasonOf(error),
      'Mend the file, or move it away to decide anew. Telemetry is held back until then.',
    );
  }
}

async function storeFinding(desk: Desk): Promise<Finding> {
  const { store } = desk.session.options;
  const place = store?.place ?? '';
  const instead = desk.running?.storeProblem ?? null;
  if (instead !== null) {
    return failing('store', instead, 'See to the file and its folder, and start the application again.');
  }
  const obstacle = await obstacleOf(desk);
  if (obstacle !== null) return failing('store', obstacle.seen, obstacle.todo);
  try {
    const counts = await withStore(desk, (opened) => opened.counts());
    if (counts === null) return well('store', `${place}: not there yet, it is made at the first start`);
    const { records, quarantined, dropped, bytes } = counts;
    const seen = `${place}: ${many(records, 'record')}, ${quarantined} quarantined, ${dropped} lost, ${many(bytes, 'byte')}`;
    const [trouble] = store?.troubles ?? [];
    if (trouble !== undefined) return warning('store', trouble, `See to ${place} and its folder.`);
    if (dropped === 0) return well('store', seen);
    return warning('store', seen, 'Some did not fit: give the store more room, or see why nothing was delivered.');
  } catch (error) {
    const todo = `See that this user may read and write ${place}, and that the disk has room.`;
    return failing('store', reasonOf(error), todo);
  }
}

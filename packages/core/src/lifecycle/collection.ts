import { sentence } from '../facts/shown.ts';
import { compileCheck } from '../pipeline/compile-check.ts';
import { eventSchemas } from '../pipeline/event-schemas.ts';
import { guardOf } from '../pipeline/guard.ts';
import type { Leaks } from '../pipeline/guard/leaks.ts';
import type { Stages } from '../pipeline/pipeline.ts';
import { describeFeatures } from '../plan/describe.ts';
import { planAsOf } from '../plan/plan-as-of.ts';
import { lookoutFor } from './lookout.ts';
import { noticeKeeper, type NoticeKeeper } from './notice-keeper.ts';
import type { Session } from './session.ts';
import type { Standing } from './standing.ts';
import { allKeptBack, toldAtStart, type ToldAtStart } from './told-at-start.ts';
import { withheldBy, type Withheld } from './withheld.ts';

/** What is collected, by what was accepted, and what keeps all else out. */
export interface Collection {
  readonly notice: NoticeKeeper;
  readonly standing: Standing;
  readonly withheld: Withheld;
  readonly leaks: Leaks;
  readonly told: ToldAtStart;
  /** Of the plan without what is withheld. */
  readonly stages: Stages;
}

/** Shows the notice where it is due, and makes ready what events have to pass. */
export async function collectionOf(session: Session): Promise<Collection> {
  const { serviceVersion = '', context = {} } = session.options;
  const notice = noticeKeeper(session);
  const standing = await notice.refresh();
  const plan = planAsOf(session.plan, standing.collects);
  const withheld = withheldBy(session.plan, plan);
  const { leaks } = await lookoutFor(session);
  const told = toldAtStart(plan, { serviceVersion, context: withheld.context(context) }, leaks);
  if (told.reasons.length > 0) session.logger.warn(`Telemetry: ${allKeptBack(told.reasons)}`);
  const features = describeFeatures(plan);
  const schemas = eventSchemas(plan, features);
  // What is in every event and must not leave keeps every event back.
  const check =
    told.reasons.length > 0
      ? () => told.reasons
      : await compileCheck(schemas, (why) =>
          session.logger.debug(sentence(`Telemetry: events are checked without generated code: ${why}`)),
        );
  return {
    notice,
    standing,
    withheld,
    leaks,
    told,
    stages: { plan, features, check, guarded: guardOf(schemas, leaks) },
  };
}

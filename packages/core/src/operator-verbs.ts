import type {
  Acknowledged,
  AcknowledgeOptions,
  ActivityAsked,
  DiagnoseOptions,
  Erased,
  Finding,
  LookOptions,
  Notice,
  Preview,
  RecordsQuery,
  Replayed,
  ReplayOptions,
  Submission,
  SubmitOptions,
} from './lifecycle/options.ts';
import type { Desk } from './operator/desk.ts';
import type { TelemetryEvent } from './pipeline/telemetry-event.ts';
import type { ActivityBucket, RecordPage } from './store/store.ts';
import { held } from './surroundings/held.ts';

/** The operator's half of the handle: each verb is one call, and is imported when it is first used. */
export abstract class OperatorVerbs {
  /** What a verb works with: what was given to `start`, else to the verb. */
  protected abstract desk(options: LookOptions): Desk;
  /** Has telemetry that runs go by what was decided just now. */
  protected abstract followDecisions(): Promise<void>;

  async preview(options: LookOptions = {}): Promise<Preview> {
    const { previewOf } = await import('./lifecycle/preview.ts');
    return held(previewOf(this.desk(options).session));
  }

  async records(query: RecordsQuery = {}, options: LookOptions = {}): Promise<RecordPage> {
    const { recordsOf } = await import('./operator/records.ts');
    return held(recordsOf(this.desk(options), query));
  }

  async activity(asked: ActivityAsked = {}, options: LookOptions = {}): Promise<readonly ActivityBucket[]> {
    const { activityOf } = await import('./operator/activity.ts');
    return held(activityOf(this.desk(options), asked));
  }

  async notice(options: LookOptions = {}): Promise<Notice> {
    const { noticeOf } = await import('./operator/acknowledge.ts');
    return held(noticeOf(this.desk(options)));
  }

  async acknowledge(options: LookOptions = {}, how: AcknowledgeOptions = {}): Promise<Acknowledged> {
    const { acknowledge } = await import('./operator/acknowledge.ts');
    const done = await held(acknowledge(this.desk(options), how));
    await held(this.followDecisions());
    return done;
  }

  async submit(how: SubmitOptions = {}, options: LookOptions = {}): Promise<Submission> {
    const { submit } = await import('./operator/submit.ts');
    return held(submit(this.desk(options), how));
  }

  async erase(what: 'all' | 'submitted', options: LookOptions = {}): Promise<Erased> {
    const { erase } = await import('./operator/erase.ts');
    return held(erase(this.desk(options), what));
  }

  async resetIdentity(options: LookOptions = {}): Promise<{ readonly id: string | null }> {
    const { resetIdentity } = await import('./operator/reset-identity.ts');
    const desk = this.desk(options);
    await held(resetIdentity(desk.session));
    await held(this.followDecisions());
    const { knownIdentity } = await import('./operator/desk.ts');
    return { id: (await held(knownIdentity(this.desk(options)))).id };
  }

  async *exportRecords(
    how: { readonly all?: boolean } = {},
    options: LookOptions = {},
  ): AsyncGenerator<TelemetryEvent> {
    const { exportFrom } = await import('./operator/records.ts');
    const events = exportFrom(this.desk(options), how);
    try {
      for (let next = await held(events.next()); next.done !== true; next = await held(events.next())) yield next.value;
    } finally {
      await held(events.return(undefined));
    }
  }

  async replay(
    events: AsyncIterable<TelemetryEvent> | Iterable<TelemetryEvent>,
    how: ReplayOptions,
    options: LookOptions = {},
  ): Promise<Replayed> {
    const { replay } = await import('./operator/replay.ts');
    return held(replay(events, how, this.desk(options)));
  }

  async diagnose({ contact = false, ...options }: DiagnoseOptions = {}): Promise<readonly Finding[]> {
    const { diagnose } = await import('./operator/diagnose/diagnose.ts');
    return held(diagnose(this.desk(options), { contact }));
  }
}

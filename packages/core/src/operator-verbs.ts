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

/** The operator's half of the handle: each verb is one call, and is imported when it is first used. */
export abstract class OperatorVerbs {
  /** What a verb works with: what was given to `start`, else to the verb. */
  protected abstract desk(options: LookOptions): Desk;
  /** Has telemetry that runs go by what was decided just now. */
  protected abstract followDecisions(): Promise<void>;
  /** Gives what `work` gives, and keeps the process alive until then, or until the handle is closed. */
  protected abstract hold<T>(work: Promise<T>): Promise<T>;

  async preview(options: LookOptions = {}): Promise<Preview> {
    const { previewOf } = await import('./lifecycle/preview.ts');
    return this.hold(previewOf(this.desk(options).session));
  }

  async records(query: RecordsQuery = {}, options: LookOptions = {}): Promise<RecordPage> {
    const { recordsOf } = await import('./operator/records.ts');
    return this.hold(recordsOf(this.desk(options), query));
  }

  async activity(asked: ActivityAsked = {}, options: LookOptions = {}): Promise<readonly ActivityBucket[]> {
    const { activityOf } = await import('./operator/activity.ts');
    return this.hold(activityOf(this.desk(options), asked));
  }

  async notice(options: LookOptions = {}): Promise<Notice> {
    const { noticeOf } = await import('./operator/acknowledge.ts');
    return this.hold(noticeOf(this.desk(options)));
  }

  async acknowledge(options: LookOptions = {}, how: AcknowledgeOptions = {}): Promise<Acknowledged> {
    const { acknowledge } = await import('./operator/acknowledge.ts');
    const done = await this.hold(acknowledge(this.desk(options), how));
    await this.hold(this.followDecisions());
    return done;
  }

  async submit(how: SubmitOptions = {}, options: LookOptions = {}): Promise<Submission> {
    const { submit } = await import('./operator/submit.ts');
    return this.hold(submit(this.desk(options), how));
  }

  async erase(what: 'all' | 'submitted', options: LookOptions = {}): Promise<Erased> {
    const { erase } = await import('./operator/erase.ts');
    return this.hold(erase(this.desk(options), what));
  }

  async resetIdentity(options: LookOptions = {}): Promise<{ readonly id: string | null }> {
    const { resetIdentity } = await import('./operator/reset-identity.ts');
    const desk = this.desk(options);
    await this.hold(resetIdentity(desk.session));
    await this.hold(this.followDecisions());
    const { knownIdentity } = await import('./operator/desk.ts');
    return { id: (await this.hold(knownIdentity(this.desk(options)))).id };
  }

  async *exportRecords(
    how: { readonly all?: boolean } = {},
    options: LookOptions = {},
  ): AsyncGenerator<TelemetryEvent> {
    const { exportFrom } = await import('./operator/records.ts');
    const events = exportFrom(this.desk(options), how);
    try {
      for (let next = await this.hold(events.next()); next.done !== true; next = await this.hold(events.next()))
        yield next.value;
    } finally {
      await this.hold(events.return(undefined));
    }
  }

  async replay(
    events: AsyncIterable<TelemetryEvent> | Iterable<TelemetryEvent>,
    how: ReplayOptions,
    options: LookOptions = {},
  ): Promise<Replayed> {
    const { replay } = await import('./operator/replay.ts');
    return this.hold(replay(events, how, this.desk(options)));
  }

  async diagnose({ contact = false, ...options }: DiagnoseOptions = {}): Promise<readonly Finding[]> {
    const { diagnose } = await import('./operator/diagnose/diagnose.ts');
    return this.hold(diagnose(this.desk(options), { contact }));
  }
}

export { createTelemetry } from './telemetry.ts';
export type {
  Acknowledged,
  AcknowledgeOptions,
  ActivityAsked,
  DiagnoseOptions,
  Erased,
  Finding,
  GuardStatus,
  LookOptions,
  Notice,
  NoticeStatus,
  Preview,
  RecordsQuery,
  Replayed,
  ReplayOptions,
  SinkStatus,
  SinkSubmission,
  StartOptions,
  Status,
  Submission,
  SubmitOptions,
  SubmitProgress,
  Surroundings,
  NotSwitched,
  Switched,
  Telemetry,
  TelemetryOptions,
} from './lifecycle/options.ts';

export { definePlan } from './plan/define-plan.ts';
export { anyOf, flag, group, lengthOf, notEmpty, number, oneOf } from './plan/features.ts';
export type { FeatureTree, Group, GroupOptions, Leaf, LeafOptions } from './plan/features.ts';
export type {
  ConsentVariable,
  EventPlan,
  Events,
  Identity,
  Maintainer,
  Plan,
  PlanInput,
  ReportPlan,
  SystemField,
} from './plan/plan.ts';
export type { PlanItem } from './plan/new-since.ts';
export type { Value, ValueOf, Values, ValuesOf } from './plan/values.ts';
export { describePlan, lackingKeys } from './description/describe-plan.ts';
export type {
  DescribedCommand,
  DescribedEvent,
  DescribedField,
  DescribedKey,
  FieldKind,
  Origin,
  PlanDescription,
} from './description/described.ts';
export { installationIdentity, machineIdentity, noIdentity } from './identity/identities.ts';
export { yamlFile } from './facts/yaml-file.ts';
export type { ConfigReading, ConfigReadOptions, ConfigSource } from './facts/config-source.ts';
export type { Identifier, IdentifierKind } from './facts/identifiers.ts';
export type { MachineParts, MachineReader } from './facts/machine.ts';
export type { Fact } from './facts/fact.ts';
export type { Consent, ConsentPlace, ConsentSource } from './consent/consent.ts';
export { codeIn, ConfigError, PlanError, reasonOf, type ConfigErrorCode, type Problem } from './errors.ts';

export { memoryStore, type MemoryStoreOptions } from './store/memory-store.ts';
export { fileDecisions, type FileDecisionsOptions } from './store/file-decisions.ts';
export type { Decided, Decisions } from './store/decisions.ts';
export { syncFile } from './store/sync-file.ts';
export { asOwner, ForeignFileError } from './store/foreign-file.ts';
export { followLinks, holdDirectory, whoMayChange, whoMayChangeNow } from './store/foreign-paths.ts';
export type { HeldDirectory } from './store/held-directory.ts';
export type { PathStep } from './store/path-walk.ts';
export type { Trusted } from './store/who-may-change.ts';
export { bareFacts, healthy, StoreError } from './store/store.ts';
export type {
  ActivityBucket,
  ActivityQuery,
  BatchLimits,
  Commit,
  Committed,
  ConsentReceipt,
  Counts,
  DeliveryLock,
  Erasure,
  Journal,
  NewRecord,
  RecordDelivery,
  RecordEntry,
  RecordPage,
  RecordQuery,
  RecordState,
  Settlement,
  SinkCounts,
  SinkHealth,
  Store,
  StoreObstacle,
  StoreSupports,
  StoredRecord,
} from './store/store.ts';
export { emptyState, type InstanceState, type SlotState, type State, type Tally } from './pipeline/state.ts';
export { eventFromJson, eventJson, eventsIn, packEvents, propertiesJson } from './pipeline/event-text.ts';
export { packBytes, packTexts, unpack, type PackedTexts } from './pipeline/packed-texts.ts';
export type { TelemetryEvent } from './pipeline/telemetry-event.ts';
export type { JsonSchema } from './pipeline/event-schemas.ts';
export type { Quarantined } from './pipeline/quarantined.ts';

export { beforeAbort } from './delivery/before-abort.ts';
export { chooseSinks, sinksOfProduction, whyNoSinks, type SinkChoices } from './delivery/choose-sinks.ts';
export { classify, type ClassifyOptions } from './delivery/classify.ts';
export { openConnection, type Answer, type Connection, type PostRequest } from './delivery/post.ts';
export { PostError } from './delivery/post-error.ts';
export { readReceiverUrl, type ReceiverUrl, type ReceiverUrlOptions } from './delivery/receiver-url.ts';
export type { AddedProperty, MessageKey, Outcome, ProbeRequest, Receiver, Sink } from './delivery/sink.ts';

export { systemClock, type Clock } from './surroundings/clock.ts';
export type { Environment } from './surroundings/environment.ts';
export type { Json } from './surroundings/json.ts';
export type { Logger, LogLevel } from './surroundings/logger.ts';
export { loadPackage } from './surroundings/load-package.ts';
export { startThread, type Thread, type ThreadOptions } from './surroundings/start-thread.ts';
export type { Random } from './surroundings/random.ts';

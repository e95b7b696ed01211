import type {
  Consent,
  Finding,
  Plan,
  Preview,
  RecordEntry,
  Status,
  Submission,
  TelemetryEvent,
} from '@plainsight/core';

/** A plan of a made-up service, as `definePlan` would give it. */
export const plan: Plan = {
  service: 'larder',
  version: 3,
  maintainer: { name: 'Larder Contributors', contact: 'privacy@larder.example' },
  why: 'To learn which shelves are in use, so that we mend those first and let go of those that nobody uses.',
  never: ['what is in a jar', 'names of people'],
  consent: { default: 'on', config: 'larder.telemetry', env: 'LARDER_TELEMETRY' },
  context: { appEnv: { enum: ['production', 'test'] } },
  report: { name: 'larder report', everyHours: 12 },
};

/** A report of it. */
export const report: TelemetryEvent = {
  uuid: '0f9d3a9e-5b0c-5c52-8f3e-2d9a4f6b7c81',
  name: 'larder report',
  timestamp: '2026-03-04T05:06:07.089Z',
  distinctId: '5b1c0ad9f1f9c0d7f6b0e4a9c6d1a5b37e2f4c8d9a0b1c2d3e4f5a6b7c8d9e0f',
  properties: { service: 'larder', serviceVersion: '4.5.6', appEnv: 'production', feature_shelves: true },
};

const silent = { configured: true, says: null, holds: null, problem: null } as const;

/** On, because the config says so. */
export const on: Consent = {
  on: true,
  decidedBy: 'larder.telemetry',
  reason: 'on, because larder.telemetry is true',
  heldBack: false,
  places: [
    { source: 'do-not-track', name: 'DO_NOT_TRACK', ...silent },
    { source: 'variable', name: 'LARDER_TELEMETRY', ...silent },
    { source: 'operator', name: "the operator's decision", ...silent },
    { source: 'config', name: 'larder.telemetry', configured: true, says: 'on', holds: 'true', problem: null },
  ],
};

/** Off, because the environment says so. */
export const off: Consent = {
  on: false,
  decidedBy: 'DO_NOT_TRACK',
  reason: 'off, because DO_NOT_TRACK is 1',
  heldBack: false,
  places: on.places.map((place) => (place.name === 'DO_NOT_TRACK' ? { ...place, says: 'off', holds: '1' } : place)),
};

/** Nobody spoke. */
export const undecided: Consent = {
  on: true,
  decidedBy: "the plan's default",
  reason: "on, by the plan's default",
  heldBack: false,
  places: on.places.map((place) => ({ ...place, ...silent })),
};

const posthog = { company: 'PostHog', url: 'https://eu.i.posthog.com', region: 'EU' };

export const preview: Preview = {
  events: [report],
  consent: on,
  sinks: [{ name: 'posthog', receiver: posthog, dryRun: false }],
  notes: ['gauges are asked of the running application, and are null here'],
};

export const status: Status = {
  service: 'larder',
  state: 'on',
  noticed: null,
  consent: on,
  id: report.distinctId,
  identity: 'installation',
  instance: 'main',
  planVersion: 3,
  notice: {
    acceptedVersion: 2,
    shownAt: '2026-03-04T04:06:07.000Z',
    sendsFrom: null,
    withheld: [
      { kind: 'feature', name: 'feature_lamp', since: 3, why: 'Whether it is used.' },
      { kind: 'event', name: 'swept', since: 3, why: 'How often.' },
    ],
    withheldUntil: '2026-03-05T04:06:07.000Z',
  },
  guard: {
    looksFor: ['host name', 'MAC address', 'IP address'],
    passesOver: [{ what: 'user name', value: 'root', why: 'many machines have the same' }],
  },
  store: {
    place: '/var/lib/larder/telemetry.db',
    durable: true,
    decisions: '/var/lib/larder/telemetry.decisions.json',
    bytes: 84_123,
  },
  nextReportAt: '2026-03-04T17:06:07.000Z',
  nextSubmissionAt: null,
  records: 12,
  quarantined: 1,
  dropped: 0,
  sinks: [
    {
      name: 'posthog',
      receiver: posthog,
      dryRun: false,
      health: 'failing',
      failingSince: '2026-03-04T05:06:07.000Z',
      nextAttemptAt: '2026-03-04T06:06:07.000Z',
      lastAnswer: '503 from eu.i.posthog.com',
      lastAnswerAt: '2026-03-04T05:36:07.000Z',
      waiting: 3,
      accepted: 9,
      rejected: 0,
    },
    {
      name: 'console',
      receiver: { company: 'this terminal', url: null, region: null },
      dryRun: true,
      health: 'healthy',
      failingSince: null,
      nextAttemptAt: null,
      lastAnswer: null,
      lastAnswerAt: null,
      waiting: 0,
      accepted: 12,
      rejected: 0,
    },
  ],
  problems: ['HTTPS_PROXY is set, and this process ignores it. Set NODE_USE_ENV_PROXY=1 to use it.'],
};

const hash = '6f1ed002ab5595859014ebf0951522d9a1b0c7e2f3d4958677a8b9cadbecfd0e';

/** A record that was sent to one sink and waits for another. */
export const record: RecordEntry & { kind: 'record' } = {
  kind: 'record',
  position: 12,
  event: report,
  bytes: 310,
  receipt: { planVersion: 3, planHash: hash, allowedBy: 'larder.telemetry' },
  sinks: {
    larder: { state: 'accepted', why: null, receipt: 'r-0815', at: Date.UTC(2026, 2, 4, 5, 7, 8) },
    posthog: { state: 'waiting', why: '503 from eu.i.posthog.com', receipt: null, at: null },
  },
};

/** What is left of an event that failed its checks. */
export const quarantined: RecordEntry & { kind: 'quarantined' } = {
  kind: 'quarantined',
  position: 11,
  quarantined: {
    uuid: '0197f3a2-1b1c-7d52-8f3e-2d9a4f6b7c81',
    name: 'jarOpened',
    timestamp: '2026-03-04T05:06:06.000Z',
    fields: ['shelf', 'note'],
    reasons: ['note: holds the host name', 'shelf: is none of the words of the plan'],
  },
};

export const submission: Submission = {
  result: 'submitted',
  reason: 'Nothing waits any longer.',
  consent: on,
  elsewhere: false,
  sinks: [
    { name: 'posthog', receiver: posthog, accepted: 1200, rejected: 1, waiting: 0, lastAnswer: '200' },
    {
      name: 'larder',
      receiver: { company: 'Larder', url: 'https://telemetry.larder.example/v1', region: null },
      accepted: 0,
      rejected: 0,
      waiting: 3,
      lastAnswer: null,
    },
  ],
};

export const findings: readonly Finding[] = [
  { what: 'consent', verdict: 'well', seen: 'telemetry is on, because larder.telemetry is true', todo: null },
  {
    what: 'store',
    verdict: 'warning',
    seen: '/var/lib/larder/telemetry.db: 12 records, 0 quarantined, 3 lost, 84123 bytes',
    todo: 'Some did not fit: give the store more room, or see why nothing was delivered.',
  },
  { what: 'config', verdict: 'skipped', seen: 'none is known here', todo: null },
  {
    what: 'posthog: TLS',
    verdict: 'failing',
    seen: 'self-signed certificate in certificate chain',
    todo: 'Put a certificate authority of your own into NODE_EXTRA_CA_CERTS; see firewall and proxy.',
  },
];

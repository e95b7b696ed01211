import { definePlan, flag, installationIdentity } from '@plainsight/core';

/** The apps that flows connect. They come with the software: what a user calls something is none of them. */
export const appKeys = ['github', 'http-request', 'rss', 'scheduler', 'slack'] as const;

/** What triggers and actions of these apps there are. */
export const stepKeys = [
  'createIssue',
  'everyDay',
  'everyHour',
  'newIssues',
  'newItemsInFeed',
  'sendMessageToChannel',
  'sendRequest',
] as const;

export const appEnvs = ['production', 'development', 'test'] as const;

const id = { type: 'string', format: 'uuid' } as const;
const times = {
  createdAt: { type: 'string', format: 'date-time' },
  updatedAt: { type: 'string', format: 'date-time' },
} as const;
const flow = { flowId: id, active: { type: 'boolean' }, ...times } as const;
const connection = { connectionId: id, key: { enum: appKeys }, verified: { type: 'boolean' }, ...times } as const;

/** What Automatisch collects, under its own names, but for the name of a flow, which is its user's own text. */
export default definePlan({
  service: 'automatisch',
  version: 1,
  maintainer: { name: 'Automatisch', contact: 'ali@automatisch.io' },
  why: 'To improve the product, and to work on the features that matter.',
  never: [
    'names of flows, and any other text that a user writes',
    'who the users are: names, e-mail addresses, passwords',
    'credentials of the services that are connected',
    'what flows carry, and the errors that they run into',
  ],
  consent: { default: 'on', env: 'TELEMETRY_ENABLED' },
  notice: { graceHours: 0 },
  // The real one hashes ENCRYPTION_KEY. Whoever has an id could then try keys until one fits, installations that kept the key
  // of an example would be one, and a new key would be a new organisation. A random id says nothing.
  identity: installationIdentity({ instance: 'instanceId' }),
  context: {
    appEnv: { enum: appEnvs, why: 'To leave development out of the numbers.' },
    serviceType: { enum: ['main', 'worker'], why: 'To tell what serves from what executes.' },
  },
  system: {
    why: 'What to test on, and how large the machines of installations are.',
    fields: ['platform', 'distro', 'release', 'cpuCount', 'cpuModel', 'memoryBytes'],
  },
  features: {
    serveWebAppSeparately: flag({ why: 'Whether the web app is served by something else, which must go on to work.' }),
  },
  gauges: {
    cpuMegahertz: { type: 'integer', minimum: 1, example: 2400, why: 'How fast the machines of installations are.' },
  },
  report: { name: 'diagnosticInfo', everyHours: 6, shape: 'flat', per: 'instance' },
  events: {
    flowCreated: {
      kind: 'each',
      why: "How many flows are built. A flow's name is its user's own text, and is left out.",
      properties: flow,
    },
    flowUpdated: {
      kind: 'each',
      why: "How flows are worked on, and whether they are published. A flow's name is left out here too.",
      properties: flow,
    },
    flowDuplicated: { kind: 'count', why: 'Whether flows are made from others.' },
    stepCreated: { kind: 'each', why: 'How long flows are.', properties: { stepId: id, flowId: id, ...times } },
    stepUpdated: {
      kind: 'each',
      why: 'Which apps, triggers and actions are used.',
      properties: {
        stepId: id,
        flowId: id,
        key: { enum: stepKeys, nullable: true },
        appKey: { enum: appKeys, nullable: true },
        type: { enum: ['trigger', 'action'] },
        position: { type: 'integer', minimum: 1 },
        status: { enum: ['incomplete', 'completed'] },
        ...times,
      },
    },
    executionCreated: {
      kind: 'each',
      why: 'How often flows run.',
      properties: { executionId: id, flowId: id, testRun: { type: 'boolean' }, ...times },
    },
    executionStepCreated: {
      kind: 'each',
      why: 'Whether steps succeed.',
      properties: {
        executionStepId: id,
        executionId: id,
        stepId: id,
        status: { enum: ['success', 'failure'] },
        ...times,
      },
    },
    connectionCreated: { kind: 'each', why: 'Which apps are connected.', properties: connection },
    connectionUpdated: { kind: 'each', why: 'Whether connecting an app works.', properties: connection },
  },
});

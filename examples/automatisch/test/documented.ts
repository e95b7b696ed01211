const times = ['createdAt', 'updatedAt'];
const flow = ['flowId', 'active', ...times];
const connection = ['connectionId', 'key', 'verified', ...times];

/** What Automatisch documents that each of its events has, but for the name of a flow. */
export const documented: Readonly<Record<string, readonly string[]>> = {
  flowCreated: flow,
  flowUpdated: flow,
  stepCreated: ['stepId', 'flowId', ...times],
  stepUpdated: ['stepId', 'flowId', 'key', 'appKey', 'type', 'position', 'status', ...times],
  executionCreated: ['executionId', 'flowId', 'testRun', ...times],
  executionStepCreated: ['executionStepId', 'executionId', 'stepId', 'status', ...times],
  connectionCreated: connection,
  connectionUpdated: connection,
  diagnosticInfo: [
    'system_platform',
    'system_distro',
    'system_release',
    'system_memoryBytes',
    'system_cpuCount',
    'system_cpuModel',
    'gauge_cpuMegahertz',
    'feature_serveWebAppSeparately',
    'count_flowDuplicated',
  ],
};

/** What every event has. */
export const common = ['service', 'serviceVersion', 'appEnv', 'serviceType', 'instanceId'];

/** The names of the properties of an event, without what PostHog's own are. */
export const ownKeys = (properties: object): readonly string[] =>
  Object.keys(properties)
    .filter((key) => !key.startsWith('$'))
    .toSorted();

import { definePlan } from '@plainsight/core';

const uuid = { type: 'string', format: 'uuid' } as const;
const time = { type: 'string', format: 'date-time', maxLength: 30 } as const;
const count = { type: 'integer', minimum: 0 } as const;

/** A host that runs flows, with a usage event of two properties and one of 1.3 KB. */
export const plan = definePlan({
  service: 'bench',
  version: 1,
  maintainer: { name: 'Bench', contact: 'bench@example.org' },
  why: 'To know what telemetry costs.',
  never: ['anything of a person'],
  consent: { default: 'on' },
  notice: { graceHours: 0 },
  context: { appEnv: { enum: ['production', 'development'], why: 'Whether it is in earnest.' } },
  events: {
    flowOpened: { kind: 'each', why: 'How flows are used.', properties: { flowId: uuid, steps: count } },
    flowRun: {
      kind: 'each',
      why: 'How flows run.',
      properties: {
        flowId: uuid,
        executionId: uuid,
        triggerStepId: uuid,
        lastStepId: uuid,
        connectionId: uuid,
        templateId: { ...uuid, nullable: true },
        startedAt: time,
        endedAt: time,
        publishedAt: time,
        status: { enum: ['success', 'failure', 'cancelled', 'skipped'] },
        triggerApp: { enum: ['scheduler', 'webhook', 'typeform', 'github', 'gitlab', 'formatter'] },
        triggerKey: { enum: ['everyHour', 'everyDay', 'everyWeek', 'catchRawWebhook', 'newIssue', 'newEntry'] },
        lastActionApp: { enum: ['slack', 'discord', 'smtp', 'postgresql', 'http-request', 'telegram-bot'] },
        lastActionKey: { enum: ['sendMessage', 'findMessage', 'insert', 'update', 'customRequest', 'sendEmail'] },
        isTestRun: { type: 'boolean' },
        isPublished: { type: 'boolean' },
        wasRetried: { type: 'boolean' },
        steps: count,
        dataItems: count,
        durationMillis: { type: 'number', minimum: 0 },
        waitedMillis: { type: 'number', minimum: 0 },
        version: { type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+$', maxLength: 20 },
        note: { type: 'string', maxLength: 600, freeText: 'The outcome of a step, in words.' },
      },
    },
  },
});

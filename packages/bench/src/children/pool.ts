import { randomInt, randomUUID } from 'node:crypto';

/** Properties of so many small usage events (two properties), no two alike. */
export const smallProperties = (size: number): readonly { readonly flowId: string; readonly steps: number }[] =>
  Array.from({ length: size }, () => ({ flowId: randomUUID(), steps: randomInt(30) }));

/** Properties of so many usage events of 1.3 KB as JSON, no two alike. */
export const largeProperties = (size: number): readonly ReturnType<typeof largeOne>[] =>
  Array.from({ length: size }, largeOne);

const statuses = ['success', 'failure', 'cancelled', 'skipped'] as const;
const triggers = ['scheduler', 'webhook', 'typeform', 'github', 'gitlab', 'formatter'] as const;
const triggerKeys = ['everyHour', 'everyDay', 'everyWeek', 'catchRawWebhook', 'newIssue', 'newEntry'] as const;
const actions = ['slack', 'discord', 'smtp', 'postgresql', 'http-request', 'telegram-bot'] as const;
const actionKeys = ['sendMessage', 'findMessage', 'insert', 'update', 'customRequest', 'sendEmail'] as const;
const words =
  'step answered with data and was given what the one before had found while nothing else waited until a limit came near'.split(
    ' ',
  );

function largeOne() {
  const started = Date.UTC(2026, 0, 1) + randomInt(10 ** 9);
  const time = (millis: number): string => new Date(millis).toISOString();
  return {
    flowId: randomUUID(),
    executionId: randomUUID(),
    triggerStepId: randomUUID(),
    lastStepId: randomUUID(),
    connectionId: randomUUID(),
    templateId: randomUUID(),
    startedAt: time(started),
    endedAt: time(started + randomInt(10 ** 6)),
    publishedAt: time(started - randomInt(10 ** 6)),
    status: oneOf(statuses),
    triggerApp: oneOf(triggers),
    triggerKey: oneOf(triggerKeys),
    lastActionApp: oneOf(actions),
    lastActionKey: oneOf(actionKeys),
    isTestRun: randomInt(2) === 0,
    isPublished: randomInt(2) === 0,
    wasRetried: randomInt(2) === 0,
    steps: randomInt(30),
    dataItems: randomInt(1000),
    durationMillis: randomInt(10 ** 6) / 16,
    waitedMillis: randomInt(10 ** 6) / 16,
    version: `${randomInt(20)}.${randomInt(50)}.${randomInt(9)}`,
    note: textOf(580),
  };
}

const oneOf = <T>(list: readonly [T, ...T[]]): T => list[randomInt(list.length)] ?? list[0];

function textOf(length: number): string {
  let text = '';
  while (text.length < length) text += `${words[randomInt(words.length)] ?? ''} `;
  return text.slice(0, length);
}

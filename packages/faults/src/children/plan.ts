import { definePlan } from '@plainsight/core';

const plain = {
  service: 'faults',
  version: 1,
  maintainer: { name: 'Faults', contact: 'faults@example.org' },
  why: 'To know what is lost.',
  never: ['anything of a person'],
  consent: { default: 'on', env: 'FAULTS_TELEMETRY' },
  notice: { graceHours: 0 },
  events: {
    done: { kind: 'each', why: 'Each has a number of its own.', properties: { number: { type: 'integer' } } },
    first: { kind: 'once', why: 'Once for each value.', properties: { value: { type: 'integer' } } },
    tallied: { kind: 'count', why: 'Is added up.' },
    noted: {
      kind: 'each',
      why: 'Holds a text that is searched for.',
      properties: { text: { type: 'string', maxLength: 200, freeText: 'It is searched for.' } },
    },
  },
} as const;

/** The plan of a host that is hurt. */
export const planOf = (everyHours: number) => definePlan({ ...plain, report: { name: 'faults report', everyHours } });

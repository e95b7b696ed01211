import type { Plan } from '../plan/plan.ts';
import type { DescribedField } from './described.ts';
import { exampleOf } from './example-of.ts';
import { valueField } from './value-field.ts';

/** Made up; the page of a software must not change with its version. */
export const exampleVersion = '1.2.3';

/** What is sent with every event of a plan. */
export function commonFields(plan: Plan): readonly DescribedField[] {
  const { service, identity, context = {} } = plan;
  const instance = identity?.kind === 'installation' ? identity.instance : undefined;
  return [
    own({
      flat: 'service',
      schema: { const: service },
      why: 'To tell which software sent it.',
      example: service,
      origin: { from: 'plan' },
    }),
    own({
      flat: 'serviceVersion',
      schema: { type: 'string', maxLength: 200 },
      why: 'To know which versions are in use.',
      example: exampleVersion,
      origin: { from: 'start' },
    }),
    ...(instance === undefined ? [] : [own({ flat: instance, ...instanceId })]),
    ...Object.entries(context).map(([name, value]) =>
      valueField({ kind: 'context', name, value, origin: { from: 'start' }, of: { why: null, since: 1 } }),
    ),
  ];
}

const instanceId = {
  schema: { type: 'string', format: 'uuid' },
  why: 'To tell the processes of one installation apart.',
  example: exampleOf({ type: 'string', format: 'uuid' }),
  origin: { from: 'instance' },
} as const;

type Own = Pick<DescribedField, 'flat' | 'schema' | 'why' | 'example' | 'origin'>;

/** A field that is plainsight's own, and there since the first version. */
const own = (field: Own): DescribedField => ({
  kind: 'own',
  nested: null,
  optional: false,
  freeText: null,
  since: 1,
  ...field,
});

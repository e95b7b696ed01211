/** A JSON Schema of the part of the vocabulary that is used here. */
export interface PlanSchema {
  readonly type?: 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean';
  readonly properties?: { readonly [name: string]: PlanSchema };
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
  readonly items?: PlanSchema;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  /** What to give, in words that follow "Give". */
  readonly description?: string;
}

const text = (description: string): PlanSchema => ({ type: 'string', pattern: '\\S', description });
const oneOf = (...values: readonly (string | boolean)[]): PlanSchema => ({
  enum: values,
  description: values.map((value) => (typeof value === 'string' ? `'${value}'` : String(value))).join(' or '),
});
const closed = (
  description: string,
  required: PlanSchema['properties'] & object,
  optional: PlanSchema['properties'] = {},
): PlanSchema => ({
  type: 'object',
  description,
  properties: { ...required, ...optional },
  required: Object.keys(required),
  additionalProperties: false,
});

const why = text('the reason why it is collected, as an operator would want to read it');
const configKey = text('a config key, as Butler.anonTelemetry');
const object = (description: string): PlanSchema => ({ type: 'object', description });
const since: PlanSchema = { type: 'integer', minimum: 1, description: 'the plan version that it came with, from 1' };
const maxLength: PlanSchema = {
  type: 'integer',
  minimum: 1,
  maximum: 32_768,
  description: 'the largest number of characters, from 1 to 32768',
};
const properties = object('the properties by name; {} for none');
const ofValue = { why, since, nullable: oneOf(true), optional: oneOf(true) };
const string = oneOf('string');
const ofString = { ...ofValue, example: { type: 'string', description: 'an example of the value' } as const };

const systemFields = oneOf(
  'arch',
  'platform',
  'release',
  'distro',
  'codename',
  'virtual',
  'isRunningInDocker',
  'nodeVersion',
  'cpuModel',
  'cpuCount',
  'memoryBytes',
);

const everyHours: PlanSchema = {
  type: 'number',
  exclusiveMinimum: 0,
  maximum: 8760,
  description: 'a number of hours, above 0 and at most 8760 (a year)',
};

const plan = closed(
  'a plan',
  {
    service: text('the name of the software'),
    version: { type: 'integer', minimum: 1, description: 'the version of the plan, a whole number from 1' },
    maintainer: closed(
      'who is behind the software: { name, contact }',
      { name: text('the name of who is behind the software'), contact: text('an address to write to') },
      {
        policyUrl: text('the address of the privacy policy'),
        retention: text('how long delivered data are kept, in words'),
        published: text('where results are published'),
      },
    ),
    why: text('the reason why there is telemetry at all'),
    never: {
      type: 'array',
      items: text('words for what is never collected'),
      description: 'a list of what is never collected',
    },
    consent: closed(
      "what telemetry is until someone decides: { default: 'on' } or { default: 'off' }",
      { default: oneOf('on', 'off') },
      { config: configKey, env: { description: 'the name of an environment variable' } },
    ),
  },
  {
    identity: object('installationIdentity(), machineIdentity({ host }) or noIdentity()'),
    system: closed(
      'what is read of the system: { why, fields }',
      {
        why,
        fields: {
          type: 'array',
          minItems: 1,
          items: systemFields,
          description: 'a list with at least one system field',
        },
      },
      { config: configKey, since, fieldsSince: object('plan versions by field, as { distro: 2 }') },
    ),
    features: object('features by name, or group({ features })'),
    context: object('values by name, as { appEnv: { enum: [...] } }'),
    gauges: object("values by name, as { users: { type: 'integer' } }"),
    events: object('usage events by name'),
    report: closed(
      'the periodic report: { name, everyHours }',
      { name: text('the name that the report is sent under'), everyHours },
      {
        atStart: { type: 'boolean', description: 'true or false' },
        shape: oneOf('flat', 'nested', 'both'),
        per: oneOf('installation', 'instance'),
        since,
      },
    ),
    submit: closed('how often what happened is sent: { everyHours }', { everyHours }),
    notice: closed('how long to wait after the notice: { graceHours }', {
      graceHours: {
        type: 'number',
        minimum: 0,
        maximum: 8760,
        description: 'a number of hours, from 0 to 8760 (a year)',
      },
    }),
  },
);

/** The shapes that a plan is made of. Values that a shape leaves open have shapes, or rules, of their own. */
export const planSchemas = {
  plan,
  installationIdentity: closed(
    '',
    { kind: oneOf('installation') },
    { instance: text('the name that the id is sent under') },
  ),
  machineIdentity: closed('', {
    kind: oneOf('machine'),
    host: text('the config key of the host that the id is made with'),
  }),
  noIdentity: closed('', { kind: oneOf('none') }),
  variable: closed('', {
    name: text('the name of the variable'),
    inverted: { type: 'boolean', description: 'true or false' },
  }),
  group: closed(
    '',
    { features: object('features by name') },
    {
      config: { type: 'string', description: "a config key, or '' for none of its own" },
      name: { type: 'string', description: 'a name, in place of the path so far' },
      why,
      since,
    },
  ),
  leaf: closed(
    '',
    {
      type: { description: 'what it may be' },
      read: closed(
        '',
        {
          rule: oneOf('value', 'anyOf', 'notEmpty', 'lengthOf'),
          keys: {
            type: 'array',
            minItems: 1,
            items: { type: 'string', description: 'a config key' },
            description: 'a list with at least one config key',
          },
        },
        { when: { type: 'string', description: 'a config key' } },
      ),
    },
    { name: text('a name, without feature_'), why, since, only: oneOf('flat', 'nested') },
  ),
  event: closed('', { kind: oneOf('each', 'once'), why, properties }, { since }),
  recurringEvent: closed(
    '',
    {
      kind: oneOf('recurring'),
      everyDays: {
        type: 'number',
        exclusiveMinimum: 0,
        maximum: 3650,
        description: 'a number of days, above 0 and at most 3650 (ten years)',
      },
      why,
      properties,
    },
    { since },
  ),
  countEvent: closed('', { kind: oneOf('count'), why }, { since }),
  booleanValue: closed(
    '',
    { type: oneOf('boolean') },
    { ...ofValue, example: { type: 'boolean', description: 'an example of the value, true or false' } },
  ),
  numberValue: closed(
    '',
    { type: oneOf('integer', 'number') },
    {
      ...ofValue,
      example: { type: 'number', description: 'an example of the value, a number' },
      minimum: { type: 'number', description: 'a number' },
      maximum: { type: 'number', description: 'a number' },
    },
  ),
  enumValue: closed('', { enum: { type: 'array', description: 'a list of words' } }, { ...ofString, type: string }),
  formatValue: closed('', { type: string, format: oneOf('uuid', 'date-time', 'date') }, { ...ofString, maxLength }),
  patternValue: closed('', { type: string, pattern: text('a regular expression'), maxLength }, ofString),
  freeTextValue: closed(
    '',
    { type: string, maxLength, freeText: text('the reason why it has to be free text') },
    ofString,
  ),
} satisfies { readonly [shape: string]: PlanSchema };

/** The name of a shape. */
export type Shape = keyof typeof planSchemas;

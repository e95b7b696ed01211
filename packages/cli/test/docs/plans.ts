import {
  anyOf,
  definePlan,
  flag,
  group,
  installationIdentity,
  lengthOf,
  machineIdentity,
  noIdentity,
  notEmpty,
  number,
  oneOf,
  type FeatureTree,
  type Group,
  type Leaf,
  type Plan,
  type Value,
} from '@plainsight/core';
import fc from 'fast-check';

/** Text that Markdown, HTML or a terminal would make something of. */
const hostileTexts = [
  'a | b',
  String.raw`a\|b`,
  String.raw`back\slash\ `,
  '`code`',
  '```',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<!-- a comment -->',
  '-->',
  '</code>',
  '[a link](javascript:alert(1))',
  '![an image](https://example.org/x.png)',
  '**bold** __bold__ *thin* _thin_ ~~gone~~',
  '# a heading',
  '1. an item',
  '- an item',
  '> a quotation',
  '---',
  '===',
  '&lt;b&gt; &#124; &amp;',
  '$x^2$',
  '\u202Ebackwards',
  'zero\u200Bwidth',
  '👩‍🔬',
  'a.b.c',
  '["x"]',
  ' x ',
];

const hostile = fc.constantFrom(...hostileTexts);
const sentence = fc
  .oneof(hostile, fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }))
  .filter((text) => /\S/u.test(text));
/** Of what stands under its own name. What is not allowed, `definePlan` finds out. */
const name = fc.oneof(
  { weight: 3, arbitrary: fc.stringMatching(/^[a-z][a-zA-Z0-9_]{0,8}$/) },
  { weight: 1, arbitrary: hostile },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }) },
);
const key = fc.stringMatching(/^[A-Z][a-z|`<]{0,5}(\.[a-z]{1,5}){0,2}$/);
const version = 5;
const since = fc.integer({ min: 1, max: version });

const maybe = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(of, { nil: undefined });

/** Without what is undefined. */
const withoutNone = <T extends object>(of: T): Present<T> =>
  Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined)) as Present<T>;

type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

const common = fc.record({
  why: maybe(sentence),
  since: maybe(since),
  nullable: maybe(fc.constant(true as const)),
  optional: maybe(fc.constant(true as const)),
});
const value: fc.Arbitrary<Value> = fc
  .tuple(
    common,
    fc.oneof(
      fc.record({ type: fc.constant('boolean' as const) }),
      fc.record({
        type: fc.constantFrom('integer' as const, 'number' as const),
        minimum: maybe(fc.integer({ min: -9, max: 3 })),
        maximum: maybe(fc.integer({ min: 3, max: 99 })),
      }),
      fc.record({ enum: fc.uniqueArray(sentence, { minLength: 1, maxLength: 4 }) }),
      fc.record({
        type: fc.constant('string' as const),
        format: fc.constantFrom('uuid' as const, 'date-time', 'date'),
      }),
      fc.record({
        type: fc.constant('string' as const),
        pattern: fc.constantFrom('^[a-z|`<>]+$', String.raw`^\d+$`, '^a|b$'),
        maxLength: fc.integer({ min: 1, max: 99 }),
      }),
      fc.record({
        type: fc.constant('string' as const),
        maxLength: fc.integer({ min: 1, max: 99 }),
        freeText: sentence,
      }),
    ),
  )
  .map(([rest, kind]) => withoutNone({ ...withoutNone(rest), ...withoutNone(kind) }) as Value);
const values = fc.dictionary(name, value, { maxKeys: 4 });

const leafOptions = fc
  .record({
    name: maybe(name),
    why: maybe(sentence),
    since: maybe(since),
    only: maybe(fc.constantFrom('flat' as const, 'nested' as const)),
  })
  .map(withoutNone);
const leaf: fc.Arbitrary<Leaf> = fc
  .tuple(leafOptions, key, key, fc.constantFrom(0, 1, 2, 3, 4, 5))
  .map(([options, one, other, kind]) => {
    const makers = [
      () => flag(one, options),
      () => number(options),
      () => oneOf(['a|b', 2, 'c`d'], one, options),
      () => anyOf([one, other], options),
      () => notEmpty(one, { ...options, when: other }),
      () => lengthOf(one, options),
    ];
    return (makers[kind] ?? makers[0])?.() ?? flag(one, options);
  });
const { tree } = fc.letrec<{ tree: FeatureTree; node: Leaf | Group | FeatureTree }>((tie) => ({
  tree: fc.dictionary(name, tie('node'), { minKeys: 1, maxKeys: 3 }),
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    tie('tree'),
    fc
      .tuple(
        tie('tree'),
        fc.record({ config: maybe(key), name: maybe(name), why: maybe(sentence), since: maybe(since) }),
      )
      .map(([features, options]) => group({ ...withoutNone(options), features })),
  ),
}));

const event = fc
  .tuple(
    sentence,
    maybe(since),
    values,
    fc.constantFrom('each' as const, 'once' as const, 'recurring' as const, 'count' as const),
  )
  .map(([why, from, properties, kind]) =>
    withoutNone({
      kind,
      why,
      since: from,
      ...(kind === 'count' ? {} : { properties }),
      ...(kind === 'recurring' ? { everyDays: 7 } : {}),
    }),
  );

const bare = fc.record({
  service: name,
  why: sentence,
  never: fc.array(sentence, { maxLength: 3 }),
  maintainer: fc
    .record({
      name: sentence,
      contact: fc.oneof(sentence, fc.constant('privacy@example.org')),
      policyUrl: maybe(fc.oneof(sentence, fc.constant('https://example.org/privacy?a=b|c'))),
      retention: maybe(sentence),
      published: maybe(fc.oneof(sentence, fc.webUrl())),
    })
    .map(withoutNone),
  consent: fc
    .record({
      default: fc.constantFrom('on' as const, 'off' as const),
      config: maybe(key),
      env: maybe(fc.constantFrom('X_TELEMETRY', { name: 'X_OFF', inverted: true })),
    })
    .map(withoutNone),
  identity: maybe(
    fc.oneof(
      fc.constant(installationIdentity()),
      fc.constant(installationIdentity({ instance: 'instanceId' })),
      key.map((host) => machineIdentity({ host })),
      fc.constant(noIdentity()),
    ),
  ),
  system: maybe(
    fc
      .record({
        config: maybe(key),
        why: sentence,
        since: maybe(since),
        fields: fc.uniqueArray(
          fc.constantFrom(
            'arch' as const,
            'release' as const,
            'virtual' as const,
            'isRunningInDocker' as const,
            'cpuCount' as const,
          ),
          { minLength: 1 },
        ),
      })
      .map(withoutNone),
  ),
  features: maybe(tree.map((features) => group({ why: 'Features are counted.', features }))),
  context: maybe(values),
  gauges: maybe(values),
  events: maybe(fc.dictionary(name, event, { maxKeys: 4 })),
  report: maybe(
    fc
      .record({
        name: name.map((text) => `report ${text}`),
        everyHours: fc.constantFrom(0.5, 1, 12, 24, 168, 1.75),
        shape: maybe(fc.constantFrom('flat' as const, 'nested' as const, 'both' as const)),
        per: maybe(fc.constantFrom('installation' as const, 'instance' as const)),
        since: maybe(since),
      })
      .map(withoutNone),
  ),
  submit: maybe(fc.constant({ everyHours: 168 })),
  notice: maybe(fc.constantFrom({ graceHours: 0 }, { graceHours: 24 }, { graceHours: 48 })),
});

/** The plan, where `definePlan` takes it. */
const defined = (plan: object): Plan | null => {
  try {
    return definePlan({ version, ...plan } as Plan);
  } catch (error) {
    if (error instanceof Error && error.name === 'PlanError') return null;
    throw error;
  }
};

/** Plans that `definePlan` takes, with names and texts as odd as it lets them be. */
export const plans: fc.Arbitrary<Plan> = bare.map((plan) => defined(withoutNone(plan))).filter((plan) => plan !== null);

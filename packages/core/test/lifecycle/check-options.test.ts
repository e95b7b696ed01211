import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/errors.ts';
import { installationIdentity, machineIdentity, noIdentity } from '../../src/identity/identities.ts';
import { checkOptions, refuseWithoutLastingPlace } from '../../src/lifecycle/check-options.ts';
import { memoryDecisions } from '../../src/store/memory-decisions.ts';
import { memoryStore } from '../../src/store/memory-store.ts';
import { memorySink } from '../../src/testing/memory-sink.ts';
import { lasting, plan } from './host.ts';

const sound = { serviceVersion: '1.2.3', store: memoryStore(), sinks: [memorySink()] };
const check = (options: unknown) => () => {
  checkOptions(options);
};

describe('the options of start', () => {
  it.each([
    ['with a version, a store and a sink', {}],
    ['without a sink', { sinks: [] }],
    ['with a config that is an object', { config: { a: 1 } }],
    ['with a config that is a function', { config: () => ({}) }],
    ['with a config that cannot be read, and says off', { config: './config.yaml' }],
    ['with an instance', { instance: 'worker' }],
    ['with what a host may leave undefined', { config: undefined, instance: undefined, logger: undefined }],
  ])('are enough %s', (_, more) => {
    expect(check({ ...sound, ...more })).not.toThrow();
  });

  it.each([
    ['no version', { serviceVersion: undefined }, /serviceVersion is missing: give/],
    ['an empty version', { serviceVersion: '' }, /serviceVersion is missing/],
    ['a version that is a number', { serviceVersion: 13 }, /serviceVersion .* as a string/],
    ['no store', { store: undefined }, /store is missing: give memoryStore\(\)/],
    ['a store that is none', { store: {} }, /store is missing/],
    ['no sinks', { sinks: undefined }, /sinks is missing: give a list/],
    ['a sink outside a list', { sinks: memorySink() }, /sinks is missing: give a list/],
    ['a sink that is none', { sinks: [memorySink(), null] }, /sinks\[1\] is no sink: give/],
    ['a factory in place of a sink', { sinks: [memorySink] }, /sinks\[0\] is no sink/],
    ['two sinks with one name', { sinks: [memorySink(), memorySink()] }, /two sinks are named memory: give one/],
    ['an instance without a name', { instance: '' }, /instance is no name/],
    ['an instance that is a number', { instance: 2 }, /instance is no name/],
  ])('are refused with %s, and the way out is said', (_, more, message) => {
    expect(check({ ...sound, ...more })).toThrow(ConfigError);
    expect(check({ ...sound, ...more })).toThrow(message);
  });

  it('are refused with all that is wrong at once', () => {
    expect(check({ sinks: [{}, {}], instance: 1 })).toThrow(/serviceVersion.*store.*instance.*sinks\[0\].*sinks\[1\]/);
  });

  it.each([[undefined], [null], ['1.2.3'], [() => {}]])('are refused when they are %s', (options) => {
    expect(check(options)).toThrow(expect.objectContaining({ code: 'start-options', name: 'ConfigError' }));
  });
});

describe('a place that lasts', () => {
  const refuse = (identity: typeof plan.identity, decisions = memoryDecisions(), ephemeral = false, more = {}) => {
    const { identity: _, ...rest } = { identity: null, ...plan };
    const given = { ...(identity === undefined ? rest : { ...rest, identity }), ...more };
    const sinks = [memorySink()];
    return () =>
      refuseWithoutLastingPlace(given, decisions, { serviceVersion: '1', store: memoryStore(), sinks, ephemeral });
  };

  it.each([[undefined], [installationIdentity()], [installationIdentity({ instance: 'instanceId' })]])(
    'is needed by the identity %j, and both ways out are named',
    (identity) => {
      expect(refuse(identity)).toThrow(
        expect.objectContaining({
          code: 'no-lasting-place',
          message: expect.stringMatching(/fileDecisions\(\{ path \}\).*ephemeral: true/),
        }),
      );
    },
  );

  it('is enough', () => {
    expect(refuse(undefined, lasting())).not.toThrow();
  });

  it('is not needed where each start may be a new installation', () => {
    expect(refuse(undefined, memoryDecisions(), true)).not.toThrow();
  });

  it.each([[machineIdentity({ host: 'a.host' })], [noIdentity()]])('is not needed by the identity %j', (identity) => {
    expect(refuse(identity)).not.toThrow();
  });

  it.each<[string, object, RegExp]>([
    ['a grace', { notice: { graceHours: 1 } }, /hours of the first notice/],
    ['the usual grace', { notice: undefined }, /hours of the first notice/],
    ['a second version of the plan', { version: 2 }, /what is new in a plan/],
    ['an event that happens once', { events: { met: { kind: 'once', why: 'Why.', properties: {} } } }, /happen once/],
  ])('is needed by %s', (_what, more, reason) => {
    expect(refuse(noIdentity(), memoryDecisions(), false, more)).toThrow(reason);
    expect(refuse(noIdentity(), memoryDecisions(), true, more)).not.toThrow();
  });
});

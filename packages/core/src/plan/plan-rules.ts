import type { Problem } from '../errors.ts';
import { featureProblems } from './feature-rules.ts';
import { eventNameProblems, keyProblems, nameProblems, propertyNameProblems, sinceProblems } from './name-rules.ts';
import type { Shape } from './plan-schema.ts';
import { inWords, isPlain, pathOf, structureProblems, type Plain } from './structure.ts';
import { propertiesProblems, valueProblems } from './value-rules.ts';

/** Everything that is wrong with a plan, whatever it is; nothing when it can be kept. Never throws for a plain copy. */
export function planProblems(plan: unknown): readonly Problem[] {
  if (!isPlain(plan)) {
    return [{ code: 'wrong-type', at: '', message: `a plan is an object, and this is ${inWords(plan)}.` }];
  }
  const { version, service, features, context } = plan;
  return [
    ...structureProblems('plan', plan, ''),
    ...(typeof service === 'string' && service.trim() !== '' ? nameProblems(service, 'service') : []),
    ...consentProblems(plan['consent']),
    ...identityProblems(plan),
    ...systemProblems(plan['system'], version),
    ...featureProblems(features, version),
    ...propertiesProblems(context, 'context', version),
    ...gaugeProblems(plan['gauges'], version),
    ...eventProblems(plan),
  ];
}

function consentProblems(consent: unknown): readonly Problem[] {
  if (!isPlain(consent)) return [];
  const { config, env } = consent;
  return [...configKeyProblems(config, 'consent.config'), ...(env === undefined ? [] : variableProblems(env))];
}

function variableProblems(env: unknown): readonly Problem[] {
  const at = 'consent.env';
  if (isPlain(env)) {
    const structure = structureProblems('variable', env, at);
    return structure.length > 0 ? structure : variableNameProblems(env['name'], `${at}.name`);
  }
  return variableNameProblems(env, at);
}

function variableNameProblems(name: unknown, at: string): readonly Problem[] {
  if (typeof name !== 'string' || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
    const message = `is ${inWords(name)}. Give the name of an environment variable: letters, digits and _, no digit first.`;
    return [{ code: 'env', at, message }];
  }
  if (name !== 'DO_NOT_TRACK') return [];
  return [{ code: 'env', at, message: 'is DO_NOT_TRACK, which is obeyed in any case. Give a variable of your own.' }];
}

const identityShapes: ReadonlyMap<unknown, Shape> = new Map([
  ['installation', 'installationIdentity'],
  ['machine', 'machineIdentity'],
  ['none', 'noIdentity'],
]);

function identityProblems({ identity, context, events }: Plain): readonly Problem[] {
  if (!isPlain(identity)) return [];
  const { kind, host, instance } = identity;
  const shape = identityShapes.get(kind);
  if (shape === undefined) {
    const message = `is ${inWords(kind)}. Give installationIdentity(), machineIdentity({ host }) or noIdentity().`;
    return [{ code: 'wrong-value', at: 'identity.kind', message }];
  }
  return [
    ...structureProblems(shape, identity, 'identity'),
    ...configKeyProblems(host, 'identity.host'),
    ...(shape === 'installationIdentity' ? instanceProblems(instance, context, events) : []),
  ];
}

/** The instance's id is sent with every event, beside the context and the event's own properties. */
function instanceProblems(instance: unknown, context: unknown, events: unknown): readonly Problem[] {
  if (typeof instance !== 'string' || instance.trim() === '') return [];
  const at = 'identity.instance';
  const places: readonly (readonly [string, unknown])[] = [
    ['context', context],
    ...Object.entries(isPlain(events) ? events : {}).map(
      ([name, event]) => [`events.${name}.properties`, isPlain(event) ? event['properties'] : undefined] as const,
    ),
  ];
  const clashes = places.filter(([, values]) => isPlain(values) && Object.hasOwn(values, instance));
  return [
    ...propertyNameProblems(instance, at),
    ...clashes.map(([place]) => ({
      code: 'duplicate',
      at,
      message: `is the name of ${place}.${instance} as well. Give one of them another name.`,
    })),
  ];
}

function systemProblems(system: unknown, version: unknown): readonly Problem[] {
  if (!isPlain(system)) return [];
  const { config, fields, since, fieldsSince } = system;
  const list: readonly unknown[] = Array.isArray(fields) ? fields : [];
  const repeated = new Set(list.filter((field, index) => list.indexOf(field) !== index));
  return [
    ...configKeyProblems(config, 'system.config'),
    ...sinceProblems(since, 'system', version),
    ...(isPlain(fieldsSince) ? fieldsSinceProblems(fieldsSince, list, version) : []),
    ...[...repeated].map((field) => ({
      code: 'duplicate',
      at: 'system.fields',
      message: `has ${inWords(field)} twice. Take one out.`,
    })),
  ];
}

function fieldsSinceProblems(versions: Plain, fields: readonly unknown[], version: unknown): readonly Problem[] {
  return Object.entries(versions).flatMap(([field, since]) => {
    const at = pathOf('system.fieldsSince', field);
    if (!fields.includes(field)) {
      return [{ code: 'unknown-key', at, message: 'is no field of system.fields. Add it there, or take it out.' }];
    }
    const isVersion = typeof since === 'number' && Number.isSafeInteger(since) && since >= 1;
    const most = typeof version === 'number' ? version : Number.POSITIVE_INFINITY;
    if (isVersion && since <= most) return [];
    const message = `is ${inWords(since)}. Give the plan version that it came with, from 1 to the plan's own.`;
    return [{ code: isVersion ? 'since' : 'wrong-value', at, message }];
  });
}

const configKeyProblems = (key: unknown, at: string): readonly Problem[] =>
  typeof key === 'string' && key.trim() !== '' ? keyProblems(key, at) : [];

/** They are sent as `gauge_…`, so that no name of theirs is reserved. */
const gaugeProblems = (gauges: unknown, version: unknown): readonly Problem[] =>
  isPlain(gauges)
    ? Object.entries(gauges).flatMap(([name, value]) => {
        const at = pathOf('gauges', name);
        const ofName = nameProblems(name, at);
        const ofWireName = ofName.length > 0 ? [] : nameProblems(`gauge_${name}`, at);
        return ofName.concat(ofWireName, valueProblems(value, at, version));
      })
    : [];

/** What is wrong with the usage events of a plan, and with the name of its report beside them. */
function eventProblems({ events, report, context, version }: Plain): readonly Problem[] {
  const reportName = isPlain(report) ? report['name'] : undefined;
  const ofReport =
    typeof reportName === 'string' && reportName.trim() !== '' ? eventNameProblems(reportName, 'report.name') : [];
  const ofSince = isPlain(report) ? sinceProblems(report['since'], 'report', version) : [];
  if (!isPlain(events)) return [...ofReport, ...ofSince];
  const ofEvents = Object.entries(events).flatMap(([name, event]) => {
    const at = pathOf('events', name);
    const sameName: readonly Problem[] =
      name === reportName
        ? [{ code: 'duplicate', at, message: 'has the name of the report. Give one of them another name.' }]
        : [];
    return eventNameProblems(name, at).concat(
      sameName,
      problemsOfEvent(event, at, version, context),
      isPlain(event) && event['kind'] === 'count' ? countProblems(name, at, report) : [],
    );
  });
  return [...ofReport, ...ofSince, ...ofEvents];
}

function problemsOfEvent(event: unknown, at: string, version: unknown, context: unknown): readonly Problem[] {
  if (!isPlain(event)) {
    return [
      { code: 'wrong-type', at, message: `is ${inWords(event)}. Give an event: { kind: 'each', why, properties }.` },
    ];
  }
  const { kind, since, properties } = event;
  const shape = eventShapes.get(kind);
  if (shape === undefined) {
    const message = `is ${kind === undefined ? 'missing' : inWords(kind)}. Give 'each', 'once', 'recurring' or 'count'.`;
    return [{ code: 'wrong-value', at: pathOf(at, 'kind'), message }];
  }
  return [
    ...structureProblems(shape, event, at),
    ...sinceProblems(since, at, version),
    ...propertiesProblems(properties, pathOf(at, 'properties'), version),
    ...clashes(properties, context, pathOf(at, 'properties')),
  ];
}

const eventShapes: ReadonlyMap<unknown, Shape> = new Map([
  ['each', 'event'],
  ['once', 'event'],
  ['recurring', 'recurringEvent'],
  ['count', 'countEvent'],
]);

/** A count is sent as `count_…` in the report, and nowhere else. */
function countProblems(name: string, at: string, report: unknown): readonly Problem[] {
  const ofWireName = nameProblems(name, at).length > 0 ? [] : nameProblems(`count_${name}`, at);
  if (report !== undefined) return ofWireName;
  const message = 'is counted for the report, and the plan has none. Give it a report: { name, everyHours }.';
  return [...ofWireName, { code: 'count', at, message }];
}

const clashes = (properties: unknown, context: unknown, at: string): readonly Problem[] =>
  isPlain(properties) && isPlain(context)
    ? Object.keys(properties)
        .filter((name) => Object.hasOwn(context, name))
        .map((name) => ({
          code: 'duplicate',
          at: pathOf(at, name),
          message: 'has the name of a value of the context, which is sent with every event. Give it another one.',
        }))
    : [];

import { describeFeatures } from '../../plan/describe.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Values } from '../../plan/values.ts';
import { plainText } from './plain-text.ts';

/** The names and values that a plan fixes, and the words that they are made of, in lower case. Not its prose. */
export function planWords(plan: Plan): ReadonlySet<string> {
  const { service, report, context = {}, gauges = {}, events = {}, identity } = plan;
  const texts = [
    service,
    report?.name ?? '',
    identity?.kind === 'installation' ? (identity.instance ?? '') : '',
    ...describeFeatures(plan).flatMap(({ path, flat, values }) => [...path, flat, ...values.map(String)]),
    ...valueTexts(context),
    ...valueTexts(gauges),
    ...Object.entries(events).flatMap(([name, event]) => [
      name,
      ...(event.kind === 'count' ? [] : valueTexts(event.properties)),
    ]),
  ].map((text) => plainText(text).toLowerCase());
  return new Set(texts.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)]).filter((word) => word !== ''));
}

const valueTexts = (values: Values): readonly string[] =>
  Object.entries(values).flatMap(([name, value]) => [name, ...('enum' in value ? value.enum : [])]);

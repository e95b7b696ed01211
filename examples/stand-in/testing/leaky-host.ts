import type { Plan, StartOptions, Value, Values } from '@plainsight/core';
import type { Told } from './leak-hunt.ts';

/** The start options of a host that puts these texts into every string that it can set. */
export async function leaky(
  plan: Plan,
  given: StartOptions,
  told: Told,
  texts: readonly string[],
): Promise<StartOptions> {
  const all = texts.join(' ');
  const { context = {} } = given;
  const config = await configOf(given);
  const switches = [plan.consent.config, plan.system?.config].filter((key) => key !== undefined);
  if (told === 'start') {
    const names = texts.map((text) => [text, text] as const);
    const values = Object.fromEntries([...Object.keys(context).map((name) => [name, all] as const), ...names]);
    return { ...given, serviceVersion: `1.0.0 ${all}`, context: values };
  }
  if (told === 'instance') return { ...given, instance: all };
  const gauges = Object.keys(plan.gauges ?? {}).map((name, index) => [name, () => texts[index] ?? all] as const);
  return {
    ...given,
    ...(config === null ? {} : { config: filled(config, all, switches) }),
    ...(gauges.length === 0 ? {} : { gauges: Object.fromEntries(gauges) }),
  };
}

/** The handle as a host without types has it. */
interface UntypedHandle {
  readonly plan: Plan;
  record(name: string, properties: object): void;
  count(name: string): void;
}

/** Records and counts each usage event: as it should be, and with each text as every name and value. */
export function tellEverything(telemetry: UntypedHandle, texts: readonly string[]): void {
  for (const [name, event] of Object.entries(telemetry.plan.events ?? {})) {
    const sound = event.kind === 'count' ? {} : soundValues(event.properties);
    if (event.kind === 'count') telemetry.count(name);
    else if (texts.length === 0) telemetry.record(name, sound);
    for (const text of texts) {
      for (const property of Object.keys(sound)) telemetry.record(name, { ...sound, [property]: text });
      telemetry.record(name, { ...sound, [text]: 'x', nested: { [text]: [text] } });
    }
  }
  for (const text of texts) {
    telemetry.record(text, { [text]: text });
    telemetry.count(text);
    telemetry.record(`${text} in a name`, {});
  }
}

async function configOf({ config }: StartOptions): Promise<object | null> {
  if (config === undefined) return null;
  if (typeof config === 'function') return (config as () => object | Promise<object>)();
  return 'kind' in config && 'read' in config && typeof config.read === 'function'
    ? ((await config.read()) as { config: object | null }).config
    : config;
}

/** The config with the text as every value, but for what switches telemetry. */
function filled(config: object, text: string, switches: readonly string[], path = ''): object {
  const fill = (value: unknown, at: string): unknown => {
    if (switches.includes(at)) return value;
    if (Array.isArray(value)) return value.map((item) => fill(item, `${at}[]`));
    return typeof value === 'object' && value !== null ? filled(value, text, switches, at) : text;
  };
  return Object.fromEntries(
    Object.entries(config).map(([name, value]) => [name, fill(value, path === '' ? name : `${path}.${name}`)]),
  );
}

const soundValues = (values: Values): { [name: string]: unknown } =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, soundValue(value)]));

function soundValue(value: Value): unknown {
  if ('enum' in value) return value.enum[0];
  if (value.type === 'boolean') return true;
  if (value.type !== 'string') return value.minimum ?? 1;
  if ('format' in value) return formats[value.format];
  return '1.2.3';
}

const formats = {
  uuid: '019b76da-a800-7000-8000-000000000001',
  'date-time': '2026-01-31T12:34:56.789Z',
  date: '2026-01-31',
};

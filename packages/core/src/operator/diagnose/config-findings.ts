import { lookUp } from '../../facts/look-up.ts';
import { readFeatures } from '../../facts/read-features.ts';
import { misnamedKeys } from '../../lifecycle/config-says.ts';
import type { Finding } from '../../lifecycle/options.ts';
import type { Session } from '../../lifecycle/session.ts';
import { describeFeatures } from '../../plan/describe.ts';
import { failing, skipped, warning, well } from './finding.ts';

/** What to do about what cannot be read, and may say off. */
export const heldBackUntilMended = 'Mend it. Telemetry is held back until then.';

/** Whether the config can be read, which keys of the plan it lacks, and which hold something of another type. */
export function configFindings({ plan, options, lastReading, config: source }: Session): readonly Finding[] {
  const features = describeFeatures(plan);
  // A switch may be left out: the other places decide then.
  const switches = [plan.consent.config, plan.system?.config].filter((key) => key !== undefined);
  const keys = features.flatMap((feature) => [...feature.keys, ...(feature.when === null ? [] : [feature.when])]);
  if (keys.length + switches.length === 0) return [skipped('config', 'the plan reads nothing from it')];
  if (options.config === undefined) return [skipped('config', 'none is known here')];
  const { config, problem } = lastReading();
  if (config === null)
    return [failing('config', problem ?? 'there is none', 'Name the config that the application reads.')];
  const missing = [...new Set(keys)].filter((key) => lookUp(config, key).status === 'absent');
  const { diagnostics } = readFeatures(features, config);
  return [
    problem === null
      ? well('config', source.place)
      : failing('config', problem, switches.length === 0 ? 'Mend it.' : heldBackUntilMended),
    ...misnamedKeys(plan, config).map((seen) =>
      warning('config', seen, 'Until then it says nothing, and the other places decide.'),
    ),
    missing.length === 0
      ? well('plan', 'the config has every key that it reads')
      : warning(
          'plan',
          `the config lacks ${missing.join(', ')}`,
          'What they decide is sent as unknown. Set them, if you want it known.',
        ),
    ...diagnostics.map(({ message }) =>
      warning('plan', message, 'It is sent as unknown. Set it to what it should be.'),
    ),
  ];
}

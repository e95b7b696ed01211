import type { DescribedField } from '@plainsight/core';

/** Where a field stands, as one name: `feature_mqtt`, or `telemetry_json.system.arch` where it is nested only. */
export const nameOf = ({ flat, nested }: DescribedField): string => flat ?? pathInWords(nested ?? []);

/** Names from the outermost inwards, with dots between. A name that has a dot of its own is in brackets. */
export const pathInWords = (path: readonly string[]): string =>
  path
    .map((name, index) => (/^[\w$-]+$/u.test(name) ? `${index === 0 ? '' : '.'}${name}` : `[${JSON.stringify(name)}]`))
    .join('');

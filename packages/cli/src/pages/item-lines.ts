import { inert, wrap } from '@plainsight/console-sink';
import type { PlanItem } from '@plainsight/core';

/** What may be collected, a line or more for each, with the reason. */
export const itemLines = (items: readonly PlanItem[], width: number): readonly string[] =>
  items.flatMap(({ name, why }) => {
    const [first = '', ...rest] = wrap(inert(`${name}: ${why}`), width - 4);
    return [`  ${first}`, ...rest.map((line) => `    ${line}`)];
  });

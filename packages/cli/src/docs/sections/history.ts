import type { PlanDescription } from '@plainsight/core';
import { many } from '../../pages/words.ts';
import { nameOf } from '../field-name.ts';
import type { PastChange } from '../lock.ts';
import { code, listed, prose, table } from '../markdown.ts';
import type { Section } from '../telemetry-page.ts';

/** What came and went with each version of the plan, the newest first. */
export const history: Section = ({ description, history: past }) => {
  const { plan } = description;
  const versions = [...new Set([plan.version, ...added(description).keys(), ...past.map(({ version }) => version), 1])];
  const rows = versions
    .toSorted((a, b) => b - a)
    .map((version) => [String(version), changesIn(version, description, past).join('; ')]);
  return ['## History', table(['Version of the plan', 'What changed'], rows) ?? ''];
};

const changesIn = (version: number, description: PlanDescription, past: readonly PastChange[]): readonly string[] => {
  const now = past.filter((change) => change.version === version);
  const changed = new Set(now.filter(({ change }) => change === 'changed').map(placeOf));
  const come = (added(description).get(version) ?? []).filter(({ place }) => !changed.has(place));
  const parts = [
    ...(come.length === 0
      ? []
      : [
          version === 1
            ? beginning(come.length, description.plan.version)
            : `new: ${listed(come.map(({ shown }) => shown))}`,
        ]),
    ...now.map((change) =>
      change.change === 'removed'
        ? `removed: ${shownOf(change)}`
        : `changed: ${shownOf(change)} (${prose(change.was)})`,
    ),
  ];
  if (parts.length > 0) return parts;
  return [version === 1 ? 'the beginning' : 'nothing that is sent'];
};

const beginning = (count: number, latest: number): string =>
  latest === 1
    ? `the beginning: ${many(count, 'field')}`
    : `the beginning, with ${many(count, 'field')} that still are`;

interface Added {
  readonly place: string;
  readonly shown: string;
}

/** What came with each version; of an event, only itself and what came to it later. */
const added = ({ common, events }: PlanDescription): ReadonlyMap<number, readonly Added[]> => {
  const all = new Map<number, Added[]>();
  const add = (since: number, place: string, shown: string): void => {
    all.set(since, [...(all.get(since) ?? []), { place, shown }]);
  };
  for (const field of common) add(field.since, placeOf({ of: null, field: nameOf(field) }), code(nameOf(field)));
  for (const event of events) {
    const isReport = event.kind === 'report';
    if (!isReport && event.since > 1) add(event.since, placeOf({ of: event.name, field: null }), code(event.name));
    for (const field of event.fields) {
      if (event.since > 1 && !isReport && field.since === event.since) continue;
      const shown = isReport ? code(nameOf(field)) : `${code(nameOf(field))} of ${code(event.name)}`;
      add(field.since, placeOf({ of: event.name, field: nameOf(field) }), shown);
    }
  }
  return all;
};

const placeOf = ({ of, field }: Pick<PastChange, 'of' | 'field'>): string => JSON.stringify([of, field]);

const shownOf = ({ of, field }: PastChange): string => {
  if (field === null) return of === null ? '' : code(of);
  return of === null ? code(field) : `${code(field)} of ${code(of)}`;
};

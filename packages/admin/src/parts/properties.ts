import type { Json, TelemetryEvent } from '@plainsight/core';
import { html, type Markup } from '../markup.ts';
import { long } from './long.ts';
import { terms } from './section.ts';

/** The properties of an event, each with its value. */
export const propertiesPart = ({ properties }: TelemetryEvent): Markup => {
  const entries = Object.entries(properties);
  return entries.length === 0
    ? html`<p class="dim">It has no properties.</p>`
    : terms(
        entries.map(([name, value]) => [long(name), valuePart(value)]),
        'properties',
      );
};

const valuePart = (value: Json | undefined): Markup => {
  if (value === null || value === undefined) return html`<span class="dim">null: not known</span>`;
  return typeof value === 'string' ? long(value) : long(JSON.stringify(value));
};

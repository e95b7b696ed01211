import { exact, html, type Markup } from '../markup.ts';
import type { Visit } from '../visit.ts';
import { isNarrow, states, type Filter } from './filter.ts';

/** The form that narrows the records down. It is sent by GET: its address can be kept. */
export const filterForm = ({ telemetry, links }: Visit, filter: Filter, sinks: readonly string[]): Markup => {
  const { events = {}, report } = telemetry.plan;
  const recorded = Object.entries(events).flatMap(([name, { kind }]) => (kind === 'count' ? [] : [name]));
  const names = [...(report === undefined ? [] : [report.name]), ...recorded];
  return html` <form class="filter card" action="${links.to('view')}" role="search" aria-label="Find records">
    ${choice('state', 'State', 'any', states, filter.state)}
    ${choice('sink', 'Sink', 'any', withOwn(sinks, filter.sink), filter.sink)}
    ${choice('name', 'Event', 'any', withOwn(names, filter.name), filter.name)}
    ${day('from', 'From (UTC)', filter.from)} ${day('to', 'To, included', filter.to)}
    <div class="field">
      <label for="order">Order</label
      ><select id="order" name="order">
        ${option('newest', 'newest first', filter.order)}${option('oldest', 'oldest first', filter.order)}
      </select>
    </div>
    <div class="buttons">
      <button class="button main">Find</button
      >${isNarrow(filter) ? html`<a class="button plain" href="${links.to('view')}">Show all</a>` : null}
    </div>
  </form>`;
};

/** What stands in the address is among the choices, whatever it is. */
const withOwn = (names: readonly string[], own: string): readonly string[] =>
  own === '' || names.includes(own) ? names : [...names, own];

const choice = (name: string, label: string, all: string, values: readonly string[], chosen: string): Markup =>
  html` <div class="field">
    <label for="${name}">${label}</label
    ><select id="${name}" name="${name}">
      ${option('', all, chosen)}${values.map((value) => option(value, value, chosen))}
    </select>
  </div>`;

const option = (value: string, label: string, chosen: string): Markup =>
  html`<option value="${exact(value)}" ${value === chosen ? html` selected` : null}>
    ${label.length < 80 ? label : `${label.slice(0, 80)}…`}
  </option>`;

/** A browser's field for a day cannot show a time: what is none is shown as text. */
const day = (name: string, label: string, value: string): Markup =>
  html` <div class="field">
    <label for="${name}">${label}</label
    ><input
      id="${name}"
      name="${name}"
      type="${/^(?:\d{4}-\d\d-\d\d)?$/u.test(value) ? 'date' : 'text'}"
      value="${exact(value)}"
    />
  </div>`;

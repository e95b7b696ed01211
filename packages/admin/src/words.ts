import { html, type Markup } from './markup.ts';

/** `1,200`. */
export const numeral = (count: number): string => count.toLocaleString('en');

/** `1 record`, `1,200 records`. */
export const many = (count: number, thing: string, things = `${thing}s`): string =>
  `${numeral(count)} ${count === 1 ? thing : things}`;

/** A time as people read it, in UTC: `2026-03-04 05:06:07 UTC`. What is no time is given back. */
export const time = (iso: string): Markup => {
  const [, day, clock] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?Z$/u.exec(iso) ?? [];
  if (day === undefined || clock === undefined) return html`${iso}`;
  return html`<time datetime="${iso}"><span class="whole">${day}</span> <span class="whole">${clock} UTC</span></time>`;
};

/** The same of milliseconds since the epoch, which nothing but a store that was tampered with gets out of range. */
export const timeOfMillis = (millis: number): Markup => {
  const date = new Date(millis);
  return Number.isNaN(date.getTime()) ? html`${millis}` : time(date.toISOString());
};

const units = ['kB', 'MB', 'GB', 'TB'];

/** `512 bytes`, `84 kB`, `1.2 MB`. */
export const size = (bytes: number): string => {
  let [value, power] = [bytes, 0];
  for (; Math.round(value) >= 1000 && power < units.length; power += 1) value /= 1000;
  if (power === 0) return many(bytes, 'byte');
  return `${value < 10 ? Number(value.toFixed(1)) : Math.round(value)} ${units[power - 1] ?? ''}`;
};

import { InvalidArgumentError } from 'commander';

/** What the command line said, by the name of the option or argument. Parsed where it is used. */
export type Given = Readonly<Record<string, unknown>>;

/** The text that was given. */
export const textOf = (given: Given, name: string): string | undefined => {
  const value = given[name];
  return typeof value === 'string' ? value : undefined;
};

/** The number that was given, where the option was parsed as one. */
export const numberOf = (given: Given, name: string): number | undefined => {
  const value = given[name];
  return typeof value === 'number' ? value : undefined;
};

/** Whether a switch was given. */
export const isGiven = (given: Given, name: string): boolean => given[name] === true;

/** A whole number of at least 1. For commander, which says the rest. */
export const wholeNumber = (text: string): number => {
  const value = /^\d+$/u.test(text) ? Number(text) : 0;
  if (value < 1 || !Number.isSafeInteger(value)) throw new InvalidArgumentError('It is no whole number from 1.');
  return value;
};

const iso = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/u;

/** A time in ISO 8601, in milliseconds since the epoch: a day begins at midnight UTC. */
export const timeOf = (text: string): number => {
  const time = iso.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) throw new InvalidArgumentError('It is no time such as 2026-03-04 or 2026-03-04T05:06:07Z.');
  return time;
};

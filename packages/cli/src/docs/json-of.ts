import type { Json } from '@plainsight/core';

/** A value as JSON writes it; `null` for what it has no form for. */
export const jsonOf = (value: unknown): Json => {
  const text: string | undefined = JSON.stringify(value);
  const read: unknown = text === undefined ? null : JSON.parse(text);
  return typed(read);
};

const typed = (value: unknown): Json => {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map(typed);
  if (typeof value !== 'object' || value === null) return null;
  return Object.fromEntries(Object.entries(value).map(([name, below]) => [name, typed(below)]));
};

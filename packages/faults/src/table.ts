import type { Found } from './scenario.ts';

/** What is printed of a scenario: its name and verdict, and below what was done and counted. */
export function section(name: string, { counted, broken }: Found, seconds: number): string {
  const figures = Object.entries(counted).map(([what, value]) => [what, shown(value)] as const);
  const width = Math.max(0, ...figures.map(([what]) => what.length));
  const rows = figures.map(([what, value]) => `    ${what.padEnd(width)}  ${value}`);
  const verdict = broken.length === 0 ? 'holds' : 'BROKEN';
  return [`${name.padEnd(12)}${verdict}  (${seconds} s)`, ...rows, ...broken.map((one) => `  ! ${one}`), ''].join('\n');
}

const shown = (value: number | string): string => (typeof value === 'number' ? value.toLocaleString('en-US') : value);

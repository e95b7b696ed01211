import { telemetry } from './telemetry.ts';

/** Boils water. Telemetry is told where it happens, in one line. */
export function boil(litres: number): void {
  process.stdout.write(`${litres} l are boiled.\n`);
  telemetry.record('boiled', { litres, keptWarm: false });
}

/** Removes lime. */
export function descale(): void {
  process.stdout.write('The kettle is clean.\n');
  telemetry.count('descaled');
}

import { randomUUID } from 'node:crypto';

/** What everything that the host keeps has. */
export interface Entity {
  /** A random UUID. */
  readonly id: string;
  /** ISO 8601. */
  readonly createdAt: string;
  /** ISO 8601. */
  updatedAt: string;
}

/** A new one. */
export function entity(): Entity {
  const now = new Date().toISOString();
  return { id: randomUUID(), createdAt: now, updatedAt: now };
}

/** When it was made and changed, as telemetry tells it. */
export const timesOf = ({ createdAt, updatedAt }: Entity): Pick<Entity, 'createdAt' | 'updatedAt'> => ({
  createdAt,
  updatedAt,
});

import { entity, timesOf, type Entity } from './entity.ts';
import type { appKeys } from './plan.ts';
import { telemetry } from './telemetry.ts';

/** A connection to an app. */
export interface Connection extends Entity {
  readonly key: (typeof appKeys)[number];
  /** Whether the app has let us in. */
  verified: boolean;
}

/** The connections of the host, kept as long as it runs. What happens to them is recorded here and nowhere else. */
export interface Connections {
  create(key: Connection['key']): Connection;
  /** `null`: there is none with this id. */
  update(id: string, changes: Pick<Connection, 'verified'>): Connection | null;
}

export function keepConnections(): Connections {
  const connections = new Map<string, Connection>();
  return {
    create: (key) => {
      const connection: Connection = { ...entity(), key, verified: false };
      connections.set(connection.id, connection);
      telemetry.record('connectionCreated', factsOf(connection));
      return connection;
    },
    update: (id, changes) => {
      const connection = connections.get(id);
      if (connection === undefined) return null;
      Object.assign(connection, changes, { updatedAt: new Date().toISOString() });
      telemetry.record('connectionUpdated', factsOf(connection));
      return connection;
    },
  };
}

const factsOf = (connection: Connection) => ({
  connectionId: connection.id,
  key: connection.key,
  verified: connection.verified,
  ...timesOf(connection),
});

import { sqliteStore } from '@plainsight/sqlite-store';

sqliteStore({ path: 'telemetry.db', maxBytes: 1 });

import { storeContract } from '@plainsight/core/testing';
import { describe, it } from 'vitest';
import { sqliteStore } from '../src/index.ts';
import { placeOf } from './contract-place.ts';

storeContract(
  { describe, it },
  { name: 'sqliteStore', supports: { durable: true, shared: true }, create: () => placeOf(sqliteStore) },
);

/** The stores that the contract of households is tested against, and what no other test of a file uses. */
import { createDynamoHouseholdStore } from '#shared/household/dynamo-household-store.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import { createMemoryHouseholdStore } from '#shared/household/memory-household-store.ts';
import { createDynamoUploadStore } from '#shared/upload/dynamo-upload-store.ts';
import { MemoryProgress } from '#shared/upload/memory-progress.ts';
import { createMemoryUploadStore } from '#shared/upload/memory-upload-store.ts';
import type { UploadStore } from '#shared/upload/upload-store.ts';

import { index, ownTables } from './open-stores.ts';
import { memberOf } from './synthetic-household.ts';

type Stores = { households: HouseholdStore; uploads: UploadStore };

export const ENGINES: Record<string, () => Promise<Stores>> = {
  memory: () => {
    const progress = new MemoryProgress();
    return Promise.resolve({
      households: createMemoryHouseholdStore({ progress }),
      uploads: createMemoryUploadStore({ progress }),
    });
  },
  dynamodb: async () => {
    const { client, tables, sealer } = await ownTables();
    return {
      households: createDynamoHouseholdStore({ client, tables, sealer, index }),
      uploads: createDynamoUploadStore({ client, tables }),
    };
  },
};

let person = 0;
export const nextPerson = () => memberOf((person += 1));
let street = 0;
/** A district that no other test uses. */
export const nextDistrict = () => String(3001 + (street += 1));

/** Stores of the functions that make figures: they read facts, and could open nothing personal if they tried. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoHouseholdStore } from '#shared/household/dynamo-household-store.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import type { BlindIndex, Sealer } from '#shared/sealing/sealer.ts';

const refuse = (): never => {
  throw new Error('Figures are made of facts and nothing personal');
};

const sealer: Sealer = { seal: refuse, open: refuse };
const index: BlindIndex = { fingerprint: refuse };

/** Facts of households, for a function that knows no other table and holds no key. */
export function createFactsStore(
  client: DynamoDBClient,
  householdsTable: string,
): Pick<HouseholdStore, 'factsOfDistrict' | 'factsOf'> {
  return createDynamoHouseholdStore({
    client,
    tables: { Households: householdsTable, Logbook: '', Operations: '' },
    sealer,
    index,
  });
}

import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

import type { TableNames } from '#shared/dynamo/create-tables.ts';
import { batchGet, projectionOf, queryItems, queryPages } from '#shared/dynamo/paging.ts';

import { withOldFacts } from '#shared/domain/statistics/lasting-facts.ts';

import { FACTS_ATTRIBUTES, toFacts } from './document-codec.ts';
import type { HouseholdFacts, HouseholdStore } from './household-store.ts';
import { documentKey, oldFactsKey, placedKey } from './keys.ts';
import { toOldFacts } from './old-facts-item.ts';
import { placedThere } from './pointer-items.ts';

/** Facts of households, for who makes figures: needs no key and can open nothing personal. */
export function createDynamoHouseholdFacts({
  client,
  tables: { Households },
}: {
  client: DynamoDBClient;
  tables: Pick<TableNames, 'Households'>;
}): Pick<HouseholdStore, 'factsOfDistrict' | 'factsOf'> {
  const readFacts = async (ids: Iterable<string>, month?: string) => {
    const keys = [...new Set(ids)].map(documentKey);
    const from = { table: Households, consistent: true, attributes: [...FACTS_ATTRIBUTES, 'v'] };
    return completed((await batchGet(client, from, keys)).map(toFacts), month);
  };

  /** With the old facts of those that cannot give the month alone. Read after the documents: facts are only added to them. */
  const completed = async (households: HouseholdFacts[], month: string | undefined): Promise<HouseholdFacts[]> => {
    if (month === undefined) return households;
    const lacking = households.filter(({ factsSince }) => factsSince !== undefined && month < factsSince);
    if (lacking.length === 0) return households;
    const wanted = new Set(lacking.map(({ id }) => id));
    const keys = [...wanted].map(oldFactsKey);
    const items = await batchGet(client, { table: Households, consistent: true }, keys);
    const old = new Map(items.map(toOldFacts).map(({ household, facts }) => [household, facts]));
    return households.map((household) => {
      if (!wanted.has(household.id)) return household;
      const left = old.get(household.id);
      // Figures without them would be wrong, and nobody would see it.
      if (!left) throw new Error('Facts that left a document are gone');
      const { factsSince: _since, ...whole } = household;
      return { ...whole, facts: withOldFacts(household.facts, left) };
    });
  };

  return {
    async *factsOfDistrict(district, month) {
      const { ExpressionAttributeNames: names, ...projection } = projectionOf(FACTS_ATTRIBUTES);
      const living = new Set<string>();
      const pages = queryPages(client, {
        TableName: Households,
        IndexName: 'by-district',
        KeyConditionExpression: '#district = :district',
        ExpressionAttributeNames: { ...names, '#district': 'district' },
        ExpressionAttributeValues: { ':district': { S: district } },
        ...projection,
      });
      for await (const page of pages)
        for (const facts of await completed(page.map(toFacts), month)) {
          // An index may show a household twice while it moves.
          if (living.has(facts.id)) continue;
          living.add(facts.id);
          yield facts;
        }
      // Read after the others, so that a household that moved away meanwhile is not lost between them.
      const placed = await queryItems(client, {
        TableName: Households,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: placedKey(district, '').pk } },
      });
      const elsewhere = placed.map(placedThere).filter((id) => !living.has(id));
      for (const facts of await readFacts(elsewhere, month)) yield facts;
    },

    factsOf: readFacts,
  };
}

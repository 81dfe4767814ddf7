import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

import type { TableNames } from '#shared/dynamo/create-tables.ts';
import { batchGet, projectionOf, queryItems, queryPages } from '#shared/dynamo/paging.ts';

import { FACTS_ATTRIBUTES, toFacts } from './document-codec.ts';
import type { HouseholdStore } from './household-store.ts';
import { documentKey, placedKey } from './keys.ts';
import { placedThere } from './pointer-items.ts';

/** Facts of households, for who makes figures: needs no key and can open nothing personal. */
export function createDynamoHouseholdFacts({
  client,
  tables: { Households },
}: {
  client: DynamoDBClient;
  tables: Pick<TableNames, 'Households'>;
}): Pick<HouseholdStore, 'factsOfDistrict' | 'factsOf'> {
  const readFacts = async (ids: Iterable<string>) => {
    const keys = [...new Set(ids)].map(documentKey);
    const from = { table: Households, consistent: true, attributes: [...FACTS_ATTRIBUTES, 'v'] };
    return (await batchGet(client, from, keys)).map(toFacts);
  };

  return {
    async *factsOfDistrict(district) {
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
      for await (const page of pages) {
        for (const facts of page.map(toFacts)) {
          // An index may show a household twice while it moves.
          if (living.has(facts.id)) continue;
          living.add(facts.id);
          yield facts;
        }
      }
      // Read after the others, so that a household that moved away meanwhile is not lost between them.
      const placed = await queryItems(client, {
        TableName: Households,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: placedKey(district, '').pk } },
      });
      const elsewhere = placed.map(placedThere).filter((id) => !living.has(id));
      for (const facts of await readFacts(elsewhere)) yield facts;
    },

    factsOf: readFacts,
  };
}

/**
 * Copies the data keys of one table Operations into another, each only where none is: after a restore to an earlier second, which
 * lacks the keys made since. Prints how many items were there and how many were copied; safe to run again.
 *
 *   node local/operations/copy-data-keys.ts --from NAME --to NAME
 *
 * Region and credentials as the AWS SDK finds them. When and how: docs/runbook.md, "Restore".
 */
import { parseArgs } from 'node:util';

import { paginateScan } from '@aws-sdk/client-dynamodb';

import { createDynamo } from '#shared/dynamo/client.ts';
import { IF_ABSENT, putIf } from '#shared/dynamo/conditional-write.ts';
import { DATA_KEYS } from '#shared/sealing/dynamo-data-key-store.ts';

const { from, to } = parseArgs({ options: { from: { type: 'string' }, to: { type: 'string' } } }).values;
if (!from || !to || from === to) throw new Error('--from and --to name two tables');

const client = createDynamo();
const keys = {
  TableName: from,
  ConsistentRead: true,
  FilterExpression: 'begins_with(pk, :keys)',
  ExpressionAttributeValues: { ':keys': { S: DATA_KEYS } },
};
let [items, copied] = [0, 0];
for await (const { Items = [] } of paginateScan({ client }, keys))
  for (const Item of Items) {
    items += 1;
    if (await putIf(client, { TableName: to, Item, ...IF_ABSENT })) copied += 1;
  }
console.log(JSON.stringify({ items, copied }));

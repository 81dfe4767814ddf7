import { GetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';

import { itemOf, keyOf, openItem, textOf, type Item, type Key } from '#shared/dynamo/attributes.ts';
import { IF_ABSENT, ifStillAt, putIf } from '#shared/dynamo/conditional-write.ts';
import type { TableNames } from '#shared/dynamo/create-tables.ts';
import { queryItems } from '#shared/dynamo/paging.ts';

import { ProgressMoved, type RebuildProgress, type RebuildRun, type RebuildStore } from './rebuild-store.ts';

/** All partitions of Operations that a rebuild reads and writes begin so. */
export const REBUILD_PARTITIONS = 'rebuild#';

const FORM = 1;

function runKey({ check, provinces }: Pick<RebuildRun, 'check' | 'provinces'>): Key {
  return { pk: `${REBUILD_PARTITIONS}runs`, sk: `${check ? 'check' : 'write'}#${provinces.join(',')}` };
}

function progressKey(runId: string, province: string): Key {
  return { pk: `${REBUILD_PARTITIONS}${runId}`, sk: `province#${province}` };
}

export function createDynamoRebuildStore({
  client,
  tables: { Operations },
}: {
  client: DynamoDBClient;
  tables: Pick<TableNames, 'Operations'>;
}): RebuildStore {
  const read = async (key: Key): Promise<Item | undefined> => {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: Operations, Key: keyOf(key), ConsistentRead: true }),
    );
    return Item && openItem(Item, FORM);
  };
  const itemOfRun = (run: RebuildRun): Item =>
    itemOf(runKey(run), FORM, { run: { S: run.id }, body: { S: JSON.stringify(run) } });
  const toProgress = (item: Item): RebuildProgress => JSON.parse(textOf(openItem(item, FORM), 'body'));

  return {
    async begin(run) {
      for (;;) {
        const standing = await read(runKey(run));
        const known: RebuildRun | undefined = standing && JSON.parse(textOf(standing, 'body'));
        if (known && known.finishedAt === undefined) return known;
        const condition = known
          ? { ConditionExpression: 'run = :run', ExpressionAttributeValues: { ':run': { S: known.id } } }
          : IF_ABSENT;
        if (await putIf(client, { TableName: Operations, Item: itemOfRun(run), ...condition })) return run;
      }
    },

    async finish(run, finishedAt) {
      await putIf(client, {
        TableName: Operations,
        Item: itemOfRun({ ...run, finishedAt }),
        ConditionExpression: 'run = :run',
        ExpressionAttributeValues: { ':run': { S: run.id } },
      });
    },

    async progress(runId) {
      const items = await queryItems(client, {
        TableName: Operations,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: progressKey(runId, '').pk } },
      });
      return items.map(toProgress);
    },

    async progressOf(runId, province) {
      const item = await read(progressKey(runId, province));
      return item && toProgress(item);
    },

    async save(runId, progress) {
      const saved = await putIf(client, {
        TableName: Operations,
        Item: itemOf(progressKey(runId, progress.province), FORM, {
          step: { N: String(progress.step) },
          body: { S: JSON.stringify(progress) },
        }),
        ...(progress.step === 1 ? IF_ABSENT : ifStillAt('step', progress.step - 1)),
      });
      if (!saved) throw new ProgressMoved('Another process works on this province');
    },
  };
}

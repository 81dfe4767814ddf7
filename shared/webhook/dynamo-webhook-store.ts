import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

import type { Webhook, WebhookProgress } from '#shared/domain/event/webhook.ts';
import { itemOf, openItem, textOf, type Item, type Key } from '#shared/dynamo/attributes.ts';
import { IF_ABSENT, ifStillAt, putIf } from '#shared/dynamo/conditional-write.ts';
import type { TableNames } from '#shared/dynamo/create-tables.ts';
import { queryItems } from '#shared/dynamo/paging.ts';
import { bodyOf, documentItem, newDocument } from '#shared/dynamo/versioned-documents.ts';
import { putOnce } from '#shared/idempotency/dynamo-claims.ts';

import type { KnownWebhook, WebhookDeliveries, WebhookStore } from './webhook-store.ts';

/** Where webhooks and their progress are in Operations; permissions are limited to each. */
export const WEBHOOKS_PARTITION = 'webhooks';
export const WEBHOOK_PROGRESS_PARTITION = 'webhook-progress';

const FORM = 1;

/** After these days nobody asks any more how far a webhook that is still had come, or that an ended one was there. */
const KEPT_DAYS = 90;

type Named = Pick<Webhook, 'organisation' | 'id'>;

function placeOf({ organisation, id }: Named): string {
  return `${organisation}#${id}`;
}

function webhookKey(webhook: Named): Key {
  return { pk: WEBHOOKS_PARTITION, sk: placeOf(webhook) };
}

function expiring(now: Date): Item {
  return { expiresAt: { N: String(Math.ceil(now.getTime() / 1000) + KEPT_DAYS * 86_400) } };
}

export function createDynamoWebhooks({
  client,
  tables: { Operations },
}: {
  client: DynamoDBClient;
  tables: Pick<TableNames, 'Operations'>;
}): WebhookStore & WebhookDeliveries {
  const itemsOf = async (pk: string, prefix: string): Promise<Item[]> =>
    await queryItems(client, {
      TableName: Operations,
      ConsistentRead: true,
      KeyConditionExpression: prefix === '' ? 'pk = :pk' : 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': { S: pk }, ...(prefix === '' ? {} : { ':prefix': { S: prefix } }) },
    });
  const known = async (prefix: string): Promise<KnownWebhook[]> => {
    const [webhooks, progress] = await Promise.all([
      itemsOf(WEBHOOKS_PARTITION, prefix),
      itemsOf(WEBHOOK_PROGRESS_PARTITION, prefix),
    ]);
    const progressAt = new Map(progress.map((item) => [textOf(item, 'sk'), item]));
    return webhooks.flatMap((item) => {
      if (openItem(item, FORM)['body'] === undefined) return [];
      const came = progressAt.get(textOf(item, 'sk'));
      return [
        {
          webhook: JSON.parse(bodyOf(item)) as Webhook,
          progress: came && (JSON.parse(bodyOf(came)) as WebhookProgress),
        },
      ];
    });
  };
  return {
    async create(webhook, claim) {
      if (!(await putOnce(client, Operations, newDocument(Operations, webhookKey(webhook), webhook), claim)))
        throw new Error('A webhook of this id exists already');
    },
    async end(webhook, now) {
      // Put over it without a body, since nothing of Operations is deleted by a function.
      await putIf(client, { TableName: Operations, Item: itemOf(webhookKey(webhook), FORM, expiring(now)) });
    },
    ofOrganisation: (organisation) => known(`${organisation}#`),
    all: () => known(''),
    async putProgress(webhook, progress, now) {
      const key = { pk: WEBHOOK_PROGRESS_PARTITION, sk: placeOf(webhook) };
      const Item = { ...documentItem(key, progress), ...expiring(now) };
      const before = progress.version - 1;
      return await putIf(client, {
        TableName: Operations,
        Item,
        ...(before === 0 ? IF_ABSENT : ifStillAt('version', before)),
      });
    },
  };
}

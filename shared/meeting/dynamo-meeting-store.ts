import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

import { moveDueRows } from '#shared/due/dynamo-due-store.ts';
import type { Item } from '#shared/dynamo/attributes.ts';
import { IF_ABSENT, ifStillAt, putIf } from '#shared/dynamo/conditional-write.ts';
import type { TableNames } from '#shared/dynamo/create-tables.ts';
import { queryItems } from '#shared/dynamo/paging.ts';
import { getItem } from '#shared/dynamo/versioned-documents.ts';
import { transactTelling } from '#shared/event/dynamo-events.ts';
import { toldOfResolution } from '#shared/event/told.ts';
import { KeyTaken } from '#shared/idempotency/claim.ts';
import { putClaim, putOnce } from '#shared/idempotency/dynamo-claims.ts';
import { checkNextVersion } from '#shared/next-version.ts';
import type { Sealer } from '#shared/sealing/sealer.ts';

import {
  meetingItem,
  meetingKey,
  meetingsPk,
  putResolution,
  resolutionKey,
  resolutionsPk,
  toMeeting,
  toResolution,
} from './meeting-items.ts';
import { dueMovedByResolution, type MeetingStore } from './meeting-store.ts';

export function createDynamoMeetingStore({
  client,
  tables: { Operations, DueItems },
  sealer,
}: {
  client: DynamoDBClient;
  tables: Pick<TableNames, 'Operations' | 'DueItems'>;
  sealer: Sealer;
}): MeetingStore {
  const allIn = (pk: string): Promise<Item[]> =>
    queryItems(client, {
      TableName: Operations,
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: pk } },
    });

  return {
    async create(meeting, claim) {
      const put = { TableName: Operations, Item: await meetingItem(meeting, sealer), ...IF_ABSENT };
      if (!(await putOnce(client, Operations, put, claim))) throw new Error('A meeting of this id exists already');
    },
    async get(id) {
      const item = await getItem(client, Operations, meetingKey(id));
      return item && (await toMeeting(item, sealer));
    },
    async update(before, after) {
      checkNextVersion(before, after);
      const Item = await meetingItem(after, sealer);
      return await putIf(client, { TableName: Operations, Item, ...ifStillAt('version', before.version) });
    },
    of: async (unit) =>
      await Promise.all((await allIn(meetingsPk(unit))).map(async (item) => await toMeeting(item, sealer))),
    async resolution(id) {
      const item = await getItem(client, Operations, resolutionKey(id));
      return item && (await toResolution(item, sealer));
    },
    resolutions: async (meeting) =>
      await Promise.all((await allIn(resolutionsPk(meeting))).map(async (item) => await toResolution(item, sealer))),
    async putResolution(step, claim) {
      const items = [
        { Put: await putResolution(Operations, step, sealer) },
        ...(claim ? [putClaim(Operations, claim)] : []),
        ...moveDueRows(DueItems, dueMovedByResolution(step)),
      ];
      const failed = await transactTelling(client, Operations, items, toldOfResolution(step));
      if (claim && failed.includes(1)) throw new KeyTaken();
      return failed.length === 0;
    },
  };
}

/** What figures are made of meetings and their resolutions: their clear parts. What people wrote stays sealed. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

import type { Meeting, Resolution } from '#shared/domain/case/meeting.ts';
import { openItem, textOf } from '#shared/dynamo/attributes.ts';
import type { TableNames } from '#shared/dynamo/create-tables.ts';
import { queryItems } from '#shared/dynamo/paging.ts';

import { meetingFact, resolutionFact, type MeetingFacts } from './meeting-facts.ts';
import { MEETING_FORM, meetingsPk, resolutionsPk } from './meeting-items.ts';

/** Units asked at the same time. */
const AT_ONCE = 20;

export function createDynamoMeetingFacts({
  client,
  tables: { Operations },
}: {
  client: DynamoDBClient;
  tables: Pick<TableNames, 'Operations'>;
}): MeetingFacts {
  async function clearIn<Clear>(pk: string): Promise<Clear[]> {
    const items = await queryItems(client, {
      TableName: Operations,
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: pk } },
    });
    return items.map((item): Clear => JSON.parse(textOf(openItem(item, MEETING_FORM), 'body')));
  }

  async function ofAll<Asked, Clear>(
    asked: readonly Asked[],
    read: (one: Asked) => Promise<Clear[]>,
  ): Promise<Clear[]> {
    const found: Clear[] = [];
    for (let first = 0; first < asked.length; first += AT_ONCE)
      found.push(...(await Promise.all(asked.slice(first, first + AT_ONCE).map(read))).flat());
    return found;
  }

  return {
    async of(units) {
      const stored = await ofAll(units, (unit) => clearIn<Omit<Meeting, 'invited' | 'reason'>>(meetingsPk(unit)));
      const held = stored.flatMap(meetingFact);
      const resolved = await ofAll(held, ({ id }) => clearIn<Omit<Resolution, 'text' | 'reason'>>(resolutionsPk(id)));
      return { meetings: held, resolutions: resolved.map(resolutionFact) };
    },
  };
}

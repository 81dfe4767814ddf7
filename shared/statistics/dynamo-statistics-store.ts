import { gunzipSync, gzipSync } from 'node:zlib';

import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

import type { AgencyActivity } from '#shared/domain/statistics/facts.ts';
import { NATION } from '#shared/domain/statistics/nation.ts';
import type { ReportA } from '#shared/domain/statistics/report-a/shape.ts';
import { itemOf, numberOf, openItem, textOf, type Item } from '#shared/dynamo/attributes.ts';
import { putIf } from '#shared/dynamo/conditional-write.ts';
import type { TableNames } from '#shared/dynamo/create-tables.ts';
import { queryItems } from '#shared/dynamo/paging.ts';
import { bodyOf, createDocument, getItem } from '#shared/dynamo/versioned-documents.ts';

import { KnownActivity } from './known-activity.ts';
import { revisionOf } from './revision-of.ts';
import { activityKey, demandKey, revisionKey, throughKey, workKey } from './statistics-keys.ts';
import type { StatisticsStore } from './statistics-store.ts';

/** Form of the small items: how far figures were evaluated, runs on demand, signs of life. Revisions are documents. */
const FORM = 1;

export function createDynamoStatisticsStore({
  client,
  tables: { Statistics },
}: {
  client: DynamoDBClient;
  tables: Pick<TableNames, 'Statistics'>;
}): StatisticsStore {
  const known = new KnownActivity();

  const partition = async (pk: string): Promise<Item[]> => {
    const items = await queryItems(client, {
      TableName: Statistics,
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: pk } },
    });
    return items.map((item) => openItem(item, FORM));
  };

  return {
    async revision(selection, revision) {
      const item = await getItem(client, Statistics, revisionKey(selection, revision));
      const document: ReportA | Packed | undefined = item && JSON.parse(bodyOf(item));
      // What is stored under the key of Report A is Report A.
      return document && 'packed' in document ? (unpacked(document) as ReportA) : document;
    },

    async putRevision(selection, report) {
      // The nation has a row for each office that helped anywhere.
      const document = selection.area === NATION ? packed(report) : report;
      await createDocument(client, Statistics, revisionKey(selection, revisionOf(report)), document);
    },

    async caseRevision(selection, revision) {
      const item = await getItem(client, Statistics, revisionKey(selection, revision));
      return item && unpacked(JSON.parse(bodyOf(item)));
    },

    async putCaseRevision(selection, revision, report) {
      await createDocument(client, Statistics, revisionKey(selection, revision), packed(report));
    },

    async evaluatedThrough(selection) {
      const item = await getItem(client, Statistics, throughKey(selection));
      return item && { asOf: textOf(openItem(item, FORM), 'asOf'), revision: numberOf(item, 'revision') };
    },

    async setEvaluatedThrough(selection, { asOf, revision }) {
      await putIf(client, {
        TableName: Statistics,
        Item: itemOf(throughKey(selection), FORM, { asOf: { S: asOf }, revision: { N: String(revision) } }),
        ConditionExpression: 'attribute_not_exists(pk) OR asOf < :asOf',
        ExpressionAttributeValues: { ':asOf': { S: asOf } },
      });
    },

    async demandRuns(month) {
      const items = await partition(demandKey(month, { area: '', asOf: '' }).pk);
      return items.map((item) => ({
        area: textOf(item, 'area'),
        asOf: textOf(item, 'asOf'),
        ...(item['run']?.S === undefined ? {} : { run: item['run'].S }),
      }));
    },

    async addDemandRun(month, run) {
      await putIf(client, {
        TableName: Statistics,
        Item: itemOf(demandKey(month, run), FORM, {
          area: { S: run.area },
          asOf: { S: run.asOf },
          ...(run.run === undefined ? {} : { run: { S: run.run } }),
        }),
      });
    },

    async recordActivity(activity) {
      if (known.covers(activity)) return;
      const { month, agency, firstAt, worked = false } = activity;
      for (const key of [activityKey(month, agency), ...(worked ? [workKey(month, agency)] : [])])
        await putIf(client, {
          TableName: Statistics,
          Item: itemOf(key, FORM, { firstAt: { S: firstAt } }),
          ConditionExpression: 'attribute_not_exists(pk) OR firstAt > :firstAt',
          ExpressionAttributeValues: { ':firstAt': { S: firstAt } },
        });
      known.remember(activity);
    },

    async worked(month) {
      const items = await queryItems(client, {
        TableName: Statistics,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: workKey(month, '').pk } },
      });
      return items.map((item) => textOf(openItem(item, FORM), 'sk'));
    },

    async activity(month) {
      const items = await partition(activityKey(month, '').pk);
      return items.map((item): AgencyActivity => ({
        agency: textOf(item, 'sk'),
        month,
        firstAt: textOf(item, 'firstAt'),
      }));
    },
  };
}

type Packed = { packed: string };

/** A report with a row for each of hundreds of units is longer than an item may be; packed it is a twentieth. */
function packed(report: object): Packed {
  return { packed: gzipSync(JSON.stringify(report)).toString('base64') };
}

function unpacked(document: Packed): object {
  return JSON.parse(gunzipSync(Buffer.from(document.packed, 'base64')).toString('utf8'));
}

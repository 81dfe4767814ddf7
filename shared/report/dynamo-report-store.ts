import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

import type { Approval } from '#shared/domain/statistics/approval.ts';
import type { Key } from '#shared/dynamo/attributes.ts';
import { IF_ABSENT, putIf } from '#shared/dynamo/conditional-write.ts';
import type { TableNames } from '#shared/dynamo/create-tables.ts';
import { queryItems } from '#shared/dynamo/paging.ts';
import { transact } from '#shared/dynamo/transaction.ts';
import { bodyOf, documentItem, getItem } from '#shared/dynamo/versioned-documents.ts';

import { placeInList } from './report-order.ts';
import type { PublishedReport, ReportStore } from './report-store.ts';

const LISTED = 'reports';

/** Where approvals are in Operations, each at the place of its package in the list; permissions to approve are limited to it. */
export const REPORT_APPROVALS = 'report-approvals';

type KeptApproval = Approval & { report: string };

function reportKey(id: string): Key {
  return { pk: `report#${id}`, sk: 'report' };
}

export function createDynamoReportStore({
  client,
  tables: { Operations },
}: {
  client: DynamoDBClient;
  tables: Pick<TableNames, 'Operations'>;
}): ReportStore {
  const get = async (id: string): Promise<PublishedReport | undefined> => {
    const item = await getItem(client, Operations, reportKey(id));
    return item && JSON.parse(bodyOf(item));
  };
  return {
    async put(report) {
      const listed = { pk: LISTED, sk: placeInList(report) };
      // Found by its id and by its place in the list; both or neither, and never again.
      await transact(
        client,
        [reportKey(report.id), listed].map((key) => ({
          Put: { TableName: Operations, Item: documentItem(key, report), ...IF_ABSENT },
        })),
      );
    },
    get,
    async list(after, limit) {
      const last = after === undefined ? undefined : await get(after);
      if (after !== undefined && !last) return [];
      const items = await queryItems(
        client,
        {
          TableName: Operations,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk AND sk > :after',
          ExpressionAttributeValues: { ':pk': { S: LISTED }, ':after': { S: last ? placeInList(last) : ' ' } },
        },
        limit,
      );
      return items.map((item): PublishedReport => JSON.parse(bodyOf(item)));
    },
    async approve(report, approval) {
      const kept: KeptApproval = { report: report.id, ...approval };
      const Item = documentItem({ pk: REPORT_APPROVALS, sk: placeInList(report) }, kept);
      return await putIf(client, { TableName: Operations, Item, ...IF_ABSENT });
    },
    async approvalsOf(reports) {
      const [first, last] = [reports[0], reports.at(-1)];
      if (!first || !last) return new Map();
      const items = await queryItems(client, {
        TableName: Operations,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
        ExpressionAttributeValues: {
          ':pk': { S: REPORT_APPROVALS },
          ':first': { S: placeInList(first) },
          ':last': { S: placeInList(last) },
        },
      });
      return new Map(
        items.map((item) => {
          const { report, ...approval }: KeptApproval = JSON.parse(bodyOf(item));
          return [report, approval] as const;
        }),
      );
    },
  };
}

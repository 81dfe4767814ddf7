/** Environments and permissions that several resources share. */
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';

import {
  appendToLogbook,
  askAccounts,
  claimKeys,
  findOrganisations,
  noteActivity,
  putItems,
  readSecret,
  sealPersonalData,
} from '#infra/constructs/grants.ts';
import { householdEnvironment } from '#infra/stacks/data-stack.ts';

import type { ApiParts } from './api-resource.ts';

/** Every call notes a sign of life of its agency, and asks the record of its account. */
export const activity = {
  environment: ({ data: { tables } }: ApiParts) => ({
    STATISTICS_TABLE: tables.tables.Statistics.tableName,
    OPERATIONS_TABLE: tables.tables.Operations.tableName,
  }),
  grants: ({ data }: ApiParts): PolicyStatement[] => [
    ...noteActivity(data.tables),
    ...askAccounts(data.tables),
    // Whether a focal point speaks for an organisation of the state, and which organisations a call names.
    ...findOrganisations(data.tables),
  ],
};

/** Calls that page sign their cursors. */
export const cursors = {
  environment: ({ around, data }: ApiParts) => ({
    CURSOR_SECRET: `secret:${data.cursorSecret.arn}#${around.stage.cursorSecretSince}`,
  }),
  grants: ({ data }: ApiParts): PolicyStatement[] => readSecret(data.cursorSecret),
};

/** Lists, uploads, orders and runs are in Operations. */
export const operations = {
  environment: (parts: ApiParts) => ({
    ...activity.environment(parts),
    ...cursors.environment(parts),
  }),
};

/** Calls that make something claim the caller's key. */
export function makingAnew(parts: ApiParts): PolicyStatement[] {
  return [...activity.grants(parts), ...cursors.grants(parts), ...claimKeys(parts.data.tables)];
}

/** Households and their logbook, which hold personal data. */
export const personal = {
  environment: (parts: ApiParts) => ({
    ...operations.environment(parts),
    ...householdEnvironment(parts.data),
    ACCESS_LOG_TABLE: parts.data.tables.tables.AccessLog.tableName,
  }),
  grants: (parts: ApiParts): PolicyStatement[] => {
    const { data } = parts;
    return [
      ...makingAnew(parts),
      ...appendToLogbook(data.tables),
      // Who looked at what is written, and can neither be read nor changed with this.
      ...putItems(data.tables, 'AccessLog'),
      ...sealPersonalData(data.tables, data.personalDataKey),
      ...readSecret(data.indexSecret),
    ];
  },
};

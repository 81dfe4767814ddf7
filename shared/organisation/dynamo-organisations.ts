import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

import type { TableNames } from '#shared/dynamo/create-tables.ts';
import { createDynamoRegisterStore, registerPartition } from '#shared/register/dynamo-register-store.ts';

import { createOrganisationDirectory, type OrganisationDirectory } from './organisation-directory.ts';

export const ORGANISATIONS_PARTITION = registerPartition('organisations');

/** The organisations of the register in Operations, for functions in which they are named. */
export function organisationsIn(at: {
  client: DynamoDBClient;
  tables: Pick<TableNames, 'Operations'>;
}): OrganisationDirectory {
  return createOrganisationDirectory(createDynamoRegisterStore({ ...at, register: 'organisations' }), Date.now);
}

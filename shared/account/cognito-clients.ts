import {
  AddUserPoolClientSecretCommand,
  CreateUserPoolClientCommand,
  DeleteUserPoolClientCommand,
  DeleteUserPoolClientSecretCommand,
  ListUserPoolClientSecretsCommand,
} from '@aws-sdk/client-cognito-identity-provider';

import { unlessRefused, type CognitoPool } from './cognito-pool.ts';
import type { SystemClients } from './system-clients.ts';

/** Clients of a user pool that get tokens by their secret alone. */
export function createCognitoClients({ client, userPoolId: UserPoolId }: CognitoPool): SystemClients {
  return {
    async create() {
      const { UserPoolClient } = await client.send(
        new CreateUserPoolClientCommand({
          UserPoolId,
          ClientName: 'system',
          GenerateSecret: true,
          AllowedOAuthFlows: ['client_credentials'],
          AllowedOAuthFlowsUserPoolClient: true,
        }),
      );
      return { id: said(UserPoolClient?.ClientId), secret: said(UserPoolClient?.ClientSecret) };
    },
    async renew(id) {
      const pool = { UserPoolId, ClientId: id };
      const listed = await unlessRefused(
        ['ResourceNotFoundException'],
        client.send(new ListUserPoolClientSecretsCommand(pool)),
      );
      if (!listed) return undefined;
      const { ClientSecretDescriptor } = await client.send(new AddUserPoolClientSecretCommand(pool));
      for (const { ClientSecretId } of listed.ClientSecrets ?? [])
        await client.send(new DeleteUserPoolClientSecretCommand({ ...pool, ClientSecretId: said(ClientSecretId) }));
      return said(ClientSecretDescriptor?.ClientSecretValue);
    },
    async remove(id) {
      await unlessRefused(
        ['ResourceNotFoundException'],
        client.send(new DeleteUserPoolClientCommand({ UserPoolId, ClientId: id })),
      );
    },
  };
}

function said(value: string | undefined): string {
  if (value === undefined) throw new Error('Cognito left out what it was asked for');
  return value;
}

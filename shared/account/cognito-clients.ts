import {
  AddUserPoolClientSecretCommand,
  CreateUserPoolClientCommand,
  DeleteUserPoolClientCommand,
  DeleteUserPoolClientSecretCommand,
  ListUserPoolClientSecretsCommand,
} from '@aws-sdk/client-cognito-identity-provider';

import { SYSTEM_SCOPE } from '#shared/domain/access/system-scope.ts';

import { unlessRefused, type CognitoPool } from './cognito-pool.ts';
import { SYSTEM_TOKEN_HOURS, type SystemClients } from './system-clients.ts';

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
          AllowedOAuthScopes: [SYSTEM_SCOPE],
          // Said, because unsaid means that people may sign in by it as well.
          ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
          PreventUserExistenceErrors: 'ENABLED',
          WriteAttributes: ['email'],
          AccessTokenValidity: SYSTEM_TOKEN_HOURS,
          TokenValidityUnits: { AccessToken: 'hours' },
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
      const end = async ({ ClientSecretId }: { ClientSecretId?: string | undefined }): Promise<void> => {
        await client.send(new DeleteUserPoolClientSecretCommand({ ...pool, ClientSecretId: said(ClientSecretId) }));
      };
      const [stays, ...others] = listed.ClientSecrets ?? [];
      // A client has two secrets at most: one that a call which broke off left beside makes room first.
      for (const other of others) await end(other);
      const { ClientSecretDescriptor } = await client.send(new AddUserPoolClientSecretCommand(pool));
      if (stays) await end(stays);
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

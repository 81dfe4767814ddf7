import * as z from 'zod';

import type { CognitoCalls } from './cognito-calls.ts';
import type { SystemClients } from './system-clients.ts';

const $Created = z.object({ UserPoolClient: z.object({ ClientId: z.string(), ClientSecret: z.string() }) });
const $Added = z.object({
  ClientSecretDescriptor: z.object({ ClientSecretId: z.string(), ClientSecretValue: z.string() }),
});
const $Listed = z.object({ ClientSecrets: z.array(z.object({ ClientSecretId: z.string() })) });

/** Clients of a user pool that get tokens by their secret alone. */
export function createCognitoClients({ call, callUnless }: CognitoCalls): SystemClients {
  return {
    async create() {
      const { UserPoolClient } = $Created.parse(
        await call('CreateUserPoolClient', {
          ClientName: 'system',
          GenerateSecret: true,
          AllowedOAuthFlows: ['client_credentials'],
          AllowedOAuthFlowsUserPoolClient: true,
        }),
      );
      return { id: UserPoolClient.ClientId, secret: UserPoolClient.ClientSecret };
    },
    async renew(id) {
      const listed = await callUnless(['ResourceNotFoundException'], 'ListUserPoolClientSecrets', { ClientId: id });
      if (listed === undefined) return undefined;
      const added = $Added.parse(await call('AddUserPoolClientSecret', { ClientId: id }));
      for (const { ClientSecretId } of $Listed.parse(listed).ClientSecrets)
        await call('DeleteUserPoolClientSecret', { ClientId: id, ClientSecretId });
      return added.ClientSecretDescriptor.ClientSecretValue;
    },
    async remove(id) {
      await callUnless(['ResourceNotFoundException'], 'DeleteUserPoolClient', { ClientId: id });
    },
  };
}

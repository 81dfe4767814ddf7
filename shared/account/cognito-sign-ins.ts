import {
  AdminCreateUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminGetUserCommand,
  AdminUserGlobalSignOutCommand,
  type AttributeType,
} from '@aws-sdk/client-cognito-identity-provider';

import { unlessRefused, type CognitoPool } from './cognito-pool.ts';
import type { SignIns } from './sign-ins.ts';

/** Sign-ins in a user pool of Cognito, whose names are addresses. */
export function createCognitoSignIns({ client, userPoolId: UserPoolId }: CognitoPool): SignIns {
  const again = (email: string): AdminCreateUserCommand =>
    new AdminCreateUserCommand({
      UserPoolId,
      Username: email,
      MessageAction: 'RESEND',
      DesiredDeliveryMediums: ['EMAIL'],
    });
  const signOut = async (sub: string): Promise<void> => {
    await unlessRefused(
      ['UserNotFoundException'],
      client.send(new AdminUserGlobalSignOutCommand({ UserPoolId, Username: sub })),
    );
  };
  return {
    async invite(email) {
      const created = await unlessRefused(
        ['UsernameExistsException'],
        client.send(
          new AdminCreateUserCommand({
            UserPoolId,
            Username: email,
            UserAttributes: [
              { Name: 'email', Value: email },
              { Name: 'email_verified', Value: 'true' },
            ],
            DesiredDeliveryMediums: ['EMAIL'],
          }),
        ),
      );
      if (created) return { sub: subOf(created.User?.Attributes) };
      const standing = await client.send(new AdminGetUserCommand({ UserPoolId, Username: email }));
      if (standing.UserStatus === 'FORCE_CHANGE_PASSWORD') await client.send(again(email));
      return { sub: subOf(standing.UserAttributes) };
    },
    async inviteAgain(email) {
      const refused = ['UnsupportedUserStateException', 'UserNotFoundException'];
      return (await unlessRefused(refused, client.send(again(email)))) !== undefined;
    },
    async disable(sub) {
      await unlessRefused(
        ['UserNotFoundException'],
        client.send(new AdminDisableUserCommand({ UserPoolId, Username: sub })),
      );
      await signOut(sub);
    },
    async enable(sub) {
      await unlessRefused(
        ['UserNotFoundException'],
        client.send(new AdminEnableUserCommand({ UserPoolId, Username: sub })),
      );
    },
    endSessions: signOut,
  };
}

function subOf(attributes: readonly AttributeType[] = []): string {
  const sub = attributes.find(({ Name }) => Name === 'sub')?.Value;
  if (sub === undefined) throw new Error('Cognito names no sub of a user');
  return sub;
}

import * as z from 'zod';

import type { CognitoCalls } from './cognito-calls.ts';
import type { SignIns } from './sign-ins.ts';

const $User = z.object({
  UserStatus: z.string().optional(),
  Attributes: z.array(z.object({ Name: z.string(), Value: z.string().optional() })).optional(),
  UserAttributes: z.array(z.object({ Name: z.string(), Value: z.string().optional() })).optional(),
});
const $Created = z.object({ User: $User });

/** Sign-ins in a user pool of Cognito, whose names are addresses. */
export function createCognitoSignIns({ call, callUnless }: CognitoCalls): SignIns {
  const again = (email: string): object => ({
    Username: email,
    MessageAction: 'RESEND',
    DesiredDeliveryMediums: ['EMAIL'],
  });
  const signOut = async (sub: string): Promise<void> => {
    await callUnless(['UserNotFoundException'], 'AdminUserGlobalSignOut', { Username: sub });
  };
  return {
    async invite(email) {
      const created = await callUnless(['UsernameExistsException'], 'AdminCreateUser', {
        Username: email,
        UserAttributes: [
          { Name: 'email', Value: email },
          { Name: 'email_verified', Value: 'true' },
        ],
        DesiredDeliveryMediums: ['EMAIL'],
      });
      if (created !== undefined) return { sub: subOf($Created.parse(created).User) };
      const standing = $User.parse(await call('AdminGetUser', { Username: email }));
      if (standing.UserStatus !== 'FORCE_CHANGE_PASSWORD') return undefined;
      await call('AdminCreateUser', again(email));
      return { sub: subOf(standing) };
    },
    async inviteAgain(email) {
      const taken = ['UnsupportedUserStateException', 'UserNotFoundException'];
      return (await callUnless(taken, 'AdminCreateUser', again(email))) !== undefined;
    },
    async disable(sub) {
      await callUnless(['UserNotFoundException'], 'AdminDisableUser', { Username: sub });
      await signOut(sub);
    },
    async enable(sub) {
      await callUnless(['UserNotFoundException'], 'AdminEnableUser', { Username: sub });
    },
    endSessions: signOut,
  };
}

function subOf({ Attributes, UserAttributes }: z.output<typeof $User>): string {
  const sub = [...(Attributes ?? []), ...(UserAttributes ?? [])].find(({ Name }) => Name === 'sub')?.Value;
  if (sub === undefined) throw new Error('Cognito names no sub of a user');
  return sub;
}

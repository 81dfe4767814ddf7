import * as z from 'zod';

import { signedHeaders, type Credentials } from './signed-call.ts';
import type { SignIns } from './sign-ins.ts';

export type CognitoOptions = {
  readonly userPoolId: string;
  readonly region: string;
  /** Where the service answers. */
  readonly endpoint: string;
  /** Asked at each call: a function's own change while it lives. */
  readonly credentials: () => Credentials;
  readonly now: () => Date;
};

const $User = z.object({
  UserStatus: z.string().optional(),
  Attributes: z.array(z.object({ Name: z.string(), Value: z.string().optional() })).optional(),
  UserAttributes: z.array(z.object({ Name: z.string(), Value: z.string().optional() })).optional(),
});
const $Created = z.object({ User: $User });

/** The service refused a call; nothing of what it said about a person goes along. */
class CognitoRefused extends Error {
  override readonly name = 'CognitoRefused';
  readonly type: string;

  constructor(type: string) {
    super(`Cognito refused a call: ${type}`);
    this.type = type;
  }
}

const ANSWER_MS = 10_000;

/**
 * Sign-ins in a user pool of Cognito, whose names are addresses. The five calls are made as the protocol has them: the SDK's client of the
 * service would weigh more than all else in the function (docs/decisions/libraries.md).
 */
export function createCognitoSignIns({ userPoolId, region, endpoint, credentials, now }: CognitoOptions): SignIns {
  const call = async (operation: string, more: object): Promise<unknown> => {
    const body = JSON.stringify({ UserPoolId: userPoolId, ...more });
    const { host: _, ...headers } = signedHeaders({
      host: new URL(endpoint).host,
      region,
      service: 'cognito-idp',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
      },
      body,
      credentials: credentials(),
      now: now(),
    });
    const answer = await fetch(endpoint, { method: 'POST', headers, body, signal: AbortSignal.timeout(ANSWER_MS) });
    const said: unknown = JSON.parse((await answer.text()) || '{}');
    if (answer.ok) return said;
    const { __type = 'Unknown' } = z.object({ __type: z.string().optional() }).parse(said);
    throw new CognitoRefused(__type.split('#').at(-1) ?? __type);
  };
  /** Undefined when the service refuses for one of the reasons. */
  const unless = async (reasons: readonly string[], work: () => Promise<unknown>): Promise<unknown> => {
    try {
      return await work();
    } catch (failure) {
      if (failure instanceof CognitoRefused && reasons.includes(failure.type)) return undefined;
      throw failure;
    }
  };
  const sendAgain = (email: string): Promise<unknown> =>
    call('AdminCreateUser', { Username: email, MessageAction: 'RESEND', DesiredDeliveryMediums: ['EMAIL'] });
  const signOut = async (sub: string): Promise<void> => {
    await unless(['UserNotFoundException'], () => call('AdminUserGlobalSignOut', { Username: sub }));
  };
  return {
    async invite(email) {
      const created = await unless(['UsernameExistsException'], () =>
        call('AdminCreateUser', {
          Username: email,
          UserAttributes: [
            { Name: 'email', Value: email },
            { Name: 'email_verified', Value: 'true' },
          ],
          DesiredDeliveryMediums: ['EMAIL'],
        }),
      );
      if (created !== undefined) return { sub: subOf($Created.parse(created).User) };
      const standing = $User.parse(await call('AdminGetUser', { Username: email }));
      if (standing.UserStatus !== 'FORCE_CHANGE_PASSWORD') return undefined;
      await sendAgain(email);
      return { sub: subOf(standing) };
    },
    inviteAgain: async (email) =>
      (await unless(['UnsupportedUserStateException', 'UserNotFoundException'], () => sendAgain(email))) !== undefined,
    async disable(sub) {
      await unless(['UserNotFoundException'], () => call('AdminDisableUser', { Username: sub }));
      await signOut(sub);
    },
    async enable(sub) {
      await unless(['UserNotFoundException'], () => call('AdminEnableUser', { Username: sub }));
    },
    endSessions: signOut,
  };
}

function subOf({ Attributes, UserAttributes }: z.output<typeof $User>): string {
  const sub = [...(Attributes ?? []), ...(UserAttributes ?? [])].find(({ Name }) => Name === 'sub')?.Value;
  if (sub === undefined) throw new Error('Cognito names no sub of a user');
  return sub;
}

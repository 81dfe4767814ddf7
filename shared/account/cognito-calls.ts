/** Calls of a user pool of Cognito, made as its protocol has them (docs/decisions/libraries.md). */
import * as z from 'zod';

import { signedHeaders, type Credentials } from './signed-call.ts';

export type CognitoOptions = {
  readonly userPoolId: string;
  readonly region: string;
  /** Where the service answers. */
  readonly endpoint: string;
  /** Asked at each call: a function's own change while it lives. */
  readonly credentials: () => Credentials;
  readonly now: () => Date;
};

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

export type CognitoCalls = {
  /** Throws when the service refuses. */
  readonly call: (operation: string, more: object) => Promise<unknown>;
  /** As `call`, and undefined when the service refuses for one of the reasons. */
  readonly callUnless: (reasons: readonly string[], operation: string, more: object) => Promise<unknown>;
};

export function createCognitoCalls({ userPoolId, region, endpoint, credentials, now }: CognitoOptions): CognitoCalls {
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
  return {
    call,
    callUnless: async (reasons, operation, more) => {
      try {
        return await call(operation, more);
      } catch (failure) {
        if (failure instanceof CognitoRefused && reasons.includes(failure.type)) return undefined;
        throw failure;
      }
    },
  };
}

/** A user pool of Cognito, and which of its refusals a caller expects. */
import {
  CognitoIdentityProviderServiceException,
  type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';

export type CognitoPool = { readonly client: CognitoIdentityProviderClient; readonly userPoolId: string };

/** What a call answers; undefined when the service refuses it for one of the reasons, which are names of its exceptions. */
export async function unlessRefused<Answer>(
  reasons: readonly string[],
  answer: Promise<Answer>,
): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (failure) {
    if (failure instanceof CognitoIdentityProviderServiceException && reasons.includes(failure.name)) return undefined;
    throw failure;
  }
}

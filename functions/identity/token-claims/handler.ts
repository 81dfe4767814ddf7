/** Wiring of the trigger before a token is made: access tokens have no custom attributes of their own. */
import type { PreTokenGenerationV2TriggerEvent } from 'aws-lambda';
import { tokenClaimsEnv } from '#shared/contracts/env.ts';
import { scopeClaims } from './token-claims.ts';

tokenClaimsEnv.parse(process.env);

// oxlint-disable-next-line typescript/require-await -- Lambda wants a promise
export async function handler(event: PreTokenGenerationV2TriggerEvent): Promise<PreTokenGenerationV2TriggerEvent> {
  event.response = {
    claimsAndScopeOverrideDetails: {
      accessTokenGeneration: { claimsToAddOrOverride: scopeClaims(event.request.userAttributes) },
    },
  };
  return event;
}

import { createRemoteJWKSet } from 'jose';

import { authorizerEnv } from '#shared/contracts/env.ts';

import { createAuthorizer } from './authorizer.ts';
import { createVerifyToken } from './verify-token.ts';

const { TOKEN_ISSUER } = authorizerEnv.parse(process.env);
const { origin, pathname } = new URL(TOKEN_ISSUER);
// Where the SDK would find Cognito: an emulator names itself as AWS in tokens, and has the keys elsewhere.
const { AWS_ENDPOINT_URL = origin } = process.env;

export const handler = createAuthorizer(
  createVerifyToken(TOKEN_ISSUER, createRemoteJWKSet(new URL(`${pathname}/.well-known/jwks.json`, AWS_ENDPOINT_URL))),
);

import { errors, jwtVerify, type JWTVerifyGetKey } from 'jose';

import type { VerifyToken } from './authorizer.ts';

/** Verifies access tokens of one issuer by its keys. */
export function createVerifyToken(issuer: string, keys: JWTVerifyGetKey): VerifyToken {
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        algorithms: ['RS256'],
        requiredClaims: ['exp', 'sub'],
      });
      return payload['token_use'] === 'access' ? payload : undefined;
    } catch (failure) {
      if (isOfToken(failure)) return undefined;
      throw failure;
    }
  };
}

/** Whether the token is at fault; else its keys could not be had. */
function isOfToken(failure: unknown): boolean {
  return (
    failure instanceof errors.JOSEError &&
    !(failure instanceof errors.JWKSTimeout || failure instanceof errors.JWKSInvalid) &&
    failure.code !== 'ERR_JOSE_GENERIC'
  );
}

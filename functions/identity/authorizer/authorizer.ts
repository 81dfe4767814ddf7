/** Who a token speaks for: the authorizer in front of every route of the HTTP API that is not public. */
import { RESOURCE_SERVER } from '#shared/domain/access/system-scope.ts';

/** Claims of a token that is good; undefined for any other. Throws when it cannot be told. */
export type VerifyToken = (token: string) => Promise<Readonly<Record<string, unknown>> | undefined>;

/** What of a token is passed to functions. The account's record says what it may do. */
const TOLD = ['sub', 'client_id', 'origin_jti', 'auth_time', 'iat', 'exp'] as const;

export type Authorized = { isAuthorized: true; context: Partial<Record<(typeof TOLD)[number], string>> };

/**
 * A token that is not good names nobody, and the function behind answers 401 in its own words: were it refused here, the gateway would say
 * 403, by which no client knows that it must sign in again.
 */
export function createAuthorizer(
  verify: VerifyToken,
): (event: { readonly identitySource?: readonly string[] | null }) => Promise<Authorized> {
  return async ({ identitySource }) => {
    const token = /^(?:Bearer\s+)?(\S+)$/iu.exec(identitySource?.[0] ?? '')?.[1];
    const claims = token === undefined ? undefined : await verify(token);
    if (!claims || !isOfThisApi(claims)) return { isAuthorized: true, context: {} };
    const told = TOLD.flatMap((name) => {
      const value = claims[name];
      return typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [];
    });
    return { isAuthorized: true, context: Object.fromEntries(told) };
  };
}

/** A person signs in for this API alone; a system may have tokens for others, which their scopes tell. */
function isOfThisApi({ username, scope }: Readonly<Record<string, unknown>>): boolean {
  if (username !== undefined) return true;
  return typeof scope === 'string' && scope.split(' ').some((one) => one.startsWith(`${RESOURCE_SERVER}/`));
}

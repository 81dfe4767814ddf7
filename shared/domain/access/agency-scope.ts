/**
 * Scopes of agencies' own systems (client credentials): `poverty-logbook/agency.<slug>` says in whose name a system calls.
 */
export const RESOURCE_SERVER = 'poverty-logbook';

export function agencyScopeName(slug: string): string {
  return `agency.${slug}`;
}

/** Slug of the one agency that a token's scopes name; undefined when they name none, or several (then it is nobody's). */
export function agencyOfScopes(scopes: string): string | undefined {
  const prefix = `${RESOURCE_SERVER}/${agencyScopeName('')}`;
  const named = scopes.split(' ').filter((scope) => scope.startsWith(prefix));
  return named.length === 1 ? named[0]?.slice(prefix.length) : undefined;
}

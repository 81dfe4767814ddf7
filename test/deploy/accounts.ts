/** People and clients of the deployed pool, on the administration side of Cognito. All that is done from within: docs/emulator.md. */
import * as z from 'zod';
import type { Role } from '#shared/domain/access/access.ts';
import type { Account } from './account.ts';

/** Good enough for the pool's policy; of accounts that live for minutes. */
export const PASSWORD = 'Synthetic2569';

/** Somebody who signs in. Without a role: in the pool alone, and without a record. */
export type Person = { email: string; role?: Role; unit?: string; agency?: string };

/** The password that a person sets who was invited. */
export async function setPassword(account: Account, pool: string, email: string): Promise<void> {
  const user = { UserPoolId: pool, Username: email };
  await account.call([['cognito-idp', 'admin_set_user_password', { ...user, Password: PASSWORD, Permanent: true }]]);
}

export type PoolClient = { id: string; secret: string; scopes: string[]; settings: Record<string, unknown> };

/** The client of a name, with its secret. */
export async function clientNamed(account: Account, pool: string, name: string): Promise<PoolClient> {
  const [listed] = await account.call([
    ['cognito-idp', 'list_user_pool_clients', { UserPoolId: pool, MaxResults: 60 }],
  ]);
  const { UserPoolClients: clients } = z
    .object({ UserPoolClients: z.array(z.object({ ClientId: z.string(), ClientName: z.string() })) })
    .parse(listed);
  const id = clients.find(({ ClientName }) => ClientName === name)?.ClientId;
  if (id === undefined) throw new Error(`No client is called ${name}`);
  const [described] = await account.call([
    ['cognito-idp', 'describe_user_pool_client', { UserPoolId: pool, ClientId: id }],
  ]);
  const { UserPoolClient: settings } = z.object({ UserPoolClient: z.record(z.string(), z.unknown()) }).parse(described);
  const { ClientSecret: secret = '', AllowedOAuthScopes: scopes = [] } = z
    .object({ ClientSecret: z.string().optional(), AllowedOAuthScopes: z.array(z.string()).optional() })
    .parse(settings);
  return { id, secret, scopes, settings };
}

/** Other settings of a client while something is tried. */
export async function withSettings(
  account: Account,
  pool: string,
  client: PoolClient,
  changed: Record<string, unknown>,
  attempt: () => Promise<void>,
): Promise<void> {
  const update = async (settings: Record<string, unknown>): Promise<void> => {
    await account.call([
      ['cognito-idp', 'update_user_pool_client', { UserPoolId: pool, ClientId: client.id, ...settings }],
    ]);
  };
  await update(changed);
  try {
    await attempt();
  } finally {
    await update(Object.fromEntries(Object.keys(changed).map((name) => [name, client.settings[name]])));
  }
}

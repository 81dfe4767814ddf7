/**
 * The first account of a deployment, by its owner, with the rights of the cloud's account:
 *
 *     node local/operations/first-account.ts --operations <table Operations> --pool <UserPoolId> --email <address>
 *
 * invites a SYSADMIN, who invites all others. `--close <sub>` in place of `--email` closes a SYSADMIN, which no call of the API does.
 */
import { parseArgs } from 'node:util';

import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';

import { createCognitoSignIns } from '#shared/account/cognito-sign-ins.ts';
import { createDynamoAccountStore } from '#shared/account/dynamo-account-store.ts';
import { closeSysadmin, inviteSysadmin } from '#shared/account/first-account.ts';
import { createDynamo } from '#shared/dynamo/client.ts';

const { values } = parseArgs({
  options: {
    operations: { type: 'string' },
    pool: { type: 'string' },
    email: { type: 'string' },
    close: { type: 'string' },
  },
});
const { operations, pool, email, close } = values;
if (operations === undefined || pool === undefined || (email === undefined) === (close === undefined))
  throw new Error('Say --operations, --pool, and one of --email and --close.');
const deps = {
  accounts: createDynamoAccountStore({ client: createDynamo(), tables: { Operations: operations } }),
  signIns: createCognitoSignIns({ client: new CognitoIdentityProviderClient({}), userPoolId: pool }),
};
const now = new Date();
const account =
  email === undefined ? await closeSysadmin(deps, close ?? '', now) : await inviteSysadmin(deps, email, now);
console.log(`${account.sub} ${account.status}`);

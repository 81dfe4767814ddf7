/** The calls of Cognito's user pools that the API makes, at an endpoint of this machine. */
import type { IncomingMessage, ServerResponse } from 'node:http';

import * as z from 'zod';

import type { UserPool } from '#local/engines/user-pool.ts';

const $Call = z.object({
  Username: z.string().default(''),
  MessageAction: z.string().optional(),
  ClientId: z.string().default(''),
  ClientSecretId: z.string().default(''),
});

type Said = { status: number; body: object };

function refusal(type: string): Said {
  return { status: 400, body: { __type: type } };
}
function attributesOf(sub: string): object[] {
  return [{ Name: 'sub', Value: sub }];
}

export function createUserPoolEndpoint(pool: UserPool): (req: IncomingMessage, res: ServerResponse) => void {
  const operations: Readonly<Record<string, (call: z.output<typeof $Call>) => Said>> = {
    AdminCreateUser: ({ Username, MessageAction }) => {
      if (MessageAction === 'RESEND') {
        const known = pool.describe(Username);
        if (!known) return refusal('UserNotFoundException');
        if (!pool.inviteAgain(Username)) return refusal('UnsupportedUserStateException');
        return { status: 200, body: { User: { Username, Attributes: attributesOf(known.sub) } } };
      }
      const created = pool.create(Username);
      if (created === 'exists') return refusal('UsernameExistsException');
      return { status: 200, body: { User: { Username, Attributes: attributesOf(created.sub) } } };
    },
    AdminGetUser: ({ Username }) => {
      const known = pool.describe(Username);
      if (!known) return refusal('UserNotFoundException');
      const UserStatus = known.hasPassword ? 'CONFIRMED' : 'FORCE_CHANGE_PASSWORD';
      return { status: 200, body: { Username, UserStatus, UserAttributes: attributesOf(known.sub) } };
    },
    AdminDisableUser: ({ Username }) => {
      pool.setLetIn(Username, false);
      return { status: 200, body: {} };
    },
    AdminEnableUser: ({ Username }) => {
      pool.setLetIn(Username, true);
      return { status: 200, body: {} };
    },
    CreateUserPoolClient: () => {
      const { id, secret } = pool.createClient();
      return { status: 200, body: { UserPoolClient: { ClientId: id, ClientSecret: secret } } };
    },
    ListUserPoolClientSecrets: ({ ClientId }) => {
      const secrets = pool.secretsOf(ClientId);
      if (!secrets) return refusal('ResourceNotFoundException');
      return { status: 200, body: { ClientSecrets: secrets.map((id) => ({ ClientSecretId: id })) } };
    },
    AddUserPoolClientSecret: ({ ClientId }) => {
      const added = pool.addSecret(ClientId);
      if (!added) return refusal('ResourceNotFoundException');
      const ClientSecretDescriptor = { ClientSecretId: added.id, ClientSecretValue: added.secret };
      return { status: 200, body: { ClientSecretDescriptor } };
    },
    DeleteUserPoolClientSecret: ({ ClientId, ClientSecretId }) => {
      pool.removeSecret(ClientId, ClientSecretId);
      return { status: 200, body: {} };
    },
    DeleteUserPoolClient: ({ ClientId }) => {
      pool.removeClient(ClientId);
      return { status: 200, body: {} };
    },
    AdminUserGlobalSignOut: ({ Username }) => {
      pool.signOut(Username);
      return { status: 200, body: {} };
    },
  };
  const answer = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const parts: Buffer[] = [];
    for await (const part of req) parts.push(Buffer.from(part));
    const operation = operations[String(req.headers['x-amz-target']).split('.').at(-1) ?? ''];
    const call = $Call.safeParse(JSON.parse(Buffer.concat(parts).toString('utf8')));
    const said = !operation
      ? refusal('UnknownOperationException')
      : call.success
        ? operation(call.data)
        : refusal('InvalidParameterException');
    res.writeHead(said.status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(said.body));
  };
  return (req, res) => {
    void answer(req, res).catch(() => {
      res.writeHead(500).end();
    });
  };
}

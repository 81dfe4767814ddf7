/** People who were invited on this machine, and clients of systems: their invitations, their passwords as hashes, and who is not let in any more. */
import { createHash, randomBytes, randomUUID, scryptSync, timingSafeEqual } from 'node:crypto';

import * as z from 'zod';

import { readState, writeState } from '#local/state-file.ts';

const HOUR_MS = 3_600_000;
const INVITATION_MS = 72 * HOUR_MS;
export const SHORTEST_PASSWORD = 12;

const $Person = z.object({
  email: z.string(),
  sub: z.string(),
  /** Absent until the person has set one. */
  password: z.object({ salt: z.string(), hash: z.string() }).optional(),
  invitation: z.object({ digest: z.string(), until: z.number() }).optional(),
});
const $State = z.object({
  people: z.array($Person),
  /** Subs that are not let in, demo accounts among them. */
  disabled: z.array(z.string()),
  /** Clients of systems, each with the secrets that are good. */
  clients: z
    .array(z.object({ id: z.string(), secrets: z.array(z.object({ id: z.string(), digest: z.string() })) }))
    .default([]),
  /** Sub → epoch second before which its sign-ins refresh nothing. */
  signedOut: z.record(z.string(), z.number()),
});
type Person = z.output<typeof $Person>;
type Client = z.output<typeof $State>['clients'][number];

export type UserPoolOptions = {
  readonly stateFile: string;
  readonly now: () => Date;
  /** Takes an invitation to its person. */
  readonly deliver: (invitation: { email: string; token: string; until: Date }) => void;
};

export type UserPool = {
  /** A person who has set a password; `matches` says whether it is this one. */
  find(email: string): { readonly email: string; readonly sub: string; matches(password: string): boolean } | undefined;
  isLetIn(sub: string): boolean;
  /** Whether tokens of a sign-in (epoch second) may be refreshed. */
  mayRefresh(sub: string, signedInAt: number): boolean;
  /** Whether an invitation is good. */
  isInvited(token: string): boolean;
  /** Sets the password of the person that an invitation is for, which ends it; false when it is not good any more. */
  takeInvitation(token: string, password: string): boolean;
  create(email: string): { readonly sub: string } | 'exists';
  /** What is known of a person by address or sub. */
  describe(name: string): { readonly sub: string; readonly hasPassword: boolean } | undefined;
  /** A new invitation in place of the last; false when the person has a password or is not known. */
  inviteAgain(email: string): boolean;
  setLetIn(sub: string, letIn: boolean): void;
  signOut(sub: string): void;
  /** A client of a system; `matches` says whether a secret is one of its own. */
  findClient(id: string): { matches(secret: string): boolean } | undefined;
  createClient(): { readonly id: string; readonly secret: string };
  addSecret(client: string): { readonly id: string; readonly secret: string } | undefined;
  /** Ids of the secrets of a client. */
  secretsOf(client: string): readonly string[] | undefined;
  removeSecret(client: string, secretId: string): void;
  removeClient(client: string): void;
};

function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
function hashOf(password: string, salt: string): Buffer {
  return scryptSync(password.normalize('NFC'), salt, 32);
}

export function createUserPool({ stateFile, now, deliver }: UserPoolOptions): UserPool {
  const state = readState(stateFile, $State) ?? { people: [], disabled: [], clients: [], signedOut: {} };
  const save = (): void => writeState(stateFile, state);
  const named = (name: string): Person | undefined =>
    state.people.find(({ email, sub }) => email === name.toLowerCase() || sub === name);
  const invited = (token: string): Person | undefined =>
    state.people.find(({ invitation }) => invitation?.digest === digestOf(token) && invitation.until > now().getTime());
  const clientOf = (id: string): Client | undefined => state.clients.find((client) => client.id === id);
  const newSecret = (client: Client): { id: string; secret: string } => {
    const secret = randomBytes(32).toString('hex');
    const id = randomUUID();
    client.secrets.push({ id, digest: digestOf(secret) });
    save();
    return { id, secret };
  };
  const invite = (person: Person): void => {
    const token = randomBytes(32).toString('base64url');
    const until = now().getTime() + INVITATION_MS;
    person.invitation = { digest: digestOf(token), until };
    save();
    deliver({ email: person.email, token, until: new Date(until) });
  };
  return {
    find: (email) => {
      const person = named(email);
      if (person?.email !== email.toLowerCase() || person.password === undefined) return undefined;
      const { salt, hash } = person.password;
      return {
        email: person.email,
        sub: person.sub,
        matches: (password) => timingSafeEqual(hashOf(password, salt), Buffer.from(hash, 'base64url')),
      };
    },
    isLetIn: (sub) => !state.disabled.includes(sub),
    mayRefresh: (sub, signedInAt) => !state.disabled.includes(sub) && signedInAt >= (state.signedOut[sub] ?? 0),
    isInvited: (token) => invited(token) !== undefined,
    takeInvitation: (token, password) => {
      const person = invited(token);
      if (person === undefined) return false;
      const salt = randomBytes(16).toString('base64url');
      person.password = { salt, hash: hashOf(password, salt).toString('base64url') };
      delete person.invitation;
      save();
      return true;
    },
    create: (email) => {
      if (named(email) !== undefined) return 'exists';
      const person: Person = { email: email.toLowerCase(), sub: randomUUID() };
      state.people.push(person);
      invite(person);
      return { sub: person.sub };
    },
    describe: (name) => {
      const person = named(name);
      return person && { sub: person.sub, hasPassword: person.password !== undefined };
    },
    inviteAgain: (email) => {
      const person = named(email);
      if (person === undefined || person.password !== undefined) return false;
      invite(person);
      return true;
    },
    setLetIn: (sub, letIn) => {
      state.disabled = state.disabled.filter((one) => one !== sub);
      if (!letIn) state.disabled.push(sub);
      save();
    },
    signOut: (sub) => {
      state.signedOut[sub] = Math.floor(now().getTime() / 1000);
      save();
    },
    findClient: (id) => {
      const client = clientOf(id);
      return client && { matches: (secret) => client.secrets.some(({ digest }) => digest === digestOf(secret)) };
    },
    createClient: () => {
      const client: Client = { id: randomBytes(13).toString('hex'), secrets: [] };
      state.clients.push(client);
      return { id: client.id, secret: newSecret(client).secret };
    },
    addSecret: (id) => {
      const client = clientOf(id);
      return client && newSecret(client);
    },
    secretsOf: (id) => clientOf(id)?.secrets.map((secret) => secret.id),
    removeSecret: (id, secretId) => {
      const client = clientOf(id);
      if (client) client.secrets = client.secrets.filter((secret) => secret.id !== secretId);
      save();
    },
    removeClient: (id) => {
      state.clients = state.clients.filter((client) => client.id !== id);
      save();
    },
  };
}

import { randomUUID } from 'node:crypto';

import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeAll, describe, expect, it, vi } from 'vitest';

import type { AccountStore } from '#shared/account/account-store.ts';
import { createDynamoAccountStore } from '#shared/account/dynamo-account-store.ts';
import { createMemoryAccountStore } from '#shared/account/memory-account-store.ts';
import { openPerson, sealPerson } from '#shared/account/sealed-person.ts';
import { SESSIONS_KEPT, type Account } from '#shared/domain/account/account.ts';
import { KeyTaken } from '#shared/idempotency/claim.ts';

import { ownTables } from './open-stores.ts';

const ENGINES: Record<string, () => Promise<AccountStore>> = {
  memory: async () => createMemoryAccountStore(),
  dynamodb: async () => createDynamoAccountStore(await ownTables()),
};

const accountOf = (over: Partial<Account> = {}): Account => ({
  sub: randomUUID(),
  version: 1,
  kind: 'PERSON',
  status: 'INVITED',
  grants: [{ role: 'MENTOR', unit: '4201', from: '2026-05-01' }],
  createdAt: '2026-05-20T03:00:00.000Z',
  changedBy: 'officer',
  changedAt: '2026-05-20T03:00:00.000Z',
  mustAccept: true,
  ended: [],
  ...over,
});

describe.each(Object.entries(ENGINES))('accounts in %s', (_engine, open) => {
  let store: AccountStore;
  beforeAll(async () => {
    store = await open();
  });

  it('are made once for a sub and for an address, with a claim or not at all', async () => {
    const account = accountOf();
    const email = `tag-of-${account.sub}`;
    expect([await store.findAccount(account.sub), await store.subOfEmail(email)]).toEqual([undefined, undefined]);
    const claim = { key: account.sub, content: 'c', claimedAt: 1, expiresAt: 9_000_000, answer: { sub: account.sub } };
    expect(await store.createAccount(account, email, claim)).toBe(true);
    expect(await store.findAccount(account.sub)).toEqual(account);
    expect(await store.subOfEmail(email)).toBe(account.sub);
    expect(await store.createAccount(accountOf({ sub: account.sub }))).toBe(false);
    const other = accountOf();
    expect(await store.createAccount(other, email)).toBe(false);
    await expect(store.createAccount(other, `x${email}`, claim)).rejects.toThrow(KeyTaken);
    expect([await store.findAccount(other.sub), await store.subOfEmail(`x${email}`)]).toEqual([undefined, undefined]);
  });

  it('go from version to version, for one writer only', async () => {
    const before = accountOf();
    await store.createAccount(before);
    const writers = (['ACTIVE', 'CLOSED'] as const).map((status) => ({ ...before, status, version: 2 }));
    const won = await Promise.all(writers.map((after) => store.updateAccount(before, after)));
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(await store.findAccount(before.sub)).toEqual(writers[won.indexOf(true)]);
    await expect(store.updateAccount(before, { ...before, version: 3 })).rejects.toThrow('goes from version 1');
  });

  it('are listed where their grants lie or lay, page by page', async () => {
    const places = ['96', '95'];
    const [here = '', there = ''] = places;
    const subs = ['c', 'a', 'b'].map((letter) => `${letter}-${randomUUID()}`);
    for (const sub of subs)
      await store.createAccount(
        accountOf({ sub, grants: [{ role: 'MENTOR', unit: `${here}01`, from: '2026-05-01' }] }),
      );
    const sorted = subs.toSorted();
    const first = await store.listAccounts(`province#${here}`, undefined, 2);
    expect(first).toEqual(sorted.slice(0, 2));
    expect(await store.listAccounts(`province#${here}`, first[1], 2)).toEqual(sorted.slice(2));
    const moved = await store.findAccount(subs[0] ?? '');
    if (!moved) throw new Error('The account is there');
    const grants = [
      { role: 'MENTOR' as const, unit: `${there}01.1`, from: '2026-05-01' },
      { role: 'AGENCY_FOCAL' as const, agency: 'cdd', from: '2026-05-01' },
    ];
    await store.updateAccount(moved, { ...moved, version: 2, grants });
    expect(await store.listAccounts(`province#${there}`, undefined, 9)).toEqual([moved.sub]);
    expect(await store.listAccounts('organisation#cdd', undefined, 9)).toEqual([moved.sub]);
    // The nation grants focal points of national organisations: it finds who has one.
    expect(await store.listAccounts('nation', undefined, 9)).toEqual([moved.sub]);
  });

  it('say for which organisations anybody works on a day', async () => {
    const [one, other, nobody] = [randomUUID(), randomUUID(), randomUUID()].map((id) => `org-${id.slice(0, 8)}`);
    const grants = (to?: string): Account['grants'] =>
      [one ?? '', other ?? ''].map((agency) => ({
        role: 'AGENCY_FOCAL',
        agency,
        from: '2026-05-01',
        ...(to === undefined || agency === other ? {} : { to }),
      }));
    const found = async (day = '2026-05-20') => await store.withFocal([one ?? '', other ?? '', nobody ?? ''], day);
    const first = accountOf({ grants: grants('2026-06-30') });
    await store.createAccount(first);
    expect(await found()).toEqual(new Set());
    const active: Account = { ...first, status: 'ACTIVE', version: 2 };
    await store.updateAccount(first, active);
    expect(await found()).toEqual(new Set([one, other]));
    expect(await found('2026-04-30')).toEqual(new Set());
    expect(await found('2026-07-01')).toEqual(new Set([other]));
    // Another account of theirs comes and goes: the first still works.
    const second = accountOf({ grants: grants(), status: 'ACTIVE' });
    await store.createAccount(second);
    expect(await found('2026-07-01')).toEqual(new Set([one, other]));
    await store.updateAccount(second, { ...second, status: 'CLOSED', version: 2 });
    expect(await found()).toEqual(new Set([one, other]));
    await store.updateAccount(active, { ...active, grants: [], version: 3 });
    expect(await found()).toEqual(new Set());
  });

  it('say who is or was a mentor in the units of a district', async () => {
    const district = '9402';
    const at = (unit: string): NonNullable<Account['grants']>[number] => ({ role: 'MENTOR', unit, from: '2026-05-01' });
    const one = accountOf({ grants: [at(district), at(`${district}01`), at('9403')] });
    const other = accountOf({ grants: [at(`${district}.1`)] });
    await store.createAccount(one);
    await store.createAccount(other);
    const found = async (place: string) =>
      (await store.mentorsAt(place))
        .map(({ sub, unit, ended }) => [sub, unit, ...(ended === undefined ? [] : [ended])].join(' '))
        .toSorted();
    const all = [`${one.sub} ${district}`, `${one.sub} ${district}01`, `${other.sub} ${district}.1`];
    expect(await found(district)).toEqual(all.toSorted());
    const left: Account = { ...one, version: 2, grants: [at('9403')], changedAt: '2026-06-10T03:00:00.000Z' };
    await store.updateAccount(one, left);
    await store.updateAccount(left, { ...left, version: 3, changedAt: '2026-07-10T03:00:00.000Z' });
    const ended = [`${one.sub} ${district} 2026-06-10`, `${one.sub} ${district}01 2026-06-10`];
    expect(await found(district)).toEqual([...ended, `${other.sub} ${district}.1`].toSorted());
    expect(await found('9403')).toEqual([`${one.sub} 9403`]);
    expect(await found('94')).toEqual([]);
  });

  it('keep the newest sessions that calls met, each by its first word', async () => {
    const sub = randomUUID();
    const sessions = Array.from({ length: SESSIONS_KEPT + 2 }, (_, at) => ({
      id: `s${at}`,
      startedAt: 1000 + at,
      firstSeenAt: '2026-05-20T03:00:00.000Z',
    }));
    expect(await store.seenSessions(sub)).toEqual([]);
    for (const session of sessions) await store.seeSession(sub, session);
    for (const session of sessions)
      await store.seeSession(sub, { ...session, firstSeenAt: '2026-05-21T03:00:00.000Z' });
    expect(await store.seenSessions(sub)).toEqual(sessions.toReversed().slice(0, SESSIONS_KEPT));
    // A quarter stays known when its sessions are dropped.
    const quarters = randomUUID();
    const signIn = (id: string, day: string) => ({
      id,
      startedAt: Date.parse(`${day}T03:00:00Z`) / 1000,
      firstSeenAt: `${day}T03:00:01.000Z`,
    });
    expect(await store.signIns(quarters)).toEqual({ quarters: [] });
    await store.seeSession(quarters, signIn('old', '2026-05-20'));
    for (let at = 0; at < SESSIONS_KEPT; at += 1) await store.seeSession(quarters, signIn(`new${at}`, '2026-07-02'));
    expect(await store.seenSessions(quarters)).toHaveLength(SESSIONS_KEPT);
    expect(await store.signIns(quarters)).toEqual({ quarters: ['2569-Q3', '2569-Q4'] });
    const busy = randomUUID();
    await Promise.all(sessions.slice(0, 3).map((session) => store.seeSession(busy, session)));
    expect(await store.seenSessions(busy)).toHaveLength(3);
  });
});

it('an account of a time before organisations were marked works for them all the same, and is read once', async () => {
  const { client, tables } = await ownTables();
  const store = createDynamoAccountStore({ client, tables });
  const grants: Account['grants'] = [{ role: 'AGENCY_FOCAL', agency: 'cdd', from: '2026-05-01', to: '2026-06-30' }];
  const account = accountOf({ grants, status: 'ACTIVE' });
  await store.createAccount(account);
  const Key = { pk: { S: 'account-by#focal#cdd' }, sk: { S: 'newest' } };
  await client.send(new DeleteItemCommand({ TableName: tables.Operations, Key }));
  const found = async (day: string) => [...(await store.withFocal(['cdd', 'moph'], day))];
  expect(await found('2026-05-20')).toEqual(['cdd']);
  const calls = vi.spyOn(client, 'send');
  expect([await found('2026-06-30'), await found('2026-07-01')]).toEqual([['cdd'], []]);
  expect(calls).toHaveBeenCalledTimes(2);
  await store.updateAccount(account, { ...account, version: 2, grants: [] });
  expect(await found('2026-05-20')).toEqual([]);
});

it('of an organisation whose newest account does not work yet, accounts are asked until one works for it', async () => {
  const { client, tables } = await ownTables();
  const store = createDynamoAccountStore({ client, tables });
  const grants: Account['grants'] = [{ role: 'AGENCY_FOCAL', agency: 'cdd', from: '2026-05-01' }];
  for (let number = 0; number < 9; number += 1) await store.createAccount(accountOf({ grants, status: 'ACTIVE' }));
  await store.createAccount(accountOf({ sub: '~', grants }));
  const calls = vi.spyOn(client, 'send');
  expect(await store.withFocal(['cdd'], '2026-05-20')).toEqual(new Set(['cdd']));
  // The mark, the accounts of the organisation, and the first of them.
  expect(calls).toHaveBeenCalledTimes(3);
});

it('the person of an account opens for that account alone', async () => {
  const { sealer } = await ownTables();
  const said = { displayName: 'สมศรี ทดสอบระบบ', email: 'somsri@example.go.th' };
  const person = await sealPerson('a', said, sealer);
  expect(JSON.stringify(person)).not.toContain('somsri');
  expect(await openPerson({ sub: 'a', person }, sealer)).toEqual(said);
  expect(await openPerson({ sub: 'a' }, sealer)).toBeUndefined();
  await expect(openPerson({ sub: 'b', person }, sealer)).rejects.toMatchObject({ name: 'SealBroken' });
});

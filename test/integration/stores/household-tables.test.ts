import { setTimeout as wait } from 'node:timers/promises';

import { GetItemCommand, PutItemCommand, ScanCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';

import { help } from '#shared/domain/logbook/test/help.ts';
import { keyOf } from '#shared/dynamo/attributes.ts';
import type { TableNames } from '#shared/dynamo/create-tables.ts';
import { createDynamoHouseholdStore } from '#shared/household/dynamo-household-store.ts';
import { verifyChain } from '#shared/household/entry-chain.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import { documentKey } from '#shared/household/keys.ts';

import { conflictOf } from './conflict-of.ts';
import { nextPerson } from './household-engines.ts';
import { index, ownTables } from './open-stores.ts';
import { begin, goOn, memberOf, visit } from './synthetic-household.ts';

describe('what lies in the tables', () => {
  let client: DynamoDBClient;
  let tables: TableNames;
  let households: HouseholdStore;
  beforeAll(async () => {
    const own = await ownTables();
    ({ client, tables } = own);
    households = createDynamoHouseholdStore({ ...own, index });
  });

  const bytesIn = async (table: string): Promise<string> => {
    const { Items } = await client.send(new ScanCommand({ TableName: table }));
    return JSON.stringify(Items, (_key, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
    );
  };

  it('shows nothing personal: no name, no citizen ID, no address, no word that somebody wrote', async () => {
    const SECRET = 'ความลับ';
    const member = memberOf(4_444_444, {
      firstName: `${SECRET}ชื่อ`,
      lastName: `${SECRET}สกุล`,
      relation: `${SECRET}ญาติ`,
    });
    const change = begin({ members: [member], addressNo: '4444/4444', moo: 4 }, [
      {
        type: 'survey',
        on: '2026-05-01',
        needs: [{ dimension: 'living', kind: 'PROBLEM', text: SECRET }],
        notes: SECRET,
        fourT: { attitude: SECRET },
      },
      { type: 'need', dimension: 'health', kind: 'WANT', text: SECRET, openedOn: '2026-05-01' },
      { ...visit, notes: SECRET, fourT: { wayOut: SECRET } } as typeof visit,
      {
        type: 'listed',
        list: 'list',
        area: '420101',
        targets: [{ personId: member.id, dimensions: ['income'], indicators: [4] }],
        profile: { members: [{ ...member, title: SECRET }] },
      },
      { type: 'target-state', list: 'list', state: 'CONFIRMED', on: '2026-05-12', reason: SECRET },
      { type: 'follow-up', on: '2026-05-13', stage: 'CRISIS', needResults: [], notes: SECRET, debtNow: 4444.44 },
      { type: 'move', on: '2026-05-13', toArea: '420102', reason: SECRET },
      help({ description: SECRET }),
    ]);
    await households.append([change]);
    const correction = goOn(
      change.after,
      [
        {
          type: 'correction',
          supersedes: change.entries[8]!.id,
          reason: SECRET,
          entry: help({ description: SECRET }) as never,
        },
      ],
      change.entries,
    );
    await households.append([correction]);
    expect(await households.history(change.after.id)).toEqual([...change.entries, ...correction.entries]);
    const stored = (await bytesIn(tables.Households)) + (await bytesIn(tables.Logbook));
    expect(stored).toContain(change.after.id);
    for (const personal of [SECRET, member.citizenId!, '4444/4444', '4444.44', '1961-04-13'])
      expect(stored).not.toContain(personal);
  });

  it('does not open an envelope under another household, nor an older one under a newer version', async () => {
    const [a, b] = [begin({ members: [nextPerson()] }), begin({ members: [nextPerson()] })];
    await households.append([a, b]);
    const itemOf = async (id: string) => {
      const { Item } = await client.send(
        new GetItemCommand({ TableName: tables.Households, Key: keyOf(documentKey(id)) }),
      );
      return Item!;
    };
    const older = await itemOf(a.after.id);
    await households.append([goOn(a.after, [visit])]);
    const put = (item: object) =>
      client.send(new PutItemCommand({ TableName: tables.Households, Item: item as typeof older }));
    await put({ ...(await itemOf(b.after.id)), sealed: older['sealed'] });
    await expect(households.get(b.after.id)).rejects.toThrow('changed-or-other-context');
    await put({ ...(await itemOf(a.after.id)), sealed: older['sealed'] });
    await expect(households.get(a.after.id)).rejects.toThrow('changed-or-other-context');
    await put(older);
    expect(await households.get(a.after.id)).toEqual(a.after);
  });

  it('shows an entry overwritten or lost', async () => {
    const change = begin({}, [visit, help(), visit]);
    await households.append([change]);
    const history = await households.history(change.after.id);
    expect(verifyChain(history)).toBeUndefined();
    expect(verifyChain(history.toSpliced(2, 1))).toEqual({ version: 3, fault: 'gap' });
    const forged = { ...history[2]!, body: help({ cashBaht: 15_000 }) };
    expect(verifyChain(history.with(2, forged))).toEqual({ version: 3, fault: 'hash' });
    const other = begin({}, [visit]).entries;
    expect(verifyChain([...history.slice(0, 1), other[1]!])).toEqual({ version: 2, fault: 'other-household' });
  });
});

describe('an append whose time is over in DynamoDB', () => {
  const TIME_MS = 150;

  /** A store whose requests to write are given up: `reached`: after the tables carried them out, else before. */
  async function storeThatGivesUp(reached: boolean) {
    const { client, tables, sealer } = await ownTables();
    const store = createDynamoHouseholdStore({ client, tables, sealer, index });
    // The data key of the month is there: it has a transaction of its own.
    await sealer.begin('42');
    const givingUp = (): void =>
      client.middlewareStack.add(
        (next, context) => async (args) => {
          if (context.commandName !== 'TransactWriteItemsCommand') return next(args);
          if (reached) await next(args);
          await wait(2 * TIME_MS);
          throw new Error('Request aborted');
        },
        { step: 'initialize', name: 'givingUp' },
      );
    return { store, givingUp, answering: () => client.middlewareStack.remove('givingUp') };
  }

  it('is done when its first entry is there, and done once', async () => {
    const { store, givingUp, answering } = await storeThatGivesUp(true);
    const begun = begin();
    givingUp();
    await store.append([begun], { commitBy: performance.now() + TIME_MS });
    answering();
    expect(await store.history(begun.after.id)).toEqual(begun.entries);
  });

  it('is to be stamped anew when it is not', async () => {
    const { store, givingUp, answering } = await storeThatGivesUp(false);
    const begun = begin();
    givingUp();
    const late = await conflictOf(store.append([begun], { commitBy: performance.now() + TIME_MS }));
    expect(late.stale).toEqual([begun.after.id]);
    answering();
    expect(await store.history(begun.after.id)).toEqual([]);
  });
});

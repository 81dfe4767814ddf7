import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

import { GetItemCommand, PutItemCommand, ScanCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';

import type { Household } from '#shared/domain/household/household.ts';
import { keyOf } from '#shared/dynamo/attributes.ts';
import { createDynamoHouseholdStore } from '#shared/household/dynamo-household-store.ts';
import { verifyChain } from '#shared/household/entry-chain.ts';
import {
  AppendConflict,
  type HouseholdChange,
  type HouseholdFacts,
  type HouseholdStore,
} from '#shared/household/household-store.ts';
import { documentKey } from '#shared/household/keys.ts';
import { createMemoryHouseholdStore } from '#shared/household/memory-household-store.ts';
import { summaryOf } from '#shared/household/summary.ts';
import { nameSearch } from '#shared/thai/name-search.ts';
import { createDynamoUploadStore } from '#shared/upload/dynamo-upload-store.ts';
import { MemoryProgress } from '#shared/upload/memory-progress.ts';
import { createMemoryUploadStore } from '#shared/upload/memory-upload-store.ts';
import { NO_ROWS, type ChunkProgress, type UploadStore } from '#shared/upload/upload-store.ts';
import type { TableNames } from '#shared/dynamo/create-tables.ts';

import { index, ownTables } from './open-stores.ts';
import { begin, citizenIdOf, goOn, listed, memberOf, visit, type Beginning } from './synthetic-household.ts';
import type { UrgencyLevel } from '#shared/domain/household/urgency.ts';
import type { EntryBody } from '#shared/domain/logbook/entry.ts';
import { help } from '#shared/domain/logbook/test/help.ts';

type Stores = { households: HouseholdStore; uploads: UploadStore };

const ENGINES: Record<string, () => Promise<Stores>> = {
  memory: () => {
    const progress = new MemoryProgress();
    return Promise.resolve({
      households: createMemoryHouseholdStore({ progress }),
      uploads: createMemoryUploadStore({ progress }),
    });
  },
  dynamodb: async () => {
    const { client, tables, sealer } = await ownTables();
    return {
      households: createDynamoHouseholdStore({ client, tables, sealer, index }),
      uploads: createDynamoUploadStore({ client, tables }),
    };
  },
};

let person = 0;
const nextPerson = () => memberOf((person += 1));
let street = 0;
/** A district that no other test uses. */
const nextDistrict = () => String(3001 + (street += 1));

async function conflictOf(append: Promise<void>): Promise<AppendConflict> {
  const error: unknown = await append.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(AppendConflict);
  return error as AppendConflict;
}

async function all(facts: AsyncIterable<HouseholdFacts>): Promise<HouseholdFacts[]> {
  return Array.fromAsync(facts);
}

const firstStep = (upload: string): ChunkProgress => ({
  upload,
  chunk: 3,
  step: 1,
  done: 2,
  counts: { ...NO_ROWS, created: 2 },
  problems: [{ row: 4, severity: 'warning', code: 'agency-blank', message: 'ไม่ระบุหน่วยงาน' }],
  finished: false,
});

describe.each(Object.entries(ENGINES))('households in %s', (_engine, open) => {
  let households: HouseholdStore;
  let uploads: UploadStore;
  beforeAll(async () => {
    ({ households, uploads } = await open());
  });

  const put = async (beginning: Beginning = {}, more: Parameters<typeof begin>[1] = []): Promise<HouseholdChange> => {
    const change = begin(beginning, more);
    await households.append([change]);
    return change;
  };

  it('gives back the document and the entries as they were put', async () => {
    const list = randomUUID();
    const head = nextPerson();
    const member = {
      id: randomUUID(),
      firstName: 'เด็กหญิงทดสอบ',
      birthDate: { date: null, year: 2015, precision: 'YEAR' as const },
    };
    const first = await put({ members: [head, member], houseCode: '42010012345', addressNo: '12/3', moo: 4 }, [
      listed(list, '420101', head.id),
      {
        type: 'survey',
        on: '2026-05-01',
        needs: [{ dimension: 'living', kind: 'PROBLEM', text: 'หลังคารั่ว', personId: head.id }],
      },
      visit,
    ]);
    const household = first.after;
    const need = household.needs[0]!;
    const second = goOn(household, [
      help({ needIds: [need.id], personIds: [head.id, member.id], description: 'ซ่อมหลังคา', cashBaht: 0.25 }),
      { type: 'need-status', needId: need.id, status: 'RESOLVED', on: '2026-05-12' },
      { type: 'target-state', list, state: 'CONFIRMED', on: '2026-05-12', reason: 'ไปเยี่ยมแล้ว' },
      {
        type: 'follow-up',
        on: '2026-05-13',
        stage: 'SURVIVE',
        needResults: [{ needId: need.id, result: 'BETTER' }],
        debtNow: 100,
      },
    ]);
    await households.append([second]);

    expect(await households.get(household.id)).toEqual(second.after);
    expect(await households.getMany([household.id, randomUUID(), household.id])).toEqual(
      new Map([[household.id, second.after]]),
    );
    const history = await households.history(household.id);
    expect(history).toEqual([...first.entries, ...second.entries]);
    expect(verifyChain(history)).toBeUndefined();
    expect(await households.entries(household.id, 2, 3)).toEqual(history.slice(2, 5));
    expect(await households.entries(household.id, 8, 3)).toEqual([]);
    expect(await households.factsOf([household.id, household.id])).toEqual([
      { id: household.id, areaCode: '420101', tied: false, duplicates: [], facts: second.after.facts },
    ]);
  });

  it('knows nothing of what was never put', async () => {
    const id = randomUUID();
    expect(await households.get(id)).toBeUndefined();
    expect(await households.history(id)).toEqual([]);
    expect(await households.factsOf([id])).toEqual([]);
    expect(await households.find([{ kind: 'person', citizenId: citizenIdOf(9_999_999) }])).toEqual(new Map());
    expect(await all(households.factsOfDistrict('9999'))).toEqual([]);
  });

  it('keeps what it holds apart from what it was given and gave', async () => {
    const change = begin({ members: [nextPerson()] });
    await households.append([change]);
    const expected = structuredClone(change.after);
    change.after.members[0]!.firstName = 'changed afterwards';
    const read = await households.get(expected.id);
    expect(read).toEqual(expected);
    read!.members[0]!.firstName = 'changed by a reader';
    expect(await households.get(expected.id)).toEqual(expected);
  });

  it('lets exactly one of two writers of a household win and tells the other that it is stale', async () => {
    const { after } = await put();
    const writers = [goOn(after, [help({ cashBaht: 1 })]), goOn(after, [help({ cashBaht: 2 }), visit])];
    const results = await Promise.allSettled(writers.map((change) => households.append([change])));
    const lost = results.findIndex(({ status }) => status === 'rejected');
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const { reason } = results[lost] as PromiseRejectedResult;
    expect(reason).toBeInstanceOf(AppendConflict);
    expect(reason).toMatchObject({ stale: [after.id], taken: [], progressMoved: false });
    const winner = writers[1 - lost]!;
    expect(await households.get(after.id)).toEqual(winner.after);
    expect(await households.history(after.id)).toHaveLength(1 + winner.entries.length);
  });

  it('refuses to begin a household that stands already, and one that does not stand to go on', async () => {
    const { after } = await put();
    expect((await conflictOf(households.append([begin({ id: after.id })]))).stale).toEqual([after.id]);
    const neverPut = begin().after;
    expect((await conflictOf(households.append([goOn(neverPut, [visit])]))).stale).toEqual([neverPut.id]);
    expect(await households.get(neverPut.id)).toBeUndefined();
    expect(await households.history(neverPut.id)).toEqual([]);
  });

  it('gives an identity to one household only', async () => {
    const member = nextPerson();
    const houseCode = '42010099999';
    const first = await put({ members: [member], houseCode });
    const citizenId = member.citizenId!;
    const conflict = await conflictOf(
      households.append([begin({ members: [{ ...member, id: randomUUID() }, nextPerson()], houseCode })]),
    );
    expect(conflict).toMatchObject({ stale: [], progressMoved: false });
    expect(conflict.taken).toHaveLength(2);
    expect(conflict.taken).toEqual(
      expect.arrayContaining([
        { kind: 'person', citizenId },
        { kind: 'house', houseCode },
      ]),
    );
    expect(
      await households.find([
        { kind: 'person', citizenId },
        { kind: 'house', houseCode },
      ]),
    ).toEqual(
      new Map([
        [`person#${citizenId}`, first.after.id],
        [`house#${houseCode}`, first.after.id],
      ]),
    );
  });

  it('lets exactly one of many households that race for one citizen ID begin', async () => {
    const member = nextPerson();
    const racers = Array.from({ length: 8 }, () => begin({ members: [{ ...member, id: randomUUID() }] }));
    const results = await Promise.allSettled(racers.map((change) => households.append([change])));
    const winners = racers.filter((_, at) => results[at]?.status === 'fulfilled');
    expect(winners).toHaveLength(1);
    const found = await households.find([{ kind: 'person', citizenId: member.citizenId! }]);
    expect([...found.values()]).toEqual([winners[0]!.after.id]);
    const stored = await households.getMany(racers.map(({ after }) => after.id));
    expect(stored.size).toBe(1);
  });

  it('claims an identity again for the household that holds it', async () => {
    const member = nextPerson();
    const { after } = await put({ members: [member] });
    const without = goOn(after, [visit]);
    // A correction of the profile took the ID away; the pointer stays, and giving the ID back meets it.
    without.after.members = without.after.members.map(({ citizenId: _gone, ...rest }) => rest);
    await households.append([without]);
    const again = goOn(without.after, [
      { type: 'listed', list: 'l', area: '420101', targets: [], profile: { members: [member] } },
    ]);
    await households.append([again]);
    expect((await households.get(after.id))?.members).toEqual([member]);
  });

  it('writes all of an append or nothing', async () => {
    const standing = await put();
    const stale = goOn(standing.after, [visit]);
    await households.append([goOn(standing.after, [help()])]);
    const member = nextPerson();
    const list = randomUUID();
    const fresh = begin({ members: [member], areaCode: '310101' }, [listed(list, '320101')]);
    const conflict = await conflictOf(
      households.append([fresh, stale], { progress: { before: undefined, after: firstStep(list) } }),
    );
    expect(conflict.stale).toEqual([standing.after.id]);
    expect(await households.get(fresh.after.id)).toBeUndefined();
    expect(await households.history(fresh.after.id)).toEqual([]);
    expect(await households.find([{ kind: 'person', citizenId: member.citizenId! }])).toEqual(new Map());
    expect(await uploads.progress(list, 3)).toBeUndefined();
    const placed = [
      ...(await all(households.factsOfDistrict('3101'))),
      ...(await all(households.factsOfDistrict('3201'))),
    ];
    expect(placed.filter(({ id }) => id === fresh.after.id)).toEqual([]);
  });

  it('moves the progress of a chunk together with its rows', async () => {
    const upload = randomUUID();
    const first = firstStep(upload);
    const second = { ...first, step: 2, done: 4, finished: true };
    await households.append([begin()], { progress: { before: undefined, after: first } });
    expect(await uploads.progress(upload, 3)).toEqual(first);

    const other = begin();
    const twice = await conflictOf(households.append([other], { progress: { before: undefined, after: first } }));
    expect(twice).toMatchObject({ stale: [], taken: [], progressMoved: true });
    expect(await households.get(other.after.id)).toBeUndefined();

    await households.append([other], { progress: { before: first, after: second } });
    const late = await conflictOf(households.append([begin()], { progress: { before: first, after: second } }));
    expect(late.progressMoved).toBe(true);
    expect(await uploads.progress(upload, 3)).toEqual(second);
  });

  it('writes a hundred items in one append and refuses more', async () => {
    const full = begin(
      { members: [] },
      Array.from({ length: 98 }, () => visit),
    );
    expect(households.itemsOf(full)).toBe(100);
    await households.append([full]);
    expect(await households.history(full.after.id)).toEqual(full.entries);

    const more = begin(
      { members: [nextPerson()] },
      Array.from({ length: 98 }, () => visit),
    );
    expect(households.itemsOf(more)).toBe(101);
    await expect(households.append([more])).rejects.toThrow('101 items');
    // The progress is an item, and what its step recorded.
    const besides = begin(
      {},
      Array.from({ length: 98 }, () => visit),
    );
    const progress = { before: undefined, after: firstStep(randomUUID()) };
    await expect(households.append([besides], { progress })).rejects.toThrow('102 items');
  });

  it('writes households as full as they may be, and nothing of a change that would overfill one', async () => {
    const need = {
      type: 'need' as const,
      dimension: 'income' as const,
      kind: 'PROBLEM' as const,
      text: 'ก'.repeat(2000),
      openedOn: '2026-05-01',
    };
    let { after } = await put(
      { members: [nextPerson()] },
      Array.from({ length: 50 }, () => need),
    );
    let refused: unknown;
    while (refused === undefined && after.needs.length < 60) {
      const change = goOn(after, [need]);
      refused = await households.append([change]).catch((error: unknown) => error);
      if (refused === undefined) ({ after } = change);
    }
    expect(refused).toMatchObject({ name: 'Problem', code: 'household-full' });
    expect(await households.get(after.id)).toEqual(after);
    expect(await households.history(after.id)).toHaveLength(after.version);
    const helped = goOn(
      after,
      Array.from({ length: 90 }, () => help()),
    );
    await households.append([helped]);
    expect(await households.get(after.id)).toEqual(helped.after);
    // Each fits; together they are more than a transaction takes.
    const { type: _type, openedOn: on, ...found } = need;
    const survey = { type: 'survey' as const, on, needs: Array.from({ length: 50 }, () => found) };
    const large = Array.from({ length: 10 }, () => begin({}, [survey]));
    await households.append(large.slice(0, 4));
    await expect(households.append(large.slice(4))).rejects.toThrow('bytes in one transaction');
  });

  it('refuses changes that cannot belong together', async () => {
    const { after } = await put();
    await expect(households.append([goOn(after, [visit]), goOn(after, [help()])])).rejects.toThrow('twice');
    const member = nextPerson();
    const twins = [begin({ members: [member] }), begin({ members: [{ ...member, id: randomUUID() }] })];
    await expect(households.append(twins)).rejects.toThrow('same identity');
    const gap = goOn(after, [visit, help()]);
    await expect(households.append([{ ...gap, entries: gap.entries.slice(1) }])).rejects.toThrow('do not lead');
  });

  it('lists an area in key order, page by page, with nothing twice and nothing missing', async () => {
    const district = nextDistrict();
    const areas = [
      `${district}02`,
      `${district}01`,
      `${district}02`,
      `${district}10`,
      `${district}02`,
      `${district}01`,
    ];
    const put6 = await Promise.all(areas.map((areaCode) => put({ areaCode })));
    const expected = put6
      .map(({ after }) => summaryOf(after))
      .sort((a, b) => (`${a.areaCode}#${a.id}` < `${b.areaCode}#${b.id}` ? -1 : 1));
    expect(await households.listArea(district, undefined, 100)).toEqual(expected);
    const inSubdistrict = expected.filter(({ areaCode }) => areaCode === `${district}02`);
    expect(await households.listArea(`${district}02`, undefined, 100)).toEqual(inSubdistrict);
    for (const [area, whole] of [
      [district, expected],
      [`${district}02`, inSubdistrict],
    ] as const) {
      const paged = [];
      let page = await households.listArea(area, undefined, 2);
      while (page.length > 0) {
        expect(page.length).toBeLessThanOrEqual(2);
        paged.push(...page);
        page = await households.listArea(area, page.at(-1), 2);
      }
      expect(paged).toEqual(whole);
    }
  });

  it('lists the urgent cases of an area by level, as they stand now, page by page', async () => {
    const district = nextDistrict();
    const urgent = (level: UrgencyLevel): EntryBody => ({ type: 'urgency', level, on: '2026-05-10', reason: 'ทดสอบ' });
    const critical = await Promise.all(
      ['02', '01', '02'].map((at) => put({ areaCode: `${district}${at}` }, [urgent('CRITICAL')])),
    );
    const [high] = await Promise.all([
      put({ areaCode: `${district}01` }, [urgent('HIGH')]),
      put({ areaCode: `${district}01` }),
      put({ areaCode: `${district}01` }, [urgent('NORMAL')]),
    ]);
    const expected = critical
      .map(({ after }) => summaryOf(after))
      .sort((a, b) => (`${a.areaCode}#${a.id}` < `${b.areaCode}#${b.id}` ? -1 : 1));
    expect(await households.listUrgent('CRITICAL', district, undefined, 100)).toEqual(expected);
    expect(await households.listUrgent('CRITICAL', `${district}02`, undefined, 100)).toEqual(expected.slice(1));
    expect(await households.listUrgent('CRITICAL', district, expected[0], 1)).toEqual(expected.slice(1, 2));
    expect(await households.listUrgent('HIGH', district, undefined, 100)).toEqual([summaryOf(high.after)]);
    expect(await households.listUrgent('CRITICAL', district.slice(0, 2), undefined, 1000)).toEqual(
      expect.arrayContaining(expected),
    );
    const calmed = critical[0]!;
    await households.append([goOn(calmed.after, [urgent('NORMAL')])]);
    expect(await households.listUrgent('CRITICAL', district, undefined, 100)).toEqual(
      expected.filter(({ id }) => id !== calmed.after.id),
    );
  });

  it('lists those of an area that may have somebody of a name, in key order, page by page', async () => {
    const district = nextDistrict();
    const people = [
      { firstName: 'สมชาย', lastName: 'ใจดีทดสอบ' },
      { firstName: 'ศรีสุดา', lastName: 'ทองทดสอบ' },
      { firstName: 'กมล', lastName: undefined },
    ];
    const names = Array.from(
      { length: 40 },
      (_, at) => people[at % 8] ?? { firstName: `ฆ${at}ฆ`, lastName: `ฌ${at}ฌ` },
    );
    const stored = await Promise.all(
      names.map(async ({ firstName, lastName }, at) => {
        const { lastName: _none, ...member } = nextPerson();
        const members = [{ ...member, firstName, ...(lastName === undefined ? {} : { lastName }) }];
        return (await put({ areaCode: `${district}0${1 + (at % 3)}`, members })).after;
      }),
    );
    for (const [typed, firstName] of [
      ['สมชาย', 'สมชาย'],
      ['สม', 'สมชาย'],
      ['ใจดีทด', 'สมชาย'],
      ['สมชาย ใจ', 'สมชาย'],
      ['สมชายใจดี', 'สมชาย'],
      ['สีสุ', 'ศรีสุดา'],
      ['ศร', 'ศรีสุดา'],
      ['กมล', 'กมล'],
      ['ฆ7ฆ', 'ฆ7ฆ'],
    ] as const) {
      const search = nameSearch(typed)!;
      const found: string[] = [];
      let page = await households.listNamed(district, search, undefined, 2);
      while (page.length > 0) {
        expect(page.length).toBeLessThanOrEqual(2);
        found.push(...page.map(({ areaCode, id }) => `${areaCode}#${id}`));
        page = await households.listNamed(district, search, page.at(-1), 2);
      }
      expect(found).toEqual(found.toSorted());
      const meant = stored.filter(({ members }) => members[0]?.firstName === firstName);
      expect(found).toEqual(expect.arrayContaining(meant.map(({ areaCode, id }) => `${areaCode}#${id}`)));
      // Tags lead to others by chance: two of a household are in a hundred of the rest.
      expect(found.length).toBeLessThan(meant.length + 5);
      const inOne = await households.listNamed(`${district}01`, search, undefined, 100);
      expect(inOne.map(({ id }) => id)).toEqual(
        found.filter((key) => key.startsWith(`${district}01`)).map((key) => key.slice(7)),
      );
    }
  });

  it('takes the longest name that can be typed', async () => {
    for (const typed of ['ก'.repeat(200), 'กขคงจฉ '.repeat(28), 'ก ข '.repeat(50)])
      expect(await households.listNamed(nextDistrict(), nameSearch(typed)!, undefined, 10)).toEqual([]);
  });

  it('goes on with a list behind a household that moved away meanwhile', async () => {
    const district = nextDistrict();
    const three = await Promise.all([1, 2, 3].map(() => put({ areaCode: `${district}01` })));
    const before = await households.listArea(district, undefined, 10);
    const middle = three.find(({ after }) => after.id === before[1]!.id)!.after;
    await households.append([goOn(middle, [{ type: 'move', on: '2026-05-11', toArea: '420101' }])]);
    expect(await households.listArea(district, before[1], 10)).toEqual([before[2]]);
  });

  it('finds the households of an address', async () => {
    const district = nextDistrict();
    const areaCode = `${district}01`;
    const [a, b] = [
      await put({ areaCode, addressNo: '99/1', moo: 5 }),
      await put({ areaCode, addressNo: '99/1', moo: 5 }),
    ];
    await put({ areaCode, addressNo: '99/1', moo: 6 });
    await put({ areaCode: `${district}02`, addressNo: '99/1', moo: 5 });
    const town = await put({ areaCode, addressNo: '99/1' });
    await put({ areaCode });
    const found = await households.findByAddress({ areaCode, addressNo: '99/1', moo: 5 });
    expect(found.sort()).toEqual([a.after.id, b.after.id].sort());
    expect(await households.findByAddress({ areaCode, addressNo: '99/1' })).toEqual([town.after.id]);
    expect(await households.findByAddress({ areaCode, addressNo: '' })).toEqual([]);
    for (const addressNo of ['๙๙ / ๑', '99-1', '099/01.', "'99/1", '99/1 (ชั่วคราว)'])
      expect([addressNo, await households.findByAddress({ areaCode, addressNo })]).toEqual([
        addressNo,
        [town.after.id],
      ]);
    expect(await households.findByAddress({ areaCode, addressNo: '99/1ก' })).toEqual([]);
  });

  it('finds many identities at once', async () => {
    const members = Array.from({ length: 130 }, nextPerson);
    await Promise.all([0, 65].map((from) => put({ members: members.slice(from, from + 65) })));
    const identities = members.map(({ citizenId }) => ({ kind: 'person' as const, citizenId: citizenId! }));
    const found = await households.find([...identities, ...identities]);
    expect(found.size).toBe(130);
    expect(new Set(found.values()).size).toBe(2);
  });

  it('reads the facts of a district: of who lives there, and of whom a fact places there, each once', async () => {
    const [here, there] = [nextDistrict(), nextDistrict()];
    const resident = await put({ areaCode: `${here}01` });
    const listedHere = await put({ areaCode: `${there}01` }, [listed('list', `${here}02`)]);
    const leaver = await put({ areaCode: `${here}01` });
    const gone = goOn(leaver.after, [{ type: 'move', on: '2026-05-11', toArea: `${there}09` }]);
    await households.append([gone]);
    const roundTrip = await put({ areaCode: `${here}01` });
    let back = roundTrip.after;
    for (const toArea of [`${there}01`, `${here}03`, `${there}01`, `${here}04`]) {
      const moved = goOn(back, [{ type: 'move', on: '2026-05-11', toArea }]);
      await households.append([moved]);
      back = moved.after;
    }
    const foundElsewhere = await put({ areaCode: `${there}01` }, [listed('list', `${there}01`)]);
    const says = goOn(foundElsewhere.after, [
      {
        type: 'target-state',
        list: 'list',
        state: 'MOVED',
        on: '2026-05-11',
        reason: 'ย้าย',
        evidence: 'DOCUMENT',
        toArea: `${here}05`,
      },
    ]);
    await households.append([says]);

    const expectedHere: Household[] = [resident.after, back, listedHere.after, gone.after, says.after];
    const factsHere = await all(households.factsOfDistrict(here));
    expect(new Map(factsHere.map((facts) => [facts.id, facts.facts]))).toEqual(
      new Map(expectedHere.map((household) => [household.id, household.facts])),
    );
    expect(factsHere).toHaveLength(5);
    const factsThere = await all(households.factsOfDistrict(there));
    expect(factsThere.map(({ id }) => id).sort()).toEqual(
      [listedHere, gone, says]
        .map((change) => change.after.id)
        .concat(back.id)
        .sort(),
    );
  });

  it('ties the households of a duplicate to one another', async () => {
    const district = nextDistrict();
    const kept = await put({ areaCode: `${district}01` });
    const double = await put({ areaCode: `${district}01` }, [listed('list', `${district}01`)]);
    await households.append([
      goOn(double.after, [
        {
          type: 'target-state',
          list: 'list',
          state: 'DUPLICATE',
          evidence: 'DESK',
          on: '2026-05-11',
          reason: 'ซ้ำ',
          duplicateOf: kept.after.id,
        },
      ]),
      goOn(kept.after, [{ type: 'duplicate-named', household: double.after.id }]),
    ]);
    const ties = (await all(households.factsOfDistrict(district))).map(({ id, tied, duplicates }) => ({
      id,
      tied,
      duplicates,
    }));
    expect(ties).toHaveLength(2);
    expect(ties).toContainEqual({ id: kept.after.id, tied: true, duplicates: [double.after.id] });
    expect(ties).toContainEqual({ id: double.after.id, tied: true, duplicates: [] });
    expect((await households.get(kept.after.id))?.duplicates).toEqual([double.after.id]);
  });
});

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
    expect(verifyChain(history.toSpliced(2, 1))).toEqual({ version: 4, fault: 'gap' });
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

import { randomUUID } from 'node:crypto';

import { beforeAll, describe, expect, it } from 'vitest';

import { help } from '#shared/domain/logbook/test/help.ts';
import { verifyChain } from '#shared/household/entry-chain.ts';
import {
  AppendConflict,
  type HouseholdChange,
  type HouseholdFacts,
  type HouseholdStore,
} from '#shared/household/household-store.ts';
import { NO_ROWS, type ChunkProgress, type UploadStore } from '#shared/upload/upload-store.ts';

import { conflictOf } from './conflict-of.ts';
import { ENGINES, nextPerson } from './household-engines.ts';
import { begin, citizenIdOf, goOn, listed, visit, type Beginning } from './synthetic-household.ts';

const firstStep = (upload: string): ChunkProgress => ({
  upload,
  chunk: 3,
  step: 1,
  done: 2,
  counts: { ...NO_ROWS, created: 2 },
  problems: [{ row: 4, severity: 'warning', code: 'agency-blank', message: 'ไม่ระบุหน่วยงาน' }],
  finished: false,
});

async function all(facts: AsyncIterable<HouseholdFacts>): Promise<HouseholdFacts[]> {
  return Array.fromAsync(facts);
}

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
    await expect(households.append([more])).rejects.toMatchObject({ name: 'Problem', code: 'household-full' });
    // The progress is an item, and what its step recorded.
    const besides = begin(
      {},
      Array.from({ length: 98 }, () => visit),
    );
    const progress = { before: undefined, after: firstStep(randomUUID()) };
    await expect(households.append([besides], { progress })).rejects.toMatchObject({
      name: 'Problem',
      code: 'household-full',
    });
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
});

/** The load step killed at random points and retried, delivered twice and out of order, files racing: counts exact, nothing twice, nothing lost. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { loadStep } from '#functions/ingest/load/load-step.ts';
import { sumOf } from '#functions/ingest/row-counts.ts';
import type { AssistanceBody } from '#shared/domain/logbook/bodies.ts';
import type { FileRow, RowValues } from '#shared/domain/intake/cells/row.ts';
import { mergeBodies } from '#shared/domain/merge/merge-bodies.ts';
import { record } from '#shared/domain/logbook/record.ts';
import type { LogbookEntry } from '#shared/domain/logbook/entry.ts';
import { createMemoryTargetListStore } from '#shared/target-list/memory-target-list-store.ts';
import { createMemoryStatisticsStore } from '#shared/statistics/memory-statistics-store.ts';
import type { RowCounts, Upload } from '#shared/upload/upload-store.ts';
import { citizenIdOf } from '#test/integration/stores/synthetic-household.ts';

import { AREA, dying, fileRow, layDown, openWorld, soundHouseholds, untilDone, type World } from './load-world.ts';

type Said = { household: number; form: 'full' | 'place' | 'person'; day: number; problem: number; wrong: boolean };

const said: fc.Arbitrary<Said> = fc.record({
  household: fc.nat(11),
  form: fc.constantFrom('full', 'place', 'person'),
  day: fc.integer({ min: 1, max: 3 }),
  problem: fc.nat(3),
  wrong: fc.integer({ min: 0, max: 9 }).map((number) => number === 0),
});

const LETTERS = 'กขคงจฉชซญดตถ';

/** Every third household is known by person only, the others by all, or only by where they live: one of these always meets the others. */
function valuesOf({ household, form, day, problem }: Said): RowValues {
  const person = { citizenId: citizenIdOf(household + 1) };
  const place = { addressNo: `${household}/1`, moo: 3 };
  const full = { ...person, ...place, houseCode: `9999${String(household).padStart(7, '0')}` };
  const known =
    household % 3 === 0 || form === 'person' ? (household % 3 === 0 ? person : full) : form === 'full' ? full : place;
  return {
    ...known,
    firstName: `ทดสอบ${LETTERS.charAt(household)}`,
    lastName: 'ตัวอย่างข้อมูล',
    areaCode: AREA,
    surveyDate: `2026-05-0${day}`,
    problems: [`ปัญหาที่ ${problem}`],
  };
}

const rowsOf = (all: readonly Said[]): FileRow[] => all.map((one, at) => fileRow(at + 2, valuesOf(one), one.wrong));

/** Chunks as the read step could lay them, and worse: rows of one household in several. */
function dealt(rows: readonly FileRow[], count: number): FileRow[][] {
  const chunks: FileRow[][] = Array.from({ length: count }, () => []);
  rows.forEach((row, at) => chunks[at % count]?.push(row));
  return chunks.filter((chunk) => chunk.length > 0);
}

/** Chunks as the read step lays them: rows of one place together. */
function dealtByPlace(rows: readonly FileRow[], count: number): FileRow[][] {
  const chunks: FileRow[][] = Array.from({ length: count }, () => []);
  for (const row of rows) chunks[LETTERS.indexOf(row.values.firstName?.at(-1) ?? '') % count]?.push(row);
  return chunks.filter((chunk) => chunk.length > 0);
}

const chunksOf = (upload: Upload): number[] => Array.from({ length: upload.chunks ?? 0 }, (_, chunk) => chunk);

async function countsOf(world: World, upload: Upload): Promise<RowCounts> {
  const progress = await world.uploads.allProgress(upload.id);
  expect(progress.every(({ finished }) => finished)).toBe(true);
  const counts = sumOf(progress);
  // What a receipt shows meanwhile: each chunk once, however often it was killed or came.
  expect(await world.uploads.loadedRows(upload.id)).toEqual(counts);
  return counts;
}

function expectWhole(counts: RowCounts, rows: readonly FileRow[]): void {
  expect(counts.created + counts.updated + counts.unchanged + counts.rejected).toBe(rows.length);
  expect(counts.rejected).toBe(rows.filter(({ problems }) => problems.length > 0).length);
}

/** Each household that some good row names is there once, and no other. */
async function expectEachOnce(world: World, rows: readonly FileRow[]): Promise<void> {
  const names = rows.filter(({ problems }) => problems.length === 0).map(({ values }) => values.firstName);
  const there = (await soundHouseholds(world)).map(({ household }) =>
    household.members.map(({ firstName }) => firstName),
  );
  expect(there).toHaveLength(new Set(names).size);
  expect(new Set(there.map((members) => members.join()))).toEqual(new Set(names));
}

/** Begins the households 0 to `count` − 1 by a survey. */
async function beginHouseholds(world: World, count: number): Promise<void> {
  const known = Array.from(
    { length: count },
    (_, household) => ({ household, form: 'full', day: 1, problem: 0, wrong: false }) as const,
  );
  const survey = await layDown(world, [rowsOf(known)]);
  await loadStep({ upload: survey.id, chunk: 0 }, world);
}

/** Merges the household 1 into the household 0, and returns the id of that; their people are one or stay two. */
async function mergeFirstTwo(world: World, people: 'one person' | 'two'): Promise<string> {
  const found = await world.households.find(
    [0, 1].map((household) => ({ kind: 'person', citizenId: citizenIdOf(household + 1) }) as const),
  );
  const [keep = '', goes = ''] = [0, 1].map((household) => found.get(`person#${citizenIdOf(household + 1)}`));
  const documents = await world.households.getMany([keep, goes]);
  const [kept, other] = [documents.get(keep), documents.get(goes)];
  if (!kept || !other) throw new Error('Both were begun');
  const members = people === 'two' ? [] : [{ from: other.members[0]?.id ?? '', to: kept.members[0]?.id ?? '' }];
  const bodies = mergeBodies(kept, other, { reason: 'ครัวเรือนเดียวกัน', members }, '2026-06-10');
  const recording = { recordedAt: world.now(), recordedBy: { sub: 'officer', roles: [] }, hash: world.hash };
  const gone = record(other, bodies.ofOther, { ...recording, householdId: goes });
  const stays = record(kept, bodies.ofKept, { ...recording, householdId: keep });
  await world.households.append([
    { before: other, after: gone.household, entries: gone.entries },
    { before: kept, after: stays.household, entries: stays.entries },
  ]);
  return keep;
}

function helpOf(household: number, { day, agency }: { day: number; agency: string | null }): RowValues {
  return {
    citizenId: citizenIdOf(household + 1),
    agency,
    dimension: 'income',
    assistanceType: 'CASH',
    deliveredOn: `2026-05-0${day}`,
    cashBaht: 500,
    description: 'เงินทุน',
  };
}

function helpInForce(history: readonly LogbookEntry[]): AssistanceBody[] {
  const superseded = new Set(history.map(({ body }) => (body.type === 'correction' ? body.supersedes : '')));
  return history
    .filter(({ id }) => !superseded.has(id))
    .map(({ body }) => (body.type === 'correction' ? body.entry : body))
    .filter((body) => body?.type === 'assistance');
}

describe.each([
  ['memory', 60],
  ['dynamo', 8],
] as const)('loading into %s', (engine, numRuns) => {
  const rows = fc.array(said, { minLength: 1, maxLength: 60 }).map(rowsOf);
  /** Of each household all rows have its number, or all have its place alone. */
  const rowsOfOneForm = fc
    .array(said, { minLength: 1, maxLength: 60 })
    .map((all) => rowsOf(all.map((one) => ({ ...one, form: one.household % 3 === 1 ? 'full' : 'place' }))));
  const deaths = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 25 });

  it('loses and doubles nothing, wherever it is killed', async () => {
    await fc.assert(
      fc.asyncProperty(rows, fc.integer({ min: 1, max: 3 }), deaths, async (all, parts, killed) => {
        const world = await openWorld(engine);
        const upload = await layDown(world, dealt(all, parts));
        const mortal = dying(world, killed);
        for (const chunk of chunksOf(upload).toReversed())
          await untilDone(() => loadStep({ upload: upload.id, chunk }, mortal));
        const counts = await countsOf(world, upload);
        expectWhole(counts, all);
        await expectEachOnce(world, all);
        // Each entry is of a row, each row has one at the most, and what is created begins a household.
        const entries = (await soundHouseholds(world)).flatMap(({ history }) => history);
        expect(entries).toHaveLength(counts.created + counts.updated);
        expect(new Set(entries.map(({ source }) => source?.row)).size).toBe(entries.length);
        expect(entries.filter(({ version }) => version === 1)).toHaveLength(counts.created);
      }),
      { numRuns },
    );
  });

  it('of a trial says what a load comes to, and records nothing, wherever it is killed', async () => {
    await fc.assert(
      fc.asyncProperty(rows, deaths, async (all, killed) => {
        const world = await openWorld(engine);
        const trial = await layDown(world, [all], 'thaiqm-survey', { dryRun: true });
        const mortal = dying(world, killed);
        await untilDone(() => loadStep({ upload: trial.id, chunk: 0 }, mortal));
        await loadStep({ upload: trial.id, chunk: 0 }, world);
        expect(await soundHouseholds(world)).toEqual([]);
        const real = await layDown(world, [all]);
        await loadStep({ upload: real.id, chunk: 0 }, world);
        expect(await countsOf(world, trial)).toEqual(await countsOf(world, real));
        // Now that all is recorded, a trial says that nothing would change.
        const again = await layDown(world, [all], 'thaiqm-survey', { dryRun: true });
        const households = await soundHouseholds(world);
        await loadStep({ upload: again.id, chunk: 0 }, world);
        expect(await soundHouseholds(world)).toEqual(households);
        expect((await countsOf(world, again)).created).toBe(0);
      }),
      { numRuns },
    );
  });

  it('loses and doubles nothing when chunks come twice at the same time, and again after the end', async () => {
    await fc.assert(
      fc.asyncProperty(rows, fc.integer({ min: 1, max: 3 }), deaths, async (all, parts, killed) => {
        const world = await openWorld(engine);
        const upload = await layDown(world, dealtByPlace(all, parts));
        const mortal = dying(world, killed);
        const deliver = (chunk: number): Promise<void> =>
          untilDone(() => loadStep({ upload: upload.id, chunk }, mortal));
        await Promise.all([...chunksOf(upload), ...chunksOf(upload).toReversed()].map(deliver));
        const counts = await countsOf(world, upload);
        expectWhole(counts, all);
        await expectEachOnce(world, all);
        await Promise.all(chunksOf(upload).map(deliver));
        expect(await countsOf(world, upload)).toEqual(counts);
        const entries = (await soundHouseholds(world)).flatMap(({ history }) => history);
        expect(entries).toHaveLength(counts.created + counts.updated);
      }),
      { numRuns },
    );
  });

  it('begins a household once when two files race, by ID, by house code, or by address and name', async () => {
    await fc.assert(
      fc.asyncProperty(rowsOfOneForm, rowsOfOneForm, deaths, async (one, other, killed) => {
        const world = await openWorld(engine);
        const uploads = [await layDown(world, dealt(one, 2)), await layDown(world, dealt(other, 2))];
        const mortal = dying(world, killed);
        await Promise.all(
          uploads.flatMap((upload) =>
            chunksOf(upload).map((chunk) => untilDone(() => loadStep({ upload: upload.id, chunk }, mortal))),
          ),
        );
        const counts = await Promise.all(uploads.map((upload) => countsOf(world, upload)));
        expectWhole(counts[0]!, one);
        expectWhole(counts[1]!, other);
        await expectEachOnce(world, [...one, ...other]);
        expect(counts[0]!.created + counts[1]!.created).toBe((await soundHouseholds(world)).length);
      }),
      { numRuns },
    );
  });

  it('begins a household twice at the most when files race with its number and with its place alone, and later rows say so', async () => {
    await fc.assert(
      fc.asyncProperty(rows, rows, deaths, async (one, other, killed) => {
        const world = await openWorld(engine);
        const uploads = [await layDown(world, dealtByPlace(one, 2)), await layDown(world, dealtByPlace(other, 2))];
        const mortal = dying(world, killed);
        await Promise.all(
          uploads.flatMap((upload) =>
            chunksOf(upload).map((chunk) => untilDone(() => loadStep({ upload: upload.id, chunk }, mortal))),
          ),
        );
        const counts = await Promise.all(uploads.map((upload) => countsOf(world, upload)));
        expectWhole(counts[0]!, one);
        expectWhole(counts[1]!, other);
        const begun = Map.groupBy(await soundHouseholds(world), ({ household }) => household.members[0]!.firstName);
        const good = [...one, ...other].filter(({ problems }) => problems.length === 0);
        expect(new Set(begun.keys())).toEqual(new Set(good.map(({ values }) => values.firstName)));
        for (const [name, households] of begun) {
          const byPlace = households.filter(({ household }) => household.houseCode === undefined);
          expect(households.length).toBeLessThanOrEqual(2);
          expect(byPlace.length).toBe(households.length === 2 ? 1 : byPlace.length);
          const number = LETTERS.indexOf(name.at(-1)!);
          const later = await layDown(world, [
            [fileRow(2, valuesOf({ household: number, form: 'full', day: 3, problem: 3, wrong: false }))],
          ]);
          await loadStep({ upload: later.id, chunk: 0 }, world);
          const codes = (await world.uploads.progress(later.id, 0))?.problems.map(({ code }) => code);
          expect(codes?.includes('place-known')).toBe(households.length > 1);
        }
      }),
      { numRuns },
    );
  });

  it('lets one person stand under an ID when two files bring others under it, and logs before it says so', async () => {
    const claims = fc.array(fc.record({ number: fc.nat(3), name: fc.nat(2) }), { minLength: 1, maxLength: 25 });
    const names = ['กมล', 'ทองดี', 'สมใจ'];
    const claimRows = (all: readonly { number: number; name: number }[]): FileRow[] =>
      all.map(({ number, name }, at) =>
        fileRow(at + 2, {
          citizenId: citizenIdOf(number + 1),
          firstName: names[name]!,
          lastName: `ตัวอย่าง${names[name]}`,
          addressNo: `${name}/9`,
          areaCode: AREA,
          surveyDate: '2026-05-01',
          problems: [`ปัญหาที่ ${at}`],
        }),
      );
    await fc.assert(
      fc.asyncProperty(claims, claims, deaths, async (one, other, killed) => {
        const world = await openWorld(engine);
        const uploads = [
          await layDown(world, dealt(claimRows(one), 2)),
          await layDown(world, dealt(claimRows(other), 2)),
        ];
        const mortal = dying(world, killed);
        await Promise.all(
          uploads.flatMap((upload) =>
            chunksOf(upload).map((chunk) => untilDone(() => loadStep({ upload: upload.id, chunk }, mortal))),
          ),
        );
        const all = [...one, ...other];
        const held = (await soundHouseholds(world)).flatMap(({ household: { id, members } }) =>
          members.map(({ citizenId, firstName }) => ({ citizenId, household: id, firstName })),
        );
        const holders = new Map(held.map((member) => [member.citizenId, member]));
        expect(held).toHaveLength(holders.size);
        expect(holders.size).toBe(new Set(all.map(({ number }) => number)).size);
        const isOfOther = ({ number, name }: { number: number; name: number }): boolean =>
          holders.get(citizenIdOf(number + 1))?.firstName !== names[name];
        const counts = await Promise.all(uploads.map((upload) => countsOf(world, upload)));
        expect(counts[0]!.rejected).toBe(one.filter(isOfOther).length);
        expect(counts[1]!.rejected).toBe(other.filter(isOfOther).length);
        for (const claim of all.filter(isOfOther)) {
          const id = holders.get(citizenIdOf(claim.number + 1))?.household ?? '';
          const looks = await world.accessLog.of({ household: id, districts: [], months: [] }, undefined, 10);
          expect(looks[0]).toMatchObject({ action: 'SEARCH', sub: 'importer' });
        }
      }),
      { numRuns },
    );
  });

  it('records each help once, sent twice in a file and by two files at the same time', async () => {
    const helps = fc.array(fc.record({ household: fc.nat(3), day: fc.integer({ min: 1, max: 4 }), cash: fc.nat(1) }), {
      minLength: 1,
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(helps, deaths, async (all, killed) => {
        const world = await openWorld(engine);
        const known = [0, 1, 2, 3].map(
          (household) => ({ household, form: 'full', day: 1, problem: 0, wrong: false }) as const,
        );
        const survey = await layDown(world, [rowsOf(known)]);
        await loadStep({ upload: survey.id, chunk: 0 }, world);
        const help = all.map(({ household, day, cash }, at) =>
          fileRow(at + 2, {
            citizenId: citizenIdOf(household + 1),
            agency: 'cdd',
            dimension: 'income',
            assistanceType: 'CASH',
            deliveredOn: `2026-05-0${day}`,
            cashBaht: cash * 500,
            description: 'เงินทุน',
          }),
        );
        const uploads = [
          await layDown(world, dealt(help, 2), 'assistance'),
          await layDown(world, [help], 'assistance'),
        ];
        const mortal = dying(world, killed);
        await Promise.all(
          uploads.flatMap((upload) =>
            chunksOf(upload).map((chunk) => untilDone(() => loadStep({ upload: upload.id, chunk }, mortal))),
          ),
        );
        const distinct = new Set(help.map(({ values }) => JSON.stringify(values))).size;
        const entries = (await soundHouseholds(world)).flatMap(({ history }) => history);
        expect(entries.filter(({ body }) => body.type === 'assistance')).toHaveLength(distinct);
        const counts = await Promise.all(uploads.map((upload) => countsOf(world, upload)));
        for (const each of counts) expectWhole(each, help);
        expect(counts[0]!.created + counts[1]!.created).toBe(distinct);
      }),
      { numRuns },
    );
  });

  it('names help once, whichever of several files comes first, and never as two agencies that are one', async () => {
    const helps = fc.array(
      fc.record({
        household: fc.nat(1),
        day: fc.integer({ min: 1, max: 2 }),
        agency: fc.constantFrom(null, null, 'cdd', 'dla'),
      }),
      { minLength: 1, maxLength: 30 },
    );
    await fc.assert(
      fc.asyncProperty(helps, helps, deaths, async (one, other, killed) => {
        const world = await openWorld(engine);
        await beginHouseholds(world, 2);
        const rowsOfHelp = (all: typeof one): FileRow[] =>
          all.map(({ household, day, agency }, at) => fileRow(at + 2, helpOf(household, { day, agency })));
        const uploads = [
          await layDown(world, dealt(rowsOfHelp(one), 2), 'assistance'),
          await layDown(world, [rowsOfHelp(other)], 'assistance'),
        ];
        const mortal = dying(world, killed);
        await Promise.all(
          uploads.flatMap((upload) =>
            chunksOf(upload).map((chunk) => untilDone(() => loadStep({ upload: upload.id, chunk }, mortal))),
          ),
        );
        const counts = await Promise.all(uploads.map((upload) => countsOf(world, upload)));
        expectWhole(counts[0]!, rowsOfHelp(one));
        expectWhole(counts[1]!, rowsOfHelp(other));

        const named = new Map<string, Set<string>>();
        for (const { household, day, agency } of [...one, ...other]) {
          const key = `${citizenIdOf(household + 1)} 2026-05-0${day}`;
          named.set(key, (named.get(key) ?? new Set()).add(agency ?? ''));
        }
        // Of no agency is only what no row named.
        for (const agencies of named.values()) if (agencies.size > 1) agencies.delete('');
        const inForce = new Map<string, string[]>();
        for (const { household, history } of await soundHouseholds(world))
          for (const { deliveredOn, agency } of helpInForce(history)) {
            const key = `${household.members[0]?.citizenId} ${deliveredOn}`;
            inForce.set(key, [...(inForce.get(key) ?? []), agency ?? '']);
          }
        expect(new Map([...inForce].map(([key, agencies]) => [key, agencies.toSorted()]))).toEqual(
          new Map([...named].map(([key, agencies]) => [key, [...agencies].toSorted()])),
        );
      }),
      { numRuns },
    );
  });

  it('names help that an earlier file recorded, and that an earlier row of the file did', async () => {
    const statistics = createMemoryStatisticsStore();
    const world = { ...(await openWorld(engine)), statistics };
    await beginHouseholds(world, 3);
    const file = async (...rowsOfFile: FileRow[]): Promise<RowCounts> => {
      const upload = await layDown(world, [rowsOfFile], 'assistance');
      await loadStep({ upload: upload.id, chunk: 0 }, world);
      return await countsOf(world, upload);
    };
    const of = (household: number, row: number, agency: string | null): FileRow =>
      fileRow(row, helpOf(household, { day: 1, agency }));
    expect(await file(of(0, 2, null), of(1, 3, null))).toMatchObject({ created: 2 });
    const counts = { created: 1, updated: 3, unchanged: 2, rejected: 0 };
    expect(
      await file(of(0, 2, 'cdd'), of(1, 3, 'cdd'), of(2, 4, null), of(2, 5, 'cdd'), of(2, 6, null), of(1, 7, 'cdd')),
    ).toEqual(counts);
    expect(await file(of(0, 2, null), of(1, 3, 'cdd'), of(2, 4, null))).toMatchObject({ unchanged: 3 });
    for (const { household, history } of await soundHouseholds(world)) {
      expect(helpInForce(history).map(({ agency }) => agency)).toEqual(['cdd']);
      expect(household.agencies).toEqual(['cdd']);
      const naming = history.at(-1);
      expect(naming).toMatchObject({ body: { type: 'correction', supersedes: history.at(-2)?.id } });
      expect(naming?.source).toBeDefined();
    }
    // To name help is a sign of life of the agency.
    expect(await statistics.activity('2026-06')).toMatchObject([{ agency: 'cdd' }]);
  });

  it('knows help again that is in the logbook of a household which was merged since', async () => {
    const world = await openWorld(engine);
    await beginHouseholds(world, 2);
    const file = async (...rowsOfFile: FileRow[]): Promise<RowCounts> => {
      const upload = await layDown(world, [rowsOfFile], 'assistance');
      await loadStep({ upload: upload.id, chunk: 0 }, world);
      return await countsOf(world, upload);
    };
    const of = (row: number, day: number, agency: string | null): FileRow => fileRow(row, helpOf(1, { day, agency }));
    expect(await file(of(2, 1, 'cdd'), of(3, 2, null))).toMatchObject({ created: 2 });
    // The person of the help is another id now.
    const keep = await mergeFirstTwo(world, 'one person');
    expect(await file(of(2, 1, 'cdd'), of(3, 1, null), of(4, 2, null))).toMatchObject({ created: 0, unchanged: 3 });
    // Nobody can name the agency of help in a logbook that is closed; it is not recorded beside it.
    expect(await file(of(2, 2, 'cdd'))).toMatchObject({ created: 0, unchanged: 1 });
    expect(await file(of(2, 3, 'cdd'), of(3, 3, 'cdd'))).toMatchObject({ created: 1, unchanged: 1 });
    expect(helpInForce(await world.households.history(keep))).toMatchObject([{ deliveredOn: '2026-05-03' }]);
  });

  it.each([
    ['both stood on the list', [0, 1], 'two', 0],
    ['both stood on the list, and their people are one', [0, 1], 'one person', 0],
    // Who was on no list is on it once.
    ['only the one that went did', [1], 'two', 1],
    ['only the one that went did, and their people are one', [1], 'one person', 0],
  ] as const)('lists nobody again of a household that was merged: %s', async (_, listed, people, unlisted) => {
    const lists = createMemoryTargetListStore();
    const world = { ...(await openWorld(engine)), lists };
    await beginHouseholds(world, 2);
    const list = 'list-of-merged';
    const named = { id: list, version: 1, source: 'TPMAP', status: 'DRAFT', scopeArea: AREA.slice(0, 2) } as const;
    await lists.create({
      ...named,
      name: 'บัญชี',
      yearBe: 2569,
      phase: 1,
      asOfDate: '2026-01-01',
      createdAt: '2026-05-01T03:00:00.000Z',
    });
    const both = [0, 1].map((household) =>
      fileRow(household + 2, {
        citizenId: citizenIdOf(household + 1),
        firstName: `ทดสอบ${LETTERS.charAt(household)}`,
        lastName: 'ตัวอย่างข้อมูล',
        areaCode: AREA,
        dimensions: ['income'],
      }),
    );
    const file = async (which: readonly number[]): Promise<RowCounts> => {
      const some = both.filter((_row, household) => which.includes(household));
      const upload = await layDown(world, [some], 'tpmap-targets', { list });
      await loadStep({ upload: upload.id, chunk: 0 }, world);
      return await countsOf(world, upload);
    };
    expect(await file(listed)).toMatchObject({ created: listed.length });
    const keep = await mergeFirstTwo(world, people);
    expect(await file(listed)).toMatchObject({ created: 0, updated: 0, unchanged: listed.length });
    expect((await world.households.get(keep))?.targets).toHaveLength(listed.length - 1);
    expect(await file([0, 1])).toMatchObject({ created: unlisted, updated: 0, unchanged: 2 - unlisted });
  });

  it('names help of a household to which only what an earlier row claimed leads', async () => {
    const world = await openWorld(engine);
    const {
      addressNo: _,
      moo: _moo,
      houseCode: _house,
      ...unplaced
    } = valuesOf({ household: 1, form: 'full', day: 1, problem: 0, wrong: false });
    const survey = await layDown(world, [[fileRow(2, unplaced)]]);
    await loadStep({ upload: survey.id, chunk: 0 }, world);
    const place = {
      addressNo: '77',
      moo: 7,
      areaCode: AREA,
      firstName: unplaced.firstName!,
      lastName: unplaced.lastName!,
    };
    const { citizenId: _id, ...nobody } = helpOf(1, { day: 1, agency: 'cdd' });
    const upload = await layDown(
      world,
      [[fileRow(2, { ...helpOf(1, { day: 1, agency: null }), ...place }), fileRow(3, { ...nobody, ...place })]],
      'assistance',
    );
    await loadStep({ upload: upload.id, chunk: 0 }, world);
    expect(await countsOf(world, upload)).toEqual({ created: 1, updated: 1, unchanged: 0, rejected: 0 });
    const [{ history } = { history: [] }] = await soundHouseholds(world);
    expect(helpInForce(history).map(({ agency }) => agency)).toEqual(['cdd']);
  });

  it('refuses the rows of a full household, and those only', async () => {
    const world = await openWorld(engine);
    const of = (household: number, day: number, words: readonly string[]): RowValues => ({
      ...valuesOf({ household, form: 'full', day, problem: 0, wrong: false }),
      problems: [...words],
    });
    const words = (from: number): string[] => Array.from({ length: 40 }, (_, at) => `${from + at}`.padEnd(2000, 'ก'));
    const survey = await layDown(world, [[fileRow(2, of(1, 1, words(0)))]]);
    await loadStep({ upload: survey.id, chunk: 0 }, world);

    // The full one comes three times among the others: a row that fits, one that does not, one without new words.
    const all = [
      ...Array.from({ length: 6 }, (_, at) => fileRow(at + 2, of(at + 2, 2, ['หลังคารั่ว']))),
      fileRow(8, of(1, 2, words(40).slice(0, 8))),
      fileRow(9, of(1, 2, words(80))),
      fileRow(10, of(1, 3, [])),
      // More than a transaction takes, were they one group.
      ...Array.from({ length: 4 }, (_, at) => fileRow(at + 11, of(at + 2, 3, words(at * 40)))),
    ];
    const upload = await layDown(world, [all]);
    const mortal = dying(world, [3, 4, 7, 8, 9]);
    await untilDone(() => loadStep({ upload: upload.id, chunk: 0 }, mortal));
    await loadStep({ upload: upload.id, chunk: 0 }, world);
    expect(await countsOf(world, upload)).toEqual({ created: 6, updated: 6, unchanged: 0, rejected: 1 });
    const problems = (await world.uploads.progress(upload.id, 0))?.problems;
    expect(problems).toMatchObject([{ row: 9, severity: 'error', code: 'household-full' }]);
    expect(await soundHouseholds(world)).toHaveLength(7);
  });

  it('loads a chunk of the largest households', async () => {
    const world = await openWorld(engine);
    const all = Array.from({ length: 20 }, (_, at) =>
      fileRow(at + 2, {
        ...valuesOf({ household: at, form: 'full', day: 1, problem: 0, wrong: false }),
        citizenId: citizenIdOf(100 + at),
        firstName: `ทดสอบ${'กขคงจฉชซญดตถ'.charAt(at % 12)}${at}`,
        problems: Array.from({ length: 50 }, (_none, word) => `${word}`.padEnd(2000, 'ก')),
      }),
    );
    const upload = await layDown(world, [all]);
    await loadStep({ upload: upload.id, chunk: 0 }, world);
    expect(await countsOf(world, upload)).toEqual({ created: 20, updated: 0, unchanged: 0, rejected: 0 });
  });

  it('loads a chunk in which every row is warned of, whatever that weighs', async () => {
    const world = await openWorld(engine);
    const survey = (day: number, count: number): FileRow[] =>
      Array.from({ length: count }, (_, at) =>
        fileRow(at + 2, valuesOf({ household: at % 12, form: 'full', day, problem: 0, wrong: false })),
      );
    const newer = await layDown(world, [survey(3, 12)]);
    await loadStep({ upload: newer.id, chunk: 0 }, world);
    const older = await layDown(world, [survey(1, 3000)]);
    await loadStep({ upload: older.id, chunk: 0 }, world);
    expect(await countsOf(world, older)).toEqual({ created: 0, updated: 0, unchanged: 3000, rejected: 0 });
    expect((await world.uploads.progress(older.id, 0))?.problems).toHaveLength(3000);
  });
});

/**
 * Facts that no figure of this or the last fiscal year can ask for leave the document in the first append after 1 October, in its
 * transaction, and every figure stays what all entries make it. Both stores.
 */
import { randomUUID } from 'node:crypto';

import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { paginateScan } from '@aws-sdk/client-dynamodb';
import * as fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { listEntries } from '#functions/api/logbook/list-entries.ts';
import { createMemoryBreakGlassStore } from '#shared/break-glass/memory-break-glass-store.ts';
import { createMemoryAccessLog } from '#shared/access-log/memory-access-log.ts';
import { createMemoryCommitteeStore } from '#shared/committee/memory-committee-store.ts';
import { foldHousehold } from '#shared/domain/logbook/replay.ts';
import type { Household, Member } from '#shared/domain/household/household.ts';
import { record } from '#shared/domain/logbook/record.ts';
import type { EntryBody, LogbookEntry } from '#shared/domain/logbook/entry.ts';
import { allFactsOf } from '#shared/domain/logbook/replay.ts';
import { help } from '#shared/domain/logbook/test/help.ts';
import type { EntryFact } from '#shared/domain/statistics/facts.ts';
import type { Item } from '#shared/dynamo/attributes.ts';
import type { Sealer } from '#shared/sealing/sealer.ts';
import type { TableNames } from '#shared/dynamo/create-tables.ts';
import { createDynamoHouseholdStore } from '#shared/household/dynamo-household-store.ts';
import { chainHash } from '#shared/household/entry-chain.ts';
import { AppendConflict, type HouseholdChange, type HouseholdStore } from '#shared/household/household-store.ts';
import { createMemoryHouseholdStore } from '#shared/household/memory-household-store.ts';
import { areaCodesUnder } from '#shared/reference/area-codes.ts';
import { documentBytes } from '#shared/household/weigh-change.ts';
import { createStoredDocuments } from '#shared/rebuild/stored-documents.ts';
import { createEvaluation } from '#shared/statistics/evaluation.ts';
import type { Organisation } from '#shared/domain/organisation/organisation.ts';
import { createMemoryRegisterStore } from '#shared/register/memory-register-store.ts';
import { createMemoryStatisticsStore } from '#shared/statistics/memory-statistics-store.ts';
import { targetList } from '#shared/statistics/test/facts-province.ts';
import { addDays, bangkokMonth, nextMonth } from '#shared/thai/bangkok-time.ts';
import { account } from '#test/api/in-process-api.ts';

import { index, ownTables } from './open-stores.ts';
import { memberOf, OFFICER, registration } from './synthetic-household.ts';

const DISTRICTS = areaCodesUnder('TH').filter((code) => code.length === 4);
let districtsUsed = 0;
let people = 7_400_000;
const somebody = (): Member => memberOf((people += 1));

/** The step of a household by what is recorded at 10 o'clock of a day. */
function step(
  before: Household | undefined,
  day: string,
  bodies: EntryBody[],
  history: readonly LogbookEntry[] = [],
): HouseholdChange {
  const householdId = before?.id ?? randomUUID();
  const recordedAt = new Date(`${day}T10:00:00+07:00`);
  const recording = { householdId, recordedAt, recordedBy: OFFICER, hash: chainHash };
  const { household, entries } = record(before, bodies, recording, history);
  return { before, after: household, entries };
}

const begun = (day: string, areaCode = '420101'): HouseholdChange =>
  step(undefined, day, [registration({ areaCode, members: [somebody()] })]);
const helpOn = (deliveredOn: string, changes: object = {}): EntryBody => help({ deliveredOn, ...changes });
const visitOn = (on: string): EntryBody => ({ type: 'visit', on, purpose: 'FOLLOWUP', outcome: 'MET' });
const correction = (supersedes: string, entry: EntryBody): EntryBody => {
  if (entry.type !== 'assistance') throw new Error('Help is corrected here');
  return { type: 'correction', supersedes, reason: 'พิมพ์ผิด', entry };
};
const days = (facts: readonly EntryFact[]): (string | null)[] =>
  facts.flatMap(({ body }) => (body.type === 'assistance' ? [body.deliveredOn] : []));

let client: DynamoDBClient;
let tables: TableNames;
let sealer: Sealer;
/** Items of old facts that were read, of all reads of the client. */
let oldFactsRead = 0;
beforeAll(async () => {
  ({ client, tables, sealer } = await ownTables());
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (/^(?:Batch)?Get/.test(commandName ?? ''))
          oldFactsRead += JSON.stringify(args.input).split('"sk":{"S":"facts"}').length - 1;
        return next(args);
      },
    { step: 'initialize', name: 'old facts read' },
  );
});

const STORES: [string, () => HouseholdStore][] = [
  ['in DynamoDB', () => createDynamoHouseholdStore({ client, tables, sealer, index })],
  ['in memory', () => createMemoryHouseholdStore()],
];

describe.each(STORES)('old facts %s', (_, open) => {
  let households: HouseholdStore;
  beforeEach(() => {
    households = open();
    oldFactsRead = 0;
  });

  /** Appends the steps one after another; answers the document. */
  async function live(first: HouseholdChange, steps: [day: string, body: EntryBody][]): Promise<Household> {
    await households.append([first]);
    let household = first.after;
    for (const [day, body] of steps) {
      const change = step(household, day, [body], await households.history(household.id));
      await households.append([change]);
      household = change.after;
    }
    expect(await households.get(household.id)).toEqual(household);
    return household;
  }

  const factsIn = async (id: string): Promise<EntryFact[]> => allFactsOf(await households.history(id));

  it('leave in the first append after 1 October, whatever it is, and not before', async () => {
    const steps: [string, EntryBody][] = ['2023-01-10', '2023-02-10', '2024-03-10'].map((day) => [day, helpOn(day)]);
    const before = await live(begun('2023-01-01'), [...steps, ['2024-09-30', visitOn('2024-09-30')]]);
    expect(before.factsSince).toBeUndefined();
    expect(days(before.facts)).toHaveLength(3);
    const change = step(before, '2024-10-01', [visitOn('2024-10-01')]);
    expect(households.itemsOf(change)).toBe(3);
    await households.append([change]);
    oldFactsRead = 0;
    const after = (await households.get(before.id))!;
    expect(oldFactsRead).toBe(0);
    expect(after).toEqual(change.after);
    expect(after.factsSince).toBe('2023-10');
    expect(days(after.facts)).toEqual(['2023-02-10', '2024-03-10']);
    expect(await households.allFacts(after)).toEqual(await factsIn(before.id));
    const next = step(after, '2024-10-02', [visitOn('2024-10-02')]);
    expect(households.itemsOf(next)).toBe(2);
  });

  it('join those that left in other years, and are all of them', async () => {
    const steps = Array.from({ length: 10 }, (_unused, year): [string, EntryBody][] =>
      ['01-15', '06-15', '11-15'].map((on) => [`${2017 + year}-${on}`, helpOn(`${2017 + year}-${on}`)]),
    ).flat();
    const household = await live(begun('2017-01-01'), steps);
    expect(household.factsSince).toBe('2025-10');
    // The last two fiscal years, and the last help before them.
    expect(days(household.facts)).toEqual(['2025-06-15', '2025-11-15', '2026-01-15', '2026-06-15', '2026-11-15']);
    expect(await households.allFacts(household)).toEqual(await factsIn(household.id));
  });

  it('stay where they were when the append is refused, in the document and beside it', async () => {
    const steps: [string, EntryBody][] = ['2022-01-10', '2022-02-10'].map((day) => [day, helpOn(day)]);
    const before = await live(begun('2022-01-01'), steps);
    const [winner, loser] = ['2024-10-01', '2025-10-01'].map((day) => step(before, day, [helpOn(day)]));
    await households.append([winner!]);
    await expect(households.append([loser!])).rejects.toThrow(AppendConflict);
    expect(days(await households.allFacts((await households.get(before.id))!))).toEqual([
      '2022-01-10',
      '2022-02-10',
      '2024-10-01',
    ]);
  });

  it('come back, with their chain, by a correction, and leave again the year after the next', async () => {
    const household = await live(begun('2020-01-01'), [
      ['2020-02-01', helpOn('2020-02-01')],
      ['2021-02-01', helpOn('2021-02-01')],
      ['2024-02-01', helpOn('2024-02-01')],
      ['2026-02-01', visitOn('2026-02-01')],
    ]);
    const [first] = household.facts.filter(({ body }) => body.type === 'assistance');
    expect(days(household.facts)).toEqual(['2024-02-01']);
    expect(first?.version).toBe(4);
    // A file told of it late: it was given in the last fiscal year, not in 2020.
    const { id } = household;
    const change = step(
      household,
      '2026-03-01',
      [correction(`${id}.2`, helpOn('2026-01-20'))],
      await households.history(id),
    );
    await households.append([change]);
    const corrected = (await households.get(id))!;
    expect(corrected).toEqual(change.after);
    expect(days(corrected.facts)).toEqual(['2020-02-01', '2024-02-01', '2026-01-20']);
    expect(await households.allFacts(corrected)).toEqual(await factsIn(id));
    const later = step(corrected, '2028-11-01', [helpOn('2028-11-01')]);
    await households.append([later]);
    expect(days(later.after.facts)).toEqual(['2026-01-20', '2028-11-01'].toSpliced(0, 0, '2020-02-01'));
    expect(await households.allFacts((await households.get(id))!)).toEqual(await factsIn(id));
  });

  it('are read for a month that the document cannot give, and for no other', async () => {
    const here = `420${(Math.floor(Math.random() * 8) + 2).toString()}`;
    const steps: [string, EntryBody][] = ['2021-01-10', '2022-02-10', '2025-12-10'].map((day) => [day, helpOn(day)]);
    const { id } = await live(begun('2021-01-01', `${here}01`), steps);
    const read = async (month?: string) => {
      oldFactsRead = 0;
      const found = (await Array.fromAsync(households.factsOfDistrict(here, month))).filter((one) => one.id === id);
      expect(found).toEqual(await households.factsOf([id], month));
      return { days: days(found[0]?.facts ?? []), since: found[0]?.factsSince };
    };
    const alone = { days: ['2022-02-10', '2025-12-10'], since: '2024-10' };
    expect(await read()).toEqual(alone);
    expect(await read('2024-10')).toEqual(alone);
    expect(await read('2026-06')).toEqual(alone);
    expect(oldFactsRead).toBe(0);
    expect(await read('2024-09')).toEqual({ days: ['2021-01-10', '2022-02-10', '2025-12-10'], since: undefined });
  });

  it('show an agency that only plans help its old entries, too', async () => {
    const planned = (day: string, agency: string): EntryBody =>
      help({ agency, status: 'PLANNED', deliveredOn: null, plannedOn: day });
    const household = await live(begun('2021-01-01'), [
      ['2021-01-10', planned('2021-02-01', 'dla')],
      ['2021-01-11', planned('2021-02-01', 'cdd')],
      ['2025-12-10', planned('2026-02-01', 'dla')],
    ]);
    expect(household.facts.filter(({ body }) => body.type === 'assistance')).toHaveLength(1);
    const principal = account('AGENCY_FOCAL', { agency: 'dla' });
    const cursors = { read: () => [], sign: () => '' };
    const { items } = await listEntries(
      { households, accessLog: createMemoryAccessLog(), cursors, breakGlass: createMemoryBreakGlassStore() },
      {
        params: { id: household.id },
        query: { limit: 10 },
        scopes: [{ kind: 'agency', agency: 'dla' }],
        principal,
        now: new Date('2026-01-01T03:00:00.000Z'),
      },
    );
    expect(items.map(({ version }) => version)).toEqual([2, 4]);
  });

  it(
    'leave every figure of ten years as all entries make it, and no night reads them',
    { timeout: 240_000 },
    async () => {
      const said = fc.record({
        after: fc.integer({ min: 5, max: 200 }),
        ago: fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 900 })),
        what: fc.constantFrom('help', 'help', 'help', 'visit', 'status', 'correction'),
        agency: fc.constantFrom('cdd', 'dla', null),
        pick: fc.nat(40),
        status: fc.constantFrom('DELIVERED' as const, 'DELIVERED' as const, 'PLANNED' as const, 'CANCELLED' as const),
      });
      let left = 0;
      let nights = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(said, { minLength: 20, maxLength: 45, size: 'max' }), async (steps) => {
          households = open();
          // A district of its own, because the tables are shared.
          const area = `${DISTRICTS[(districtsUsed += 1)]!}01`;
          const first = step(undefined, '2016-10-02', [
            registration({ areaCode: area, members: [somebody()] }),
            { type: 'need', dimension: 'income', kind: 'PROBLEM', text: 'ว่างงาน', openedOn: '2016-10-02' },
            { type: 'listed', list: 'list-a', area, targets: [] },
          ]);
          await households.append([first]);
          let household = first.after;
          const { id } = household;
          const needId = `${id}.2`;
          let today = '2016-10-02';
          for (const { after, ago, what, agency, pick, status } of steps) {
            today = addDays(today, after);
            const on = addDays(today, -ago);
            const history = await households.history(id);
            const given = helpOn(on, { agency, status, needIds: pick % 3 === 0 ? [needId] : [] });
            const target = history[pick % history.length]!;
            const superseded = history.some(({ body }) => body.type === 'correction' && body.supersedes === target.id);
            const isHelp =
              (target.body.type === 'correction' ? target.body.entry?.type : target.body.type) === 'assistance';
            const isOpen = household.needs[0]?.status !== 'RESOLVED';
            const body: EntryBody =
              what === 'visit'
                ? visitOn(on)
                : what === 'status'
                  ? { type: 'need-status', needId, status: isOpen ? 'RESOLVED' : 'REOPENED', on }
                  : what === 'correction' && isHelp && !superseded
                    ? correction(target.id, given)
                    : given;
            const change = step(household, today, [body], history);
            await households.append([change]);
            household = change.after;
          }
          const history = await households.history(id);
          const all = allFactsOf(history);
          expect(await households.get(id)).toEqual(household);
          expect(household).toEqual(foldHousehold(history));
          left += all.length - household.facts.length;

          // Opened so long ago that help since then asks for more than the document's years.
          const moment = '2016-11-01T03:00:00.000Z';
          const list = targetList({
            id: 'list-a',
            scopeArea: area.slice(0, 2),
            openedOn: addDays('2016-10-10', (districtsUsed * 311) % 3000),
            createdAt: moment,
            publishedAt: moment,
            frozenAt: moment,
          });
          const statistics = createMemoryStatisticsStore();
          const beside = {
            lists: { all: () => Promise.resolve([list]) },
            committees: createMemoryCommitteeStore(),
            organisations: createMemoryRegisterStore<Organisation>(),
            statistics,
          };
          const evaluation = createEvaluation({ ...beside, households });
          const whole = { id, areaCode: household.areaCode, tied: false, duplicates: [], facts: all };
          const naive = createEvaluation({
            ...beside,
            households: {
              async *factsOfDistrict(district) {
                if (area.startsWith(district)) yield whole;
              },
              factsOf: () => Promise.resolve([]),
            },
          });
          const now = new Date(`${today}T23:00:00+07:00`);
          const since = household.factsSince ?? '2016-10';
          for (let month = '2016-10'; month <= bangkokMonth(now); month = nextMonth(month)) {
            oldFactsRead = 0;
            const request = { month, area: area.slice(0, 4), lists: null };
            const moments = [{ asOf: now, revision: null }];
            const [computed] = await evaluation.compute(request, moments, {
              drillDown: { agency: 'total', figure: 'sinceListHouseholds' },
            });
            const [expected] = await naive.compute(request, moments, {
              drillDown: { agency: 'total', figure: 'sinceListHouseholds' },
            });
            expect(computed, month).toEqual(expected);
            if (month < since) continue;
            expect(oldFactsRead, month).toBe(0);
            nights += 1;
          }
        }),
        { numRuns: 8, seed: 20261130 },
      );
      expect(left).toBeGreaterThan(40);
      expect(nights).toBeGreaterThan(50);
    },
  );
});

it('a document is as long at 900 entries as at 50, when the same 50 are of the last two fiscal years', () => {
  const recent = Array.from({ length: 50 }, (_, at) => addDays('2025-10-05', at * 8));
  const older = Array.from({ length: 850 }, (_, at) => addDays('2016-10-05', Math.floor(at * 3.8)));
  const agencies = ['cdd', 'dla', 'moph', null];
  const bytesOf = (all: readonly string[]): number => {
    let { after } = begun(all[0] ?? '');
    for (const [at, day] of all.entries())
      ({ after } = step(after, day, [helpOn(day, { agency: agencies[at % 4], cashBaht: 500 + ((at * 37) % 900) })]));
    return documentBytes(after);
  };
  const [few, many] = [bytesOf(recent), bytesOf([...older, ...recent])];
  expect(many / few).toBeLessThan(1.2);
});

describe('the item of old facts', () => {
  it('has the facts and nothing that an index carries; a rebuild finds every byte where it was written', async () => {
    const own = await ownTables();
    const households = createDynamoHouseholdStore({ ...own, index });
    const documents = createStoredDocuments({ ...own, households, index });
    let household: Household | undefined;
    for (const day of ['2019-01-01', '2019-02-01', '2021-02-01', '2023-02-01', '2026-02-01']) {
      const change = household ? step(household, day, [helpOn(day)]) : begun(day);
      await households.append([change]);
      household = change.after;
    }
    const items: Item[] = [];
    for await (const { Items = [] } of paginateScan({ client: own.client }, { TableName: own.tables.Households }))
      items.push(...Items.filter(({ sk }) => sk?.S === 'facts'));
    expect(items.map((item) => Object.keys(item).toSorted())).toEqual([['facts', 'pk', 'sk', 'v']]);
    expect(await documents.rebuild(household!.id, { check: true })).toEqual({ outcome: 'same' });
  });
});

import { describe, expect, it } from 'vitest';

import type { Campaign } from '#shared/domain/campaign/campaign.ts';
import type { RexrayRound } from '#shared/domain/campaign/rexray-round.ts';
import { caseWorkExample, expectedReport } from '#shared/domain/statistics/test/case-work-example.ts';
import { createMemoryRegisterStore } from '#shared/register/memory-register-store.ts';
import { createCaseFigures } from './case-figures.ts';
import { noteId, type QuarterlyNote } from './quarterly-note.ts';
import { FactsProvince, targetList } from './test/facts-province.ts';

/** The worked example as the stores would hand it out. `onRead` is called for each district that is read. */
async function world(onRead: (district: string) => void = () => {}) {
  const example = caseWorkExample();
  const province = new FactsProvince();
  for (const [household, entries] of example.entries)
    for (const { recordedAt, body, supersedes } of entries)
      province.add(household, recordedAt.replace('Z', ''), body, supersedes);
  // `add` takes clocks of Bangkok.
  for (const entries of province.entries.values())
    for (const entry of entries)
      entry.recordedAt = new Date(Date.parse(entry.recordedAt) + 7 * 3_600_000).toISOString();
  province.duplicates.set('H9', ['H10']);
  for (const { contactDays: _days, source: _source, ...list } of example.lists)
    province.lists.push(targetList({ ...list, source: list.id === 'L1' ? 'TPMAP' : 'THAIQM' }));
  const campaigns = createMemoryRegisterStore<Campaign>();
  for (const campaign of example.campaigns) await campaigns.create(campaign);
  const rounds = createMemoryRegisterStore<RexrayRound>();
  for (const round of example.rounds) await rounds.create(round);
  const notes = createMemoryRegisterStore<QuarterlyNote>();
  for (const remark of example.remarks)
    await notes.create({ ...remark, id: noteId('2569-Q3', remark.unit, 1), quarter: '2569-Q3', version: 1 });
  const { households, lists, statistics, organisations } = province.dependencies();
  const orders = example.orders.map((order) => ({ ...order, orderNo: '', agencies: [], seats: 0 }));
  const figures = createCaseFigures({
    households: {
      ...households,
      factsOfDistrict(district, month) {
        onRead(district);
        return households.factsOfDistrict(district, month);
      },
    },
    lists,
    statistics,
    organisations: {
      list: organisations.list,
      getMany: async (slugs) =>
        slugs.flatMap((slug) => {
          const found = example.find(slug);
          return found
            ? [
                {
                  ...found,
                  version: 1,
                  nameTh: '',
                  shortTh: null,
                  areaCode: null,
                  active: true,
                  changedAt: '',
                  changedBy: '',
                  before: [],
                },
              ]
            : [];
        }),
    },
    committees: { units: async () => ({ orders, mark: 1 }) },
    campaigns,
    rounds,
    notes,
    meetings: { of: async () => ({ meetings: example.meetings, resolutions: example.resolutions }) },
  });
  return { figures, notes };
}

const at = (bangkok: string): Date => new Date(`${bangkok}+07:00`);
const L1 = { area: '42', lists: ['L1'] };

/** What the example compares: no accounts of a machine, no names. */
function compared(report: object): unknown {
  return JSON.parse(
    JSON.stringify(report, (key, value: unknown) =>
      key === 'accounts' || key === 'definitions' || key === 'name' ? undefined : value,
    ),
  );
}

describe('Reports B and C of the worked example', () => {
  it('have the revisions that the nights make, whoever asks first', async () => {
    const { figures } = await world();
    const q3 = { ...L1, quarter: '2569-Q3' };
    const r0 = await figures.quarterly({ ...q3, revision: 0 }, at('2026-07-06T00:00:00'));
    expect(compared(r0)).toEqual(expectedReport('expected-b-2569-Q3-r0.json'));
    const r1 = await figures.quarterly({ ...q3, revision: 1 }, at('2026-07-11T01:00:00'));
    expect(compared(r1)).toEqual(expectedReport('expected-b-2569-Q3-r1.json'));
    const later = at('2026-10-06T00:00:00');
    expect(await figures.quarterly({ ...q3, revision: 0 }, later)).toEqual(r0);
    const q4 = await figures.quarterly({ ...L1, quarter: '2569-Q4', revision: 0 }, later);
    expect(compared(q4)).toEqual(expectedReport('expected-b-2569-Q4-r0.json'));
  });

  it.each([
    ['expected-c-2026-06-r0.json', '2026-06', ['L1'], '2026-07-06T00:00:00'],
    ['expected-c-2026-09-r0.json', '2026-09', ['L1'], '2026-10-06T00:00:00'],
    ['expected-c-2026-09-all-r0.json', '2026-09', null, '2026-10-06T00:00:00'],
  ])('of a month are %s', async (name, month, lists, now) => {
    const { figures } = await world();
    const report = await figures.progress({ area: '42', lists, month, level: 'district', revision: 0 }, at(now));
    expect(compared(report)).toEqual(expectedReport(name));
  });

  it('are the period to date before the close, and then have no other revision than those made', async () => {
    const { figures } = await world();
    const now = at('2026-06-15T12:00:00');
    const toDate = await figures.quarterly({ ...L1, quarter: '2569-Q3', revision: undefined }, now);
    expect(toDate).toMatchObject({ revision: null, asOf: '2026-06-15T12:00:00+07:00' });
    await expect(figures.quarterly({ ...L1, quarter: '2569-Q3', revision: 0 }, now)).rejects.toMatchObject({
      code: 'revision-not-found',
    });
    await expect(
      figures.quarterly({ ...L1, quarter: '2569-Q3', revision: 9 }, at('2026-07-11T01:00:00')),
    ).rejects.toMatchObject({ code: 'revision-not-found' });
  });

  it('are made on from where a reader stopped whose call ended in the middle', async () => {
    let passes = 0;
    let endsIn = Infinity;
    const { figures, notes } = await world((district) => {
      if (district !== '4201') return;
      passes += 1;
      if (passes === endsIn) throw new Error('the call ended');
    });
    const untouched = await world();
    // What differs on each of 20 nights is more than one batch.
    for (let night = 6; night < 26; night += 1) {
      const note = {
        id: noteId('2569-Q3', '4203', night),
        version: 1,
        unit: '4203',
        quarter: '2569-Q3',
        problems: `คืนที่ ${night}`,
        obstacles: '',
        suggestions: '',
        recordedAt: at(`2026-07-${String(night).padStart(2, '0')}T17:00:00`).toISOString(),
      };
      await notes.create(note);
      await untouched.notes.create(note);
    }
    const asked = { ...L1, quarter: '2569-Q3', revision: undefined };
    const now = at('2026-08-01T00:10:00');
    const expected = await untouched.figures.quarterly(asked, now);

    // The first pass looks which nights differ, the second makes twelve of them.
    endsIn = 3;
    await expect(figures.quarterly(asked, now)).rejects.toThrow('the call ended');
    passes = 0;
    endsIn = Infinity;
    expect(await figures.quarterly(asked, now)).toEqual(expected);
    expect(passes).toBe(2);
  });

  it('open a figure to as many households as it counts, each with its places', async () => {
    const { figures } = await world();
    const asked = { ...L1, quarter: '2569-Q3', revision: 0 };
    const now = at('2026-07-06T00:00:00');
    expect(await figures.behindQuarterly({ ...asked, unit: '4202', figure: 'missed.FIELD_FOUND' }, now)).toEqual([
      { id: 'H11', areas: ['420201'] },
    ]);
    const helped = await figures.behindQuarterly({ ...asked, unit: undefined, figure: 'assistance.households' }, now);
    expect(helped.map(({ id }) => id)).toEqual(['H1', 'H10', 'H11', 'H4', 'H9']);
    const open = await figures.behindQuarterly(
      { ...asked, unit: undefined, figure: 'mechanism.resolutions.open' },
      now,
    );
    expect(open.map(({ id }) => id)).toEqual(['H2', 'H6', 'H7']);
    const still = await figures.behindProgress(
      { ...L1, month: '2026-06', level: 'district', revision: 0, figure: 'noMovement30Days' },
      now,
    );
    expect(still).toHaveLength(2);
  });
});

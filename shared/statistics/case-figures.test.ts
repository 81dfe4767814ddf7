import { describe, expect, it } from 'vitest';

import { expectedReport } from '#shared/domain/statistics/test/case-work-example.ts';
import { createCaseFigures } from './case-figures.ts';
import { addDays } from '#shared/thai/bangkok-time.ts';
import { noteId } from './quarterly-note.ts';
import { caseWorkProvince } from './test/case-work-province.ts';

/** Figures of the worked example. `onWrite` is called before each revision that is stored. */
async function world(onWrite: () => void = () => {}) {
  const province = await caseWorkProvince();
  const dependencies = province.dependencies();
  const figures = createCaseFigures({
    ...dependencies,
    statistics: {
      ...dependencies.statistics,
      async putCaseRevision(...written) {
        onWrite();
        await dependencies.statistics.putCaseRevision(...written);
      },
    },
  });
  return { figures, notes: province.notes };
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
  it('have the revisions that the nights make, at whatever time somebody asks first', async () => {
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
    let writes = 0;
    let endsAt = 50;
    const { figures, notes } = await world(() => {
      writes += 1;
      if (writes === endsAt) throw new Error('the call ended');
    });
    const untouched = await world();
    // What differs on each of 60 nights is more than one batch.
    for (let night = 0; night < 60; night += 1) {
      const note = {
        id: noteId('2569-Q3', '4203', night + 1),
        version: 1,
        unit: '4203',
        quarter: '2569-Q3',
        problems: `คืนที่ ${night}`,
        obstacles: '',
        suggestions: '',
        recordedAt: at(`${addDays('2026-07-06', night)}T17:00:00`).toISOString(),
      };
      await notes.create(note);
      await untouched.notes.create(note);
    }
    const asked = { ...L1, quarter: '2569-Q3', revision: undefined };
    const now = at('2026-09-30T00:10:00');
    const expected = await untouched.figures.quarterly(asked, now);

    await expect(figures.quarterly(asked, now)).rejects.toThrow('the call ended');
    writes = 0;
    endsAt = Infinity;
    expect(await figures.quarterly(asked, now)).toEqual(expected);
    // The first batch is not made again.
    expect(writes).toBeLessThan(20);
  });

  it('of a set of areas are those of the areas, beside the rest of the province', async () => {
    const { figures } = await world();
    const now = at('2026-07-06T00:00:00');
    const asked = { month: '2026-06', level: 'district', lists: null, revision: 0 } as const;
    const set = { ...asked, area: 'set:42-model', set: { version: 1, areas: ['4201', '420301'] } };
    const report = await figures.progress(set, now);
    const whole = await figures.progress({ ...asked, area: '42' }, now);
    const first = await figures.progress({ ...asked, area: '4201' }, now);
    expect(report.rows.map(({ area }) => area)).toEqual(['4201', '420301']);
    expect(report.rows[0]).toEqual({ ...first.total, area: '4201' });
    expect(report.total.households + (report.rest?.households ?? 0)).toBe(whole.total.households);
    for (const figure of ['households', 'funnel.VISITED']) {
      const inSet = await figures.behindProgress({ ...set, figure }, now);
      const besides = await figures.behindProgress({ ...set, figure: `rest.${figure}` }, now);
      const all = await figures.behindProgress({ ...asked, area: '42', figure }, now);
      expect(besides.length).toBeGreaterThan(0);
      expect([...inSet, ...besides].map(({ id }) => id).toSorted()).toEqual(all.map(({ id }) => id));
    }
    // A set that is changed is another report; the revisions of the areas it had stay.
    const narrowed = await figures.progress({ ...set, set: { version: 2, areas: ['4201'] } }, now);
    expect(narrowed.total).toEqual(first.total);
    expect(await figures.progress(set, now)).toEqual(report);
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

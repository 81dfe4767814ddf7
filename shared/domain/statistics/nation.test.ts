import { env } from 'node:process';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { EntryFact, HouseholdGroup } from './facts.ts';
import type { FedReport, KnownGroup } from './known-group.ts';
import { addToEach } from './known-group.ts';
import { NATION, partOfNation } from './nation.ts';
import { createReportA, type ReportAInput, type ReportASelection } from './report-a/report-a.ts';
import type { ReportA } from './report-a/shape.ts';
import { createReportC } from './report-c/report-c.ts';
import { inputC, months, reportC } from './test/held-together.ts';
import { caseHistories, type CaseHistory } from './test/random-case-work.ts';
import {
  AGENCIES,
  findOrganisation,
  histories,
  moments,
  months as monthsOfA,
  type History,
} from './test/random-history.ts';
import { naiveReportA } from './test/report-a-naive.ts';
import { calculated, reportA } from './test/report-a-of.ts';

const RUNS = Number(env['CASE_WORK_RUNS'] ?? 300);
const PROVINCES = ['41', '42'];

/** As a province reads them: the groups of which a fact places a household in it, each whole. */
function readBy(province: string, { groups }: Pick<CaseHistory, 'groups'>): CaseHistory['groups'] {
  return groups.filter((group) =>
    group.flat().some(({ body }) => {
      const area = body.type === 'registered' || body.type === 'listed' ? body.area : undefined;
      return (area ?? ('toArea' in body ? body.toArea : undefined))?.slice(0, 2) === province;
    }),
  );
}

function inputA(history: History, selection: ReportASelection, asOf: Date): ReportAInput {
  return {
    selection,
    asOf,
    revision: null,
    lists: history.lists,
    committees: history.committees,
    defaultCommittee: ['moph', 'cdd'],
    activity: history.activity,
    agencyOrder: AGENCIES,
    definitionsVersion: '',
    organisations: findOrganisation,
  };
}

/** Persons are told apart within the part of a province alone. */
function withoutPersons({ rows, total, summedRows, ...report }: ReportA): object {
  return {
    ...report,
    rows: rows.map((row) => ({ ...row, persons: null })),
    total: { ...total, persons: null },
    summedRows: { ...summedRows, persons: null },
  };
}

function fact(householdId: string, version: number, recordedAt: string, body: EntryFact['body']): EntryFact {
  return { id: `${householdId}.${version}`, householdId, version, recordedAt, body };
}

function feedPart(report: FedReport, province: string, history: Pick<CaseHistory, 'groups'>): void {
  const part: FedReport = {
    asOf: report.asOf,
    addKnown: (known) => report.addKnown(partOfNation(known, province)),
  };
  for (const group of readBy(province, history)) addToEach([part], group);
}

describe('the part of a province', () => {
  it('has a household that is known at the moment by its duplicate alone', () => {
    const group: HouseholdGroup = [
      [
        fact('H1', 1, '2026-07-20T01:00:00.000Z', { type: 'registered', area: '420101' }),
        fact('H1', 2, '2026-07-20T17:00:00.000Z', {
          type: 'target-state',
          list: 'L1',
          state: 'DUPLICATE',
          on: '2026-07-21',
          duplicateOf: 'H6',
        }),
      ],
      [fact('H6', 1, '2026-07-21T01:00:00.000Z', { type: 'registered', area: '410101' })],
    ];
    const partsAt = (asOf: string): number[] =>
      PROVINCES.map((province) => {
        let counted = 0;
        const count = (known: KnownGroup): number => (counted += partOfNation(known, province).households().length);
        addToEach([{ asOf, addKnown: count }], group);
        return counted;
      });
    expect(partsAt('2026-07-20T18:00:00.000Z')).toEqual([0, 1]);
    expect(partsAt('2026-07-21T18:00:00.000Z')).toEqual([1, 0]);
  });
});

describe('the nation', () => {
  it('is in Report A what one calculation says, but for persons named in two provinces', { timeout: 600_000 }, () => {
    let apart = 0;
    fc.assert(
      fc.property(histories, monthsOfA, moments, (history, month, asOf) => {
        const input = inputA(history, { month, area: NATION, lists: null }, asOf);
        const nation = createReportA(input);
        for (const province of PROVINCES) {
          const counted = createReportA(input);
          feedPart(counted, province, history);
          nation.addPart(JSON.parse(JSON.stringify(counted.part())));
        }
        const whole = calculated(input, history.groups);
        const naive = naiveReportA(input, history.entries).report;
        expect(withoutPersons(nation.finish())).toEqual(withoutPersons(whole.finish()));
        expect(withoutPersons(whole.finish())).toEqual(withoutPersons(naive));
        expect(nation.matrices()).toEqual(whole.matrices());
        expect(nation.finish().total.persons).toBeGreaterThanOrEqual(naive.total.persons);
        const provinces = PROVINCES.map((area) =>
          reportA(inputA(history, { month, area, lists: null }, asOf), history.groups),
        );
        if (provinces.reduce((sum, { total }) => sum + total.households, 0) > naive.total.households) apart += 1;
      }),
      { numRuns: RUNS },
    );
    expect(apart).toBeGreaterThan(0);
  });

  it('is in Report C what one calculation over the households of all provinces says', { timeout: 600_000 }, () => {
    let apart = 0;
    fc.assert(
      fc.property(caseHistories, months, moments, (history, month, asOf) => {
        const input = inputC(history, month, { area: NATION, lists: null, asOf });
        const nation = createReportC(input);
        for (const province of PROVINCES) {
          const counted = createReportC(input);
          feedPart(counted, province, history);
          // As it is stored.
          nation.addPart(JSON.parse(JSON.stringify(counted.part())));
        }
        const whole = reportC(history, input);
        expect(nation.finish()).toEqual(whole);
        expect(whole.rows.every(({ area }) => PROVINCES.includes(area))).toBe(true);
        const provinces = PROVINCES.map((area) =>
          reportC(history, inputC(history, month, { area, lists: null, asOf })),
        );
        if (provinces.reduce((sum, { total }) => sum + total.households, 0) > whole.total.households) apart += 1;
      }),
      { numRuns: RUNS },
    );
    // The sum of the provinces counts some household twice: the histories have what this rule is for.
    expect(apart).toBeGreaterThan(0);
  });
});

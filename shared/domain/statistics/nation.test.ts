import { env } from 'node:process';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { FedReport } from './known-group.ts';
import { addToEach } from './known-group.ts';
import { NATION, partOfNation } from './nation.ts';
import { createReportC } from './report-c/report-c.ts';
import { inputC, months, reportC } from './test/held-together.ts';
import { caseHistories, type CaseHistory } from './test/random-case-work.ts';
import { moments } from './test/random-history.ts';

const RUNS = Number(env['CASE_WORK_RUNS'] ?? 300);
const PROVINCES = ['41', '42'];

/** As a province reads them: the groups of which a fact places a household in it, each whole. */
function readBy(province: string, { groups }: CaseHistory): CaseHistory['groups'] {
  return groups.filter((group) =>
    group.flat().some(({ body }) => {
      const area = body.type === 'registered' || body.type === 'listed' ? body.area : undefined;
      return (area ?? ('toArea' in body ? body.toArea : undefined))?.slice(0, 2) === province;
    }),
  );
}

function feedPart(report: FedReport, province: string, history: CaseHistory): void {
  const part: FedReport = {
    asOf: report.asOf,
    addKnown: (known) => report.addKnown(partOfNation(known, province)),
  };
  for (const group of readBy(province, history)) addToEach([part], group);
}

describe('the nation', () => {
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

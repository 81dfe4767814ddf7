import { describe, expect, it } from 'vitest';

import { caseWorkExample, expectedReport, groupsOf } from '../test/case-work-example.ts';
import { addToEach } from '../known-group.ts';
import { createReportC, type ReportCInput } from './report-c.ts';
import type { ReportC } from './shape.ts';

const example = caseWorkExample();

function inputOf(month: string, asOf: string, lists: string[] | null): ReportCInput {
  return {
    selection: { month, area: '42', level: 'district', lists },
    asOf: new Date(asOf),
    revision: 0,
    lists: example.lists,
    campaigns: example.campaigns,
    rounds: example.rounds,
    definitionsVersion: '',
  };
}

function reportC(input: ReportCInput): Omit<ReportC, 'definitions'> {
  const calculator = createReportC(input);
  for (const group of groupsOf(example)) addToEach([calculator], group);
  const { definitions: _name, ...report } = calculator.finish();
  return report;
}

describe('Report C of the worked example', () => {
  it.each([
    ['expected-c-2026-06-r0.json', '2026-06', '2026-07-05T23:59:00+07:00', ['L1']],
    ['expected-c-2026-09-r0.json', '2026-09', '2026-10-05T23:59:00+07:00', ['L1']],
    ['expected-c-2026-09-all-r0.json', '2026-09', '2026-10-05T23:59:00+07:00', null],
  ])('is %s, cell for cell', (name, month, asOf, lists) => {
    expect(reportC(inputOf(month, asOf, lists))).toEqual(expectedReport(name));
  });
});

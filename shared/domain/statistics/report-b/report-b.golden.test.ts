import { describe, expect, it } from 'vitest';

import { caseWorkExample, expectedReport, groupsOf } from '../test/case-work-example.ts';
import type { ReportBInput } from './input.ts';
import { addToEach } from '../known-group.ts';
import { createReportB } from './report-b.ts';
import type { MechanismFigures, QuarterFigures } from './shape.ts';

const example = caseWorkExample();

function inputOf(quarter: string, asOf: string, revision: number): ReportBInput {
  return {
    selection: { quarter, area: '42', lists: ['L1'] },
    asOf: new Date(asOf),
    revision,
    lists: example.lists,
    orders: example.orders,
    meetings: example.meetings,
    resolutions: example.resolutions,
    remarks: quarter === '2569-Q3' ? example.remarks : [],
    campaigns: example.campaigns,
    rounds: example.rounds,
    accounts: () => ({ open: 0, signedIn: 0, agenciesWithout: 0 }),
    organisations: example.find,
    definitionsVersion: '',
  };
}

/** Without what the example leaves out: accounts of the machine, names of units. */
function compared<Figures extends QuarterFigures>({
  mechanism,
  ...figures
}: Figures): Omit<Figures, 'mechanism'> & { mechanism: Omit<MechanismFigures, 'accounts'> } {
  const { accounts: _accounts, ...counted } = mechanism;
  return { ...figures, mechanism: counted };
}

function reportB(input: ReportBInput): object {
  const calculator = createReportB(input);
  for (const group of groupsOf(example)) addToEach([calculator], group);
  const { definitions: _definitions, total, units, ...report } = calculator.finish();
  return {
    ...report,
    total: compared(total),
    units: units.map(({ name: _name, ...unit }) => compared(unit)),
  };
}

describe('Report B of the worked example', () => {
  it.each([
    ['expected-b-2569-Q3-r0.json', '2569-Q3', '2026-07-05T23:59:00+07:00', 0],
    ['expected-b-2569-Q3-r1.json', '2569-Q3', '2026-07-10T23:59:59+07:00', 1],
    ['expected-b-2569-Q4-r0.json', '2569-Q4', '2026-10-05T23:59:00+07:00', 0],
  ])('is %s, cell for cell', (name, quarter, asOf, revision) => {
    expect(reportB(inputOf(quarter, asOf, revision))).toEqual(expectedReport(name));
  });
});

/** Report A of help that was recorded without an agency and named by the agency's own file after the close of its month. */
import { describe, expect, it } from 'vitest';

import type { Household } from '../household/household.ts';
import { record } from '../logbook/record.ts';
import type { EntryBody, LogbookEntry } from '../logbook/entry.ts';
import { help } from '../logbook/test/help.ts';
import { judgeAssistance } from '../intake/judge/judge-assistance.ts';
import { reportA } from './test/report-a-of.ts';
import type { AgencyRow, ReportA } from './report-a/shape.ts';

const utc = (bangkok: string): string => new Date(`${bangkok}+07:00`).toISOString();

const LIST = {
  id: 'L',
  source: 'TPMAP',
  scopeArea: '42',
  createdAt: utc('2026-03-01T08:00:00'),
  openedOn: '2026-03-20',
  publishedAt: utc('2026-03-20T08:00:00'),
  frozenAt: utc('2026-03-31T16:30:00'),
};

class Logbook {
  household: Household | undefined;
  readonly history: LogbookEntry[] = [];

  add(recordedAt: string, body: EntryBody): void {
    const recording = {
      householdId: 'h',
      recordedAt: new Date(utc(recordedAt)),
      recordedBy: { sub: 's', roles: [] },
      hash: () => 'hash',
    };
    const { household, entries } = record(this.household, [body], recording, this.history);
    this.household = household;
    this.history.push(...entries);
  }

  report(asOf: string): ReportA {
    const input = {
      selection: { month: '2026-05', area: '42', lists: null },
      asOf: new Date(utc(asOf)),
      revision: 0,
      lists: [LIST],
      committees: [],
      defaultCommittee: [],
      activity: [],
      agencyOrder: ['cdd', 'msdhs'],
      definitionsVersion: 'test',
    };
    return reportA(input, [[this.household?.facts ?? []]]);
  }
}

function helped(): Logbook {
  const logbook = new Logbook();
  logbook.add('2026-03-20T10:00:00', { type: 'registered', profile: { areaCode: '420101' } });
  logbook.add('2026-03-20T10:00:01', { type: 'listed', list: 'L', area: '420101', targets: [] });
  // An area office's file without the column of agencies, the day after the help.
  logbook.add('2026-05-11T09:00:00', help({ agency: null }));
  return logbook;
}

/** The agency's own file, after the close of May. */
function namedLate(logbook: Logbook): void {
  const values = {
    agency: 'msdhs',
    dimension: 'income',
    assistanceType: 'CASH',
    deliveredOn: '2026-05-10',
    cashBaht: 1500,
  } as const;
  const row = { sheet: 0, row: 2, values, problems: [] };
  const judgement = judgeAssistance(row, logbook.household, undefined, logbook.history);
  if (!('body' in judgement)) throw new Error('It says something new');
  logbook.add('2026-06-20T09:00:00', judgement.body);
}

const agencies = ({ rows }: ReportA): (string | null)[] => rows.map(({ agency }) => agency);
const once: Partial<AgencyRow> = {
  households: 1,
  newHouseholds: 1,
  assistances: 1,
  cashBaht: 1500,
  fiscalYearHouseholds: 1,
  sinceListHouseholds: 1,
  recordedOnTime: 100,
};

describe('help that is named after the close', () => {
  it("counts once, in the agency's row, and on time as it was first recorded", () => {
    const logbook = helped();
    namedLate(logbook);
    const made = logbook.report('2026-06-20T23:59:59');
    expect(agencies(made)).toEqual(['msdhs']);
    expect(made.rows[0]).toMatchObject({ ...once, extra: { recordedAfterClose: 0 } });
    expect(made.total).toMatchObject({ ...once, extra: { recordedAfterClose: 0 } });
    expect(made.summedRows).toMatchObject({ households: 1, assistances: 1 });
  });

  it('was of no named agency in the figures as known before', () => {
    const logbook = helped();
    const before = logbook.report('2026-06-05T23:59:00');
    expect(agencies(before)).toEqual([null]);
    namedLate(logbook);
    expect(logbook.report('2026-06-05T23:59:00')).toEqual(before);
  });

  it('makes the agency one of those that help the household', () => {
    const logbook = helped();
    expect(logbook.household?.agencies).toEqual([]);
    namedLate(logbook);
    expect(logbook.household?.agencies).toEqual(['msdhs']);
  });
});

import { describe, expect, it } from 'vitest';
import type { Dimension } from '#shared/reference/dimensions.ts';
import expected2603R0 from '#test/fixtures/report-a/expected-2026-03-r0.json' with { type: 'json' };
import expected2604R0 from '#test/fixtures/report-a/expected-2026-04-r0.json' with { type: 'json' };
import expected2604R1 from '#test/fixtures/report-a/expected-2026-04-r1.json' with { type: 'json' };
import expected2605R0 from '#test/fixtures/report-a/expected-2026-05-r0.json' with { type: 'json' };
import expected2605R1 from '#test/fixtures/report-a/expected-2026-05-r1.json' with { type: 'json' };
import { activityOf } from '../agency-activity.ts';
import type { AssistanceFact, EntryFact, FactBody, TargetListFact } from '../facts.ts';
import { reportA } from '../test/report-a-of.ts';
import type { ReportAInput } from './report-a.ts';
import type { ReportA } from './shape.ts';
import { asOfTimes, nextRevision, nightsWorthComputing } from '../revisions.ts';

/** The worked example of domain.md §6.3: the facts that the steps of plan.json leave behind. */
const LIST = '{tpmap-2569}';

const at = (bangkok: string): string => new Date(`${bangkok}+07:00`).toISOString();

class Logbooks {
  readonly entries: EntryFact[] = [];

  add(household: string, recordedAt: string, body: FactBody): void {
    const version = this.entries.filter((entry) => entry.householdId === household).length + 1;
    this.entries.push({
      id: `${household}-${version}`,
      householdId: household,
      version,
      recordedAt: at(recordedAt),
      body,
    });
  }

  groups(): EntryFact[][][] {
    return [...Map.groupBy(this.entries, (entry) => entry.householdId).values()].map((entries) => [entries]);
  }
}

function help(agency: string, dimension: Dimension, deliveredOn: string | null, needIds: string[]): AssistanceFact {
  return {
    type: 'assistance',
    agency,
    coAgencies: [],
    dimension,
    assistanceType: 'TRAINING',
    status: deliveredOn === null ? 'PLANNED' : 'DELIVERED',
    deliveredOn,
    plannedOn: deliveredOn === null ? '2026-05-25' : null,
    personIds: [],
    needIds,
    cashBaht: null,
    inKindBaht: null,
  };
}

function workedExample(): Logbooks {
  const book = new Logbooks();
  const areas = ['420101', '420101', '420102', '420103', '420301', '420301'];
  book.add('H7', '2026-03-20T10:00:00', { type: 'registered', area: '420301' });
  for (const [index, area] of areas.entries()) {
    book.add(`H${index + 1}`, '2026-03-20T10:00:00', { type: 'registered', area });
    book.add(`H${index + 1}`, '2026-03-20T10:00:00', { type: 'listed', list: LIST, area });
  }
  for (const household of ['H1', 'H1', 'H2', 'H3']) book.add(household, '2026-04-10T09:00:00', { type: 'other' });
  book.add('H5', '2026-04-20T14:00:00', { type: 'target-state', list: LIST, state: 'NOT_POOR', on: '2026-04-20' });
  book.add('H6', '2026-04-25T11:00:00', {
    type: 'target-state',
    list: LIST,
    state: 'MOVED',
    on: '2026-04-24',
    toArea: '410101',
  });
  book.add('H6', '2026-04-25T11:00:00', { type: 'move', on: '2026-04-24', toArea: '410101' });
  book.add('H1', '2026-05-05T15:00:00', help('cdd', 'income', '2026-05-05', ['N1']));
  book.add('H1', '2026-05-09T15:00:00', help('moph', 'health', '2026-05-09', ['N2']));
  book.add('H2', '2026-05-12T15:00:00', help('cdd', 'income', '2026-05-12', ['N3']));
  book.add('H7', '2026-05-15T15:00:00', help('moph', 'health', '2026-05-15', []));
  book.add('H2', '2026-05-20T15:00:00', help('cdd', 'income', '2026-05-20', ['N3']));
  book.add('H4', '2026-05-25T15:00:00', help('moe', 'income', null, []));
  book.add('H3', '2026-06-10T15:00:00', help('moe', 'education', '2026-04-28', ['N4']));
  return book;
}

const list: TargetListFact = {
  id: LIST,
  source: 'TPMAP',
  scopeArea: '42',
  createdAt: at('2026-03-20T10:00:00'),
  openedOn: '2026-03-20',
  publishedAt: at('2026-03-20T10:00:00'),
  frozenAt: at('2026-03-31T16:30:00'),
};

const book = workedExample();

function inputFor(month: string, asOf: Date, revision: number | null): ReportAInput {
  return {
    selection: { month, area: '42', lists: [LIST] },
    asOf,
    revision,
    lists: [list],
    committees: [{ area: '42', agencies: ['cdd', 'moph', 'moe'], recordedAt: at('2026-03-20T10:00:00') }],
    defaultCommittee: ['moi'],
    activity: book.entries.flatMap((entry) => activityOf(entry) ?? []),
    agencyOrder: ['moi', 'cdd', 'moe', 'moph'],
    definitionsVersion: '(your version name)',
  };
}

/** The revisions of a month as of 11 June 01:00, made the way the nightly run makes them: a change is a revision, else nothing is. */
function revisionsOf(month: string): ReportA[] {
  const revisions: ReportA[] = [];
  for (const moment of asOfTimes(month, new Date('2026-06-11T01:00:00+07:00'), [])) {
    const revision = nextRevision(revisions.at(-1), reportA(inputFor(month, moment, null), book.groups()));
    if (revision) revisions.push(revision);
  }
  return revisions;
}

const EXPECTED: Record<string, unknown> = {
  '2026-03-r0': expected2603R0,
  '2026-04-r0': expected2604R0,
  '2026-04-r1': expected2604R1,
  '2026-05-r0': expected2605R0,
  '2026-05-r1': expected2605R1,
};

describe('the worked example of Report A', () => {
  const published = [
    // H5 and H6 leave B_adj in April, which the figures of March say in two later revisions; the example fetches only the first.
    { month: '2026-03', fetched: ['2026-03-r0'], later: ['2026-04-20T23:59:59+07:00', '2026-04-25T23:59:59+07:00'] },
    { month: '2026-04', fetched: ['2026-04-r0', '2026-04-r1'], later: [] },
    { month: '2026-05', fetched: ['2026-05-r0', '2026-05-r1'], later: [] },
  ];

  for (const { month, fetched, later } of published) {
    it(`has exactly the revisions ${fetched.join(', ')} and ${later.length} more, cell for cell`, () => {
      const revisions = revisionsOf(month);
      const first = revisions.slice(0, fetched.length);
      expect(first).toEqual(fetched.map((name) => EXPECTED[name]));
      // As text too: the order of keys is part of what is published.
      expect(first.map((report) => JSON.stringify(report))).toEqual(
        fetched.map((name) => JSON.stringify(EXPECTED[name])),
      );
      expect(revisions.slice(fetched.length).map((report) => report.asOf)).toEqual(later);
    });

    it(`finds the same revisions of ${month} when quiet nights are left out`, () => {
      const moments = asOfTimes(month, new Date('2026-06-11T01:00:00+07:00'), []);
      const worth = nightsWorthComputing(
        moments,
        book.entries.map((entry) => entry.recordedAt),
      );
      expect(worth.length).toBeLessThan(moments.length);
      expect(worth.map((moment) => moment.toISOString())).toEqual(
        expect.arrayContaining(revisionsOf(month).map((report) => new Date(report.asOf).toISOString())),
      );
    });
  }
});

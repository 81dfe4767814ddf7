/** The smallest histories that Report A is tested on, and Report A of them: May 2569 unless said. */
import type {
  AgencyActivity,
  AssistanceFact,
  CommitteeFact,
  EntryFact,
  FactBody,
  HouseholdGroup,
  TargetListFact,
} from '../facts.ts';
import type { ReportAInput } from '../report-a/report-a.ts';
import type { AgencyRow, ReportA } from '../report-a/shape.ts';
import { reportA } from './report-a-of.ts';

export const utc = (bangkok: string): string => new Date(`${bangkok}+07:00`).toISOString();

export const list: TargetListFact = {
  id: 'L',
  source: 'TPMAP',
  scopeArea: '42',
  createdAt: utc('2026-03-01T08:00:00'),
  openedOn: '2026-03-20',
  publishedAt: utc('2026-03-20T08:00:00'),
  frozenAt: utc('2026-03-31T16:30:00'),
};

export type Step = [recordedAt: string, body: FactBody, corrects?: number];

/** A household's entries in order of recording; `corrects` is the position of the entry whose place one takes. */
export function logbook(householdId: string, ...steps: Step[]): EntryFact[] {
  return steps.map(([recordedAt, body, corrects], index) => ({
    id: `${householdId}.${index}`,
    householdId,
    version: index + 1,
    recordedAt: utc(recordedAt),
    ...(corrects === undefined ? {} : { supersedes: `${householdId}.${corrects}` }),
    body,
  }));
}

export const registered: Step = ['2026-03-20T10:00:00', { type: 'registered', area: '420101' }];
const listed: Step = ['2026-03-20T10:00:00', { type: 'listed', list: 'L', area: '420101' }];
export const listedLate: Step = ['2026-04-02T10:00:00', { type: 'listed', list: 'L', area: '420101' }];
export const onList = [registered, listed] as const;

export function help(over: Partial<AssistanceFact> = {}): AssistanceFact {
  return {
    type: 'assistance',
    agency: 'cdd',
    coAgencies: [],
    dimension: 'income',
    assistanceType: 'TRAINING',
    status: 'DELIVERED',
    deliveredOn: '2026-05-05',
    plannedOn: null,
    personIds: [],
    needIds: [],
    cashBaht: null,
    inKindBaht: null,
    ...over,
  };
}

export function state(name: string, over: object = {}): FactBody {
  return { type: 'target-state', list: 'L', state: name, on: '2026-04-20', ...over };
}

export type Options = {
  month?: string;
  area?: string;
  lists?: string[] | null;
  asOf?: string;
  targetLists?: TargetListFact[];
  committees?: CommitteeFact[];
  activity?: AgencyActivity[];
};

export function inputOf(options: Options): ReportAInput {
  return {
    selection: { month: options.month ?? '2026-05', area: options.area ?? '42', lists: options.lists ?? null },
    asOf: new Date(utc(options.asOf ?? '2026-06-05T23:59:00')),
    revision: 0,
    lists: options.targetLists ?? [list],
    committees: options.committees ?? [],
    defaultCommittee: [],
    activity: options.activity ?? [],
    agencyOrder: ['moi', 'cdd', 'moph', 'moe'],
    definitionsVersion: 'test',
  };
}

export function report(households: EntryFact[][], options: Options = {}): ReportA {
  return reportA(
    inputOf(options),
    households.map((entries) => [entries]),
  );
}

export function together(group: HouseholdGroup, options: Options = {}): ReportA {
  return reportA(inputOf(options), [group]);
}

export function rowOf(made: ReportA, agency: string | null): AgencyRow | undefined {
  return made.rows.find((row) => row.agency === agency);
}

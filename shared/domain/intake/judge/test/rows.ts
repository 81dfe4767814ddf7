/** Rows, senders and a known household for the tests of judging. */
import type { Household } from '#shared/domain/household/household.ts';
import type { EntryBody, LogbookEntry } from '#shared/domain/logbook/entry.ts';
import { record } from '#shared/domain/logbook/record.ts';
import type { TargetList } from '#shared/domain/target-list/target-list.ts';
import type { FileRow, RowValues, UploadSource } from '../../cells/row.ts';
import type { JudgeContext } from '../judgement.ts';

export const ID = '5000000000019';
export const OTHER_ID = '5000000000027';
export const LIST: TargetList = {
  id: 'list-1',
  version: 1,
  name: 'TPMAP 2569',
  source: 'TPMAP',
  yearBe: 2569,
  phase: 1,
  asOfDate: '2026-03-01',
  scopeArea: '42',
  status: 'DRAFT',
  createdAt: '2026-03-01T00:00:00.000Z',
};

export const row = (values: RowValues): FileRow => ({ sheet: 0, row: 7, values, problems: [] });
export const context = (source: UploadSource, more: Partial<JudgeContext> = {}): JudgeContext => ({
  source,
  scopeAreas: ['42'],
  newPersonId: () => 'new-person',
  ...more,
});

/** A household of a survey of 7 May, with these further entries. */
export function known(...bodies: EntryBody[]): { household: Household; history: LogbookEntry[] } {
  const begin: EntryBody = {
    type: 'survey',
    on: '2026-05-07',
    needs: [{ dimension: 'living', kind: 'PROBLEM', text: 'หลังคารั่ว' }],
    profile: {
      houseCode: '99990000001',
      address: { addressNo: '12/3', moo: 4 },
      areaCode: '420101',
      members: [{ id: 'p1', citizenId: ID, firstName: 'ทดสอบ', lastName: 'ตัวอย่างดี', title: 'นาง', welfareCard: 'YES' }],
    },
  };
  let number = 0;
  const recording = {
    householdId: 'h1',
    recordedAt: new Date('2026-06-10T03:00:00.000Z'),
    recordedBy: { sub: 's', roles: [] },
    hash: () => `hash ${(number += 1)}`,
  };
  const { household, entries } = record(undefined, [begin], recording);
  if (bodies.length === 0) return { household, history: entries };
  const more = record(household, bodies, recording, entries);
  return { household: more.household, history: [...entries, ...more.entries] };
}

export const same: RowValues = {
  citizenId: ID,
  firstName: 'ทดสอบ',
  lastName: 'ตัวอย่างดี',
  areaCode: '420101',
  surveyDate: '2026-05-07',
  problems: ['หลังคารั่ว'],
};
export const codes = ({ problems }: { problems: { code: string }[] }): string[] => problems.map(({ code }) => code);

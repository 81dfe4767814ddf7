import { describe, expect, it } from 'vitest';

import type { Household } from '../household/household.ts';
import type { EntryBody, LogbookEntry, RowSource } from '../logbook/entry.ts';
import { record } from '../logbook/record.ts';
import { foldHousehold } from '../logbook/replay.ts';
import { help } from '../logbook/test/help.ts';
import { undoInHousehold } from './undo-upload.ts';

const H = '00000000-0000-4000-8000-000000000001';
const LIST = 'list-1';
const profile = { areaCode: '420101', members: [{ id: 'p1', firstName: 'ทดสอบ' }] };
const listed: EntryBody = {
  type: 'listed',
  list: LIST,
  area: '420101',
  targets: [{ personId: 'p1', dimensions: ['income'], indicators: [] }],
};
const survey: EntryBody = {
  type: 'survey',
  on: '2026-05-02',
  needs: [{ dimension: 'health', kind: 'PROBLEM', text: 'ป่วย' }],
};
const visit: EntryBody = { type: 'visit', on: '2026-05-03', purpose: 'FOLLOWUP', outcome: 'MET' };
const state: EntryBody = {
  type: 'target-state',
  list: LIST,
  state: 'CONFIRMED',
  on: '2026-05-04',
  reason: 'พบ',
  evidence: 'DESK',
};

/** `file`: a row of the upload that is undone; `other`: of another one; `person`: no file. */
type Said = ['file' | 'other' | 'person', EntryBody];

const recording = { recordedBy: { sub: 's', roles: [] }, hash: () => 'hash' };

function historyOf(...said: Said[]): LogbookEntry[] {
  let household: Household | undefined;
  const history: LogbookEntry[] = [];
  for (const [from, body] of said) {
    const source: RowSource | undefined = from === 'person' ? undefined : { upload: from, row: history.length + 2 };
    const recordedAt = new Date(Date.UTC(2026, 5, 1, history.length));
    const recorded = record(
      household,
      [body],
      { ...recording, householdId: H, recordedAt, ...(source ? { source } : {}) },
      history,
    );
    household = recorded.household;
    history.push(...recorded.entries);
  }
  return history;
}

function undo(history: readonly LogbookEntry[], frozenAt: ReadonlyMap<string, string> = new Map(), most = 50) {
  const at = { ...recording, recordedAt: new Date(Date.UTC(2026, 6, 1)) };
  const undone = undoInHousehold(
    foldHousehold(history),
    history,
    { upload: 'file', reason: 'ส่งผิดไฟล์', frozenAt },
    at,
    most,
  );
  const after = [...history, ...undone.entries];
  expect(foldHousehold(after)).toEqual(undone.household);
  return { ...undone, after };
}

const correct = (version: number, entry: Extract<EntryBody, { type: 'correction' }>['entry']): EntryBody => ({
  type: 'correction',
  supersedes: `${H}.${version}`,
  reason: 'พิมพ์ผิด',
  entry,
});
const beginning = { ...survey, profile } as EntryBody;

describe('a household that the upload alone began', () => {
  it('is dissolved, keeps who lives there, and is as before with its next entry', () => {
    const { household, withdrawn, stays, after } = undo(
      historyOf(['file', beginning], ['file', listed], ['file', help()]),
    );
    expect(household).toMatchObject({ status: 'DISSOLVED', targets: [], needs: [], agencies: [], surveyedOn: null });
    expect(household.members).toEqual(profile.members);
    expect([withdrawn, stays]).toEqual([[3, 2, 1], []]);
    const next = record(household, [visit], {
      ...recording,
      householdId: H,
      recordedAt: new Date(Date.UTC(2026, 6, 2)),
    });
    expect(next.household).toMatchObject({ status: 'ACTIVE', lastVisitOn: '2026-05-03' });
    expect(foldHousehold([...after, ...next.entries])).toEqual(next.household);
  });

  it('is not dissolved when somebody else has said something of it, or withdrew what began it', () => {
    expect(undo(historyOf(['file', beginning], ['person', visit])).household.status).toBe('ACTIVE');
    const withdrawn = historyOf(['other', beginning], ['file', help()], ['person', correct(1, null)]);
    expect(undo(withdrawn).household.status).toBe('ACTIVE');
    const again = historyOf(['file', beginning], ['person', visit], ['person', correct(2, null)]);
    expect(undo(again).household.status).toBe('DISSOLVED');
  });
});

describe('what was built upon', () => {
  it('stays, with what stands on it', () => {
    const history = historyOf(
      ['file', beginning],
      ['file', listed],
      ['person', help({ needIds: [`${H}.1.1`] })],
      ['person', state],
    );
    const { household, stays, withdrawn } = undo(history);
    expect(stays).toEqual([
      { version: 2, entryId: `${H}.2`, row: 3, why: 'built-upon', by: [`${H}.4`] },
      { version: 1, entryId: `${H}.1`, row: 2, why: 'built-upon', by: [`${H}.3`] },
    ]);
    expect([withdrawn, household.needs.length, household.status]).toEqual([[], 1, 'ACTIVE']);
  });

  it('by a merge stays with the merge, but for help, of which nothing went on with the other household', () => {
    const merged: EntryBody = {
      type: 'merged',
      into: 'other',
      reason: 'ครัวเรือนเดียวกัน',
      members: [],
      needs: [],
      states: [],
    };
    const history = historyOf(
      ['other', beginning],
      ['file', help()],
      ['file', survey],
      ['file', help({ needIds: [`${H}.1.1`] })],
      ['person', merged],
    );
    const { household, stays, withdrawn, entries } = undo(history);
    expect(withdrawn).toEqual([2]);
    expect(stays).toEqual([
      { version: 4, entryId: `${H}.4`, row: 5, why: 'built-upon', by: [`${H}.5`] },
      { version: 3, entryId: `${H}.3`, row: 4, why: 'built-upon', by: [`${H}.5`] },
    ]);
    expect(household).toEqual(foldHousehold([...history, ...entries]));
    expect([household.status, household.mergedInto]).toEqual(['MERGED', 'other']);
  });

  it('by the upload itself is withdrawn with it, and what a person corrected is theirs', () => {
    const own = historyOf(['other', beginning], ['file', help({ needIds: [`${H}.1.1`] })], ['file', listed]);
    expect(undo(own).withdrawn).toEqual([3, 2]);
    const corrected = historyOf(['other', beginning], ['file', help()], ['person', correct(2, help({ cashBaht: 7 }))]);
    expect(undo(corrected)).toMatchObject({ withdrawn: [], stays: [{ version: 2, by: [`${H}.3`] }], entries: [] });
    const gone = historyOf(['other', beginning], ['file', help()], ['person', correct(2, null)]);
    expect(undo(gone)).toMatchObject({ withdrawn: [2], stays: [], entries: [] });
  });

  it('a listing carries a state only where no other file lists the household, too', () => {
    const history = historyOf(['other', { ...listed, profile }], ['file', listed], ['person', state]);
    expect(undo(history)).toMatchObject({ withdrawn: [2], stays: [], household: { targets: [{ list: LIST }] } });
  });
});

it('what a list had when it was frozen stays, and what came late goes', () => {
  const history = historyOf(['other', beginning], ['file', listed]);
  expect(undo(history, new Map([[LIST, '2026-06-01T01:00:00.000Z']])).stays).toMatchObject([
    { why: 'list-frozen', by: [] },
  ]);
  expect(undo(history, new Map([[LIST, '2026-06-01T00:59:59.999Z']])).withdrawn).toEqual([2]);
});

it('what the upload corrected is again what was said before', () => {
  const history = historyOf(
    ['other', beginning],
    ['person', help({ cashBaht: 1 })],
    ['file', correct(2, help({ cashBaht: 2 }))],
    ['file', correct(3, help({ cashBaht: 3 }))],
  );
  const { household, withdrawn, entries } = undo(history);
  expect([withdrawn, entries.length]).toEqual([[4, 3], 1]);
  expect(entries[0]?.body).toMatchObject({ supersedes: `${H}.4`, entry: { cashBaht: 1 } });
  expect(household.agencies).toEqual(['cdd']);
});

it('goes on where it stopped, and a second call takes back nothing and counts alike', () => {
  const history = historyOf(['file', beginning], ['file', listed], ['file', help()]);
  const first = undo(history, new Map(), 2);
  expect([first.entries.length, first.household.status]).toEqual([2, 'ACTIVE']);
  const second = undo(first.after);
  expect([second.entries.length, second.withdrawn, second.household.status]).toEqual([1, [3, 2, 1], 'DISSOLVED']);
  expect(undo(second.after)).toMatchObject({ entries: [], withdrawn: [3, 2, 1], stays: [] });
});

import { expect, it } from 'vitest';

import { packFacts, unpackFacts } from '#shared/household/facts-codec.ts';

import type { Household } from '../household/household.ts';
import type { EntryBody, LogbookEntry } from '../logbook/entry.ts';
import { record } from '../logbook/record.ts';
import { mergeBodies } from '../merge/merge-bodies.ts';
import { mergeIn, undoBodies } from '../merge/undo-merge.ts';
import { isOpenOn, needStatusOn } from './case-on-day.ts';
import { knownCases } from './known-case.ts';

const [KEPT, OTHER] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'];
const profile = { areaCode: '420101', members: [{ id: 'p1', firstName: 'ทดสอบ' }] };
const need: EntryBody = { type: 'need', dimension: 'living', kind: 'PROBLEM', text: 'หลังคารั่ว', openedOn: '2026-05-02' };

type File = { household: Household; history: LogbookEntry[] };
let hour = 0;
function say(file: File | undefined, householdId: string, ...bodies: EntryBody[]): File {
  const recording = {
    householdId,
    recordedAt: new Date(Date.UTC(2026, 5, 1, (hour += 1))),
    recordedBy: { sub: 's', roles: [] },
    hash: () => 'hash',
  };
  const { household, entries } = record(file?.household, bodies, recording, file?.history);
  return { household, history: [...(file?.history ?? []), ...entries] };
}

/** As figures read them: from what is stored. */
const casesOf = (files: readonly File[], asOf = '9999-12-31T00:00:00.000Z') =>
  knownCases(
    files.map(({ household: { id, facts } }) => unpackFacts(id, packFacts(id, facts)).facts),
    asOf,
  );

it('counts needs that are one since a merge as one, with the status that was recorded last, and as two before it and after its undo', () => {
  const begun: EntryBody = { type: 'registered', profile };
  let kept = say(say(undefined, KEPT, begun), KEPT, need);
  let other = say(say(undefined, OTHER, begun), OTHER, need);
  const [mine, theirs] = [kept, other].map(({ household }) => household.needs[0]?.id ?? '');
  other = say(other, OTHER, { type: 'need-status', needId: theirs ?? '', status: 'RESOLVED', on: '2026-05-20' });
  const before = other.history.at(-1)?.recordedAt ?? '';
  const needs = [{ from: theirs ?? '', to: mine ?? '' }];
  const bodies = mergeBodies(kept.household, other.household, { reason: 'ครัวเรือนเดียวกัน', needs }, '2026-06-01');
  [kept, other] = [say(kept, KEPT, ...bodies.ofKept), say(other, OTHER, ...bodies.ofOther)];

  const [one, ...others] = casesOf([kept, other]);
  expect(others).toEqual([]);
  expect(one?.needs).toMatchObject([{ need: { needId: mine }, ids: [mine, theirs] }]);
  expect(one?.needs.map((each) => [needStatusOn(each, '2026-05-19'), isOpenOn(each, '2026-05-20')])).toEqual([
    ['OPEN', false],
  ]);
  expect(casesOf([kept, other], before).map((each) => each.needs.length)).toEqual([1, 1]);

  const merge = mergeIn(kept.history, kept.history.at(-1)?.id ?? '');
  const undone = undoBodies(merge, kept, other, { reason: 'คนละครัวเรือน' });
  [kept, other] = [say(kept, KEPT, ...undone.ofKept), say(other, OTHER, ...undone.ofOther)];
  expect(casesOf([kept, other]).map((each) => each.needs.map(({ ids }) => ids))).toEqual([[[mine]], [[theirs]]]);
});

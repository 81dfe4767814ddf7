import { describe, expect, it } from 'vitest';

import { dueOfDuplicate } from '../due/kinds-of-answers.ts';
import { mayStep, unreachableStates } from '../life-cycle.ts';
import { DUPLICATE_LIFE_CYCLE, type DuplicateReason } from './states.ts';
import {
  whenAsked,
  whenConsented,
  whenDismissed,
  whenFound,
  whenLost,
  whenMerged,
  whenUnmerged,
  type Duplicate,
} from './duplicate.ts';

const AT = '2026-05-20T03:00:00.000Z';
const LATER = '2026-06-01T18:30:00.000Z';
const pair = (reasons: DuplicateReason[] = ['ADDRESS_AND_NAME'], places: [string, string] = ['420101', '420101']) => ({
  households: ['a', 'b'] as const,
  persons: ['p', 'q'] as const,
  reasons,
  places,
  areas: [...new Set(places)],
});
const found = (before: Duplicate | undefined, more = pair(), at = AT) => whenFound(before, more, { id: 'x', at });
const some = (duplicate: Duplicate | undefined): Duplicate => {
  if (!duplicate) throw new Error('Nothing changed');
  return duplicate;
};
const open = (more = pair()) => some(found(undefined, more));
const dismissal = { reason: { sealed: 'AAAA' }, at: AT, by: 'officer' };

describe('a pair of households that may be one', () => {
  it('is open from the day of Bangkok on which it is found, and not written again while nothing changes', () => {
    const first = some(found(undefined, pair(), LATER));
    expect(first).toMatchObject({ id: 'x', version: 1, state: 'OPEN', since: '2026-06-02', openedAt: LATER });
    expect(found(first, pair(), '2026-07-01T00:00:00.000Z')).toBeUndefined();
    const more = some(found(first, pair(['CITIZEN_ID', 'ADDRESS_AND_NAME']), '2026-07-01T00:00:00.000Z'));
    expect(more).toMatchObject({ version: 2, since: '2026-06-02', reasons: ['CITIZEN_ID', 'ADDRESS_AND_NAME'] });
  });

  it('that was dismissed opens again for a reason that was not known then, and for no other', () => {
    const dismissed = whenDismissed(open(), dismissal, ['NAME_AND_BIRTH']);
    expect(dismissed.dismissed?.known).toEqual(['ADDRESS_AND_NAME', 'NAME_AND_BIRTH']);
    expect(found(dismissed, pair(['NAME_AND_BIRTH', 'ADDRESS_AND_NAME']), LATER)).toBeUndefined();
    expect(found(dismissed, pair(['HOUSE_AND_PERSON']), LATER)).toMatchObject({ state: 'OPEN', since: '2026-06-02' });
    expect(whenLost(dismissed)).toBeUndefined();
  });

  it('that does not hold any more is gone, and comes back when it does', () => {
    const gone = some(whenLost(open()));
    expect(gone).toMatchObject({ state: 'GONE', version: 2 });
    expect(whenLost(gone)).toBeUndefined();
    expect(found(gone, pair(), LATER)).toMatchObject({ state: 'OPEN', since: '2026-06-02', version: 3 });
  });

  it('is decided by its merge, and as before when that is undone', () => {
    const merged = whenMerged(open(), 'a.3');
    expect(merged).toMatchObject({ state: 'MERGED', merge: 'a.3' });
    expect(whenUnmerged(merged, LATER)).toMatchObject({ state: 'OPEN', since: '2026-06-02' });
    expect(whenUnmerged(merged, LATER)).not.toHaveProperty('merge');
    const dismissed = whenDismissed(open(), dismissal, []);
    expect(whenUnmerged(whenMerged(dismissed, 'a.3'), LATER)).toMatchObject({ state: 'DISMISSED' });
  });

  it('of two provinces waits for the consent of the other', () => {
    const across = pair([], ['420101', '400101']);
    const asked = some(whenAsked(undefined, across, { id: 'x', at: AT, by: 'secretariat' }));
    expect(whenAsked(asked, across, { id: 'x', at: LATER, by: 'secretariat' })).toBeUndefined();
    // Nothing that a search knows speaks for it.
    expect(whenLost(asked)).toBeUndefined();
    const consent = { province: '40', at: LATER, by: 'other' };
    const agreed = some(whenConsented(asked, consent));
    expect(whenConsented(agreed, consent)).toBeUndefined();
    const refused = whenDismissed(asked, dismissal, []);
    expect(whenAsked(refused, across, { id: 'x', at: LATER, by: 'secretariat' })).toBeUndefined();
    expect(whenConsented(refused, consent)).toMatchObject({ state: 'OPEN', consents: [consent] });
    // A merge that was undone wants a new consent.
    expect(whenUnmerged(whenMerged(agreed, 'a.3'), LATER).consents).toBeUndefined();
  });

  it('takes the steps of its life-cycle alone', () => {
    const states = [open(), whenDismissed(open(), dismissal, []), whenMerged(open(), 'm'), some(whenLost(open()))];
    const consent = { province: '40', at: LATER, by: 'other' };
    for (const before of states) {
      const news = pair(['CITIZEN_ID']);
      const asked = whenAsked(before, news, { id: 'x', at: LATER, by: 's' });
      const steps = [found(before, news, LATER), whenLost(before), asked, whenConsented(before, consent)];
      const after = steps.flatMap((step) => (step && step.state !== before.state ? [step.state] : []));
      for (const to of after)
        expect([before.state, to, mayStep(DUPLICATE_LIFE_CYCLE, before.state, to)]).toContain(true);
    }
    expect(unreachableStates(DUPLICATE_LIFE_CYCLE, 'OPEN')).toEqual([]);
  });
});

describe('the queue', () => {
  const owners = (duplicate: Duplicate) =>
    dueOfDuplicate(duplicate).map(({ owner, household, dueOn }) => [Object.values(owner).join(' '), household, dueOn]);

  it('has a pair with the unit that has both: of the place, the district, the province', () => {
    expect(owners(open())).toEqual([['place 420101', 'a', '2026-06-03']]);
    expect(owners(open(pair([], ['420101', '420102'])))).toEqual([['unit 4201', 'a', '2026-06-03']]);
    expect(owners(open(pair([], ['420101', '420201'])))).toEqual([['unit 42', 'a', '2026-06-03']]);
  });

  it('has one of two provinces with each of them until it has consented', () => {
    const across = open(pair([], ['420101', '400101']));
    expect(owners(across)).toEqual([
      ['unit 42', 'a', '2026-06-03'],
      ['unit 40', 'b', '2026-06-03'],
    ]);
    const agreed = some(whenConsented(across, { province: '40', at: AT, by: 'other' }));
    expect(owners(agreed)).toEqual([['unit 42', 'a', '2026-06-03']]);
  });

  it('has none that is decided or gone', () => {
    expect(owners(whenDismissed(open(), dismissal, []))).toEqual([]);
    expect(owners(whenMerged(open(), 'm'))).toEqual([]);
    expect(owners(some(whenLost(open())))).toEqual([]);
  });
});

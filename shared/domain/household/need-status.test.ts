import { describe, expect, it } from 'vitest';
import type { Need } from './household.ts';
import { isOpenNeed, NEED_STATUSES } from './need-status.ts';
import { detailsOf, withNeed } from './with-need.ts';

const need = (id: string, text = ''): Need => ({
  id,
  personId: null,
  dimension: 'income',
  kind: 'PROBLEM',
  text,
  openedOn: '2026-05-01',
  status: 'OPEN',
  statusOn: '2026-05-01',
});

describe('a need', () => {
  it('waits for somebody until it is settled', () => {
    expect(NEED_STATUSES.filter(isOpenNeed)).toEqual(['OPEN', 'ACCEPTED', 'IN_PROGRESS', 'PARTIAL', 'REOPENED']);
  });

  it('is added at the end, or takes the place of the one of its id, wherever that is', () => {
    const needs = [need('a'), need('b'), need('c')];
    expect(withNeed(needs, need('d'))).toEqual([...needs, need('d')]);
    expect(withNeed(needs, need('a', 'new'))).toEqual([need('a', 'new'), need('b'), need('c')]);
    expect(withNeed(needs, need('b', 'new'))).toEqual([need('a'), need('b', 'new'), need('c')]);
    expect(withNeed([], need('a'))).toEqual([need('a')]);
  });

  it('keeps no detail that was not said', () => {
    const unsaid = { indicator: undefined, category: undefined, severity: undefined, solveMode: undefined };
    expect(detailsOf({ ...unsaid, wanted: undefined })).toStrictEqual({});
    const said = { indicator: 3, category: 'debt', severity: 2, solveMode: 'SELF', wanted: 'งาน' } as const;
    expect(detailsOf(said)).toStrictEqual(said);
  });
});

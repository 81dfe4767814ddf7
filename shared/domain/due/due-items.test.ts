import { describe, expect, it } from 'vitest';

import { fileOf } from '../logbook/test/file-of.ts';
import { help } from '../logbook/test/help.ts';
import { DUE_OF_HOUSEHOLD, dueItems } from './due-items.ts';
import { listsAsked } from './known.ts';
import { graduated, line, listed, LISTS, need, referral, state, visit } from './test/due-cases.ts';

describe('the items of a household', () => {
  it('are no more than forty, and then the earliest', () => {
    const many = Array.from({ length: 30 }, (_, at) => referral(`r${at}`, `agency-${at}`, [2]));
    const items = dueItems(fileOf(need('2026-05-01'), ...many).household, LISTS);
    expect(items).toHaveLength(DUE_OF_HOUSEHOLD);
    expect(items.map(({ showFrom }) => showFrom)).toEqual(items.map(({ showFrom }) => showFrom).toSorted());
    // Thirty are new and the need has bounced; of the later ones eight are left.
    expect(items.filter(({ kind }) => kind === 'REFERRAL_LATE')).toHaveLength(8);
  });

  it('ask for the terms of lists only when these decide anything', () => {
    expect(listsAsked(fileOf(listed(), listed('other')).household)).toEqual([]);
    expect(listsAsked(fileOf(listed(), listed('other'), visit('2026-05-01')).household)).toEqual(['main', 'other']);
    expect(listsAsked(fileOf(listed(), visit('2026-05-01'), state('NOT_POOR', '2026-05-02')).household)).toEqual([]);
    expect(listsAsked(fileOf(...graduated).household)).toEqual(['main']);
  });

  it('do not move when a list is published later than the household was written', () => {
    const { household } = fileOf(
      listed(),
      help({ deliveredOn: '2026-03-01' }),
      help({ deliveredOn: '2026-05-02', assistanceType: 'ADVICE' }),
      state('CONFIRMED', '2026-05-01'),
      state('ASSISTED', '2026-05-10'),
    );
    const followed = (publishedAt: string): string[] =>
      dueItems(household, new Map([['main', { source: 'OTHER', publishedAt }]])).map(line);
    expect(followed('2026-05-01T03:00:00.000Z')).toEqual(['420101: since 05-02, due 06-01, from 05-25']);
    expect(followed('2026-06-10T03:00:00.000Z')).toEqual(['420101: since 03-01, due 03-31, from 03-24']);
  });
});

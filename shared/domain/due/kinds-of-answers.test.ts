import { describe, expect, it } from 'vitest';

import type { BreakGlass } from '../break-glass/break-glass.ts';
import { correct, H } from '../logbook/test/file-of.ts';
import { dueOfBreakGlass, dueOfUpload, dueToAnswer, type Rejecting } from './kinds-of-answers.ts';
import { line, listed, OTHER, state, testKinds } from './test/due-cases.ts';

testKinds({
  DUPLICATE: [
    [
      'follows the word that names the other household',
      [listed(), state('DUPLICATE', '2026-05-10', 'main', { evidence: 'DOCUMENT', duplicateOf: OTHER })],
      ['420101: since 05-10, due 05-24, from 05-10'],
    ],
    [
      'goes with another finding',
      [
        listed(),
        state('DUPLICATE', '2026-05-10', 'main', { evidence: 'DOCUMENT', duplicateOf: OTHER }),
        state('VISITED', '2026-05-11'),
      ],
      [],
    ],
    [
      'goes when the word is withdrawn',
      [
        listed(),
        state('DUPLICATE', '2026-05-10', 'main', { evidence: 'DOCUMENT', duplicateOf: OTHER }),
        correct(3, null),
      ],
      [],
    ],
  ],
});

describe('what a unit or an office answers', () => {
  const opened: BreakGlass = {
    id: 'b1',
    version: 1,
    household: H,
    areas: ['420101', '420201'],
    sub: 'stranger',
    roles: ['DISTRICT_OFFICER'],
    purpose: { sealed: 'AAAA' },
    // In Bangkok it is the day after.
    openedAt: '2026-05-19T18:00:00.000Z',
    until: '2026-05-19T21:00:00.000Z',
  };

  it('is a break-glass, of where the household lived, until its review', () => {
    expect(dueOfBreakGlass(opened).map(line)).toEqual(['420101: since 05-20, due 06-03, from 05-20']);
    const ended = { status: 'ENDED', at: '2026-05-20T03:00:00.000Z', by: 'stranger' } as const;
    expect(dueOfBreakGlass({ ...opened, ended })).toHaveLength(1);
    const review = { result: 'JUSTIFIED', at: '2026-05-21T03:00:00.000Z', by: 'owner' } as const;
    expect(dueOfBreakGlass({ ...opened, review })).toEqual([]);
    expect(dueOfBreakGlass({ ...opened, household: null, areas: [] })).toEqual([]);
  });

  it('is a request to move a household that its asker cannot read', () => {
    const asked = { id: 'q1', household: H, area: '420101', on: '2026-05-20' };
    expect(line(dueToAnswer('MOVE_REQUEST', asked))).toBe('420101: since 05-20, due 06-03, from 05-20');
  });

  const finished = {
    id: 'u1',
    status: 'FINISHED',
    by: { area: '4201' },
    finishedAt: '2026-05-19T18:00:00.000Z',
    rows: { rejected: 2 },
  } as const;
  it.each<[string, Partial<Rejecting>, string[]]>([
    ['of an area', {}, ['unit 4201']],
    ['of a unit', { by: { area: '4201', unit: '4201.1' } }, ['unit 4201.1']],
    ['of an agency', { by: { agency: 'cdd' } }, ['cdd']],
    ['without rejected rows', { rows: { rejected: 0 } }, []],
    ['that failed', { status: 'FAILED' }, []],
    ['as a trial', { dryRun: true }, []],
    ['that is undone', { undo: { status: 'RUNNING' } }, []],
    ['that was let go', { dismissed: {} }, []],
    ['that came again', { correctedBy: 'u2' }, []],
  ])('is a file with rejected rows %s', (_what, change, owners) => {
    const lines = dueOfUpload({ ...finished, ...change }).map(line);
    expect(lines).toEqual(owners.map((owner) => `${owner}: since 05-20, due 06-03, from 05-20`));
  });
});

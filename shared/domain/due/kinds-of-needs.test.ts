import { correct, H } from '../logbook/test/file-of.ts';
import { help } from '../logbook/test/help.ts';
import type { PlanItemStatus } from '../case/plan.ts';
import type { EntryBody } from '../logbook/entry.ts';
import { answer, external, need, needStatus, plan, referral, resolution, rexray, testKinds } from './test/due-cases.ts';

/** A draft with an item for needs of the household, by the version that opened each. */
const planFor = (versions: readonly number[], status: PlanItemStatus = 'NOT_STARTED'): EntryBody =>
  plan(1, 'DRAFT', [], {
    items: [
      {
        seq: 1,
        dimension: 'income',
        selfActivity: 'ปลูกผัก',
        supportActivity: '',
        periodText: 'พ.ค.',
        status,
        needIds: versions.map((version) => `${H}.${version}`),
      },
    ],
  });

testKinds({
  EXTERNAL: [
    ['begins with the need', [external('2026-05-01')], ['420101: since 05-01, due 05-08, from 05-01']],
    [
      'is one of a household, the earliest',
      [external('2026-05-05'), external('2026-05-01')],
      ['420101: since 05-01, due 05-08, from 05-01'],
    ],
    ['of another mode is none', [need('2026-05-01', { solveMode: 'MENTOR' })], []],
    ['ends with a referral', [external('2026-05-01'), referral('r1', 'moph', [2])], []],
    [
      'comes back with its rejection',
      [external('2026-05-01'), referral('r1', 'moph', [2]), answer('r1', 'REJECTED')],
      ['420101: since 05-01, due 05-08, from 05-01'],
    ],
    [
      'ends with planned help',
      [external('2026-05-01'), help({ status: 'PLANNED', deliveredOn: null, needIds: [`${H}.2`] })],
      [],
    ],
    [
      'comes back when that is cancelled',
      [
        external('2026-05-01'),
        help({ status: 'PLANNED', deliveredOn: null, needIds: [`${H}.2`] }),
        { type: 'assistance-status', assistanceId: `${H}.3`, status: 'CANCELLED', on: '2026-05-05', reason: 'ยกเลิก' },
      ],
      ['420101: since 05-01, due 05-08, from 05-01'],
    ],
    ['ends with a resolution', [external('2026-05-01'), resolution('a', [2])], []],
    ['ends when the need is closed', [external('2026-05-01'), needStatus(2, 'RESOLVED', '2026-05-02')], []],
    [
      'comes back when it is reopened',
      [external('2026-05-01'), needStatus(2, 'RESOLVED', '2026-05-02'), needStatus(2, 'REOPENED', '2026-05-10')],
      ['420101: since 05-10, due 05-17, from 05-10'],
    ],
    [
      'ends when the mode is corrected',
      [external('2026-05-01'), correct(2, need('2026-05-01', { solveMode: 'SELF' }) as never)],
      [],
    ],
  ],
  BOUNCED: [
    [
      'needs more than two',
      [need('2026-05-01'), referral('r1', 'moph', [2]), answer('r1', 'REJECTED'), referral('r2', 'mol', [2])],
      [],
    ],
    [
      'is the unit’s and the province’s',
      [need('2026-05-01'), referral('r1', 'moph', [2]), referral('r2', 'mol', [2]), referral('r3', 'cdd', [2])],
      ['420101: since 06-01, due 06-01, from 06-01', 'unit 42: since 06-01, due 06-01, from 06-01'],
    ],
    [
      'ends when one accepts',
      [
        need('2026-05-01'),
        referral('r1', 'moph', [2]),
        referral('r2', 'mol', [2]),
        referral('r3', 'cdd', [2]),
        answer('r3', 'ACCEPTED'),
      ],
      [],
    ],
    [
      'comes back when that one returns it',
      [
        need('2026-05-01'),
        referral('r1', 'moph', [2]),
        referral('r2', 'mol', [2]),
        referral('r3', 'cdd', [2]),
        answer('r3', 'ACCEPTED'),
        answer('r3', 'RETURNED'),
      ],
      ['420101: since 06-01, due 06-01, from 06-01', 'unit 42: since 06-01, due 06-01, from 06-01'],
    ],
    [
      'ends with a resolution',
      [
        need('2026-05-01'),
        referral('r1', 'moph', [2]),
        referral('r2', 'mol', [2]),
        referral('r3', 'cdd', [2]),
        resolution('a', [2]),
      ],
      [],
    ],
    [
      'withdrawn ones do not count',
      [
        need('2026-05-01'),
        referral('r1', 'moph', [2]),
        referral('r2', 'mol', [2]),
        referral('r3', 'cdd', [2]),
        answer('r2', 'WITHDRAWN'),
      ],
      [],
    ],
    [
      'ends with the need',
      [
        need('2026-05-01'),
        referral('r1', 'moph', [2]),
        referral('r2', 'mol', [2]),
        referral('r3', 'cdd', [2]),
        needStatus(2, 'RESOLVED', '2026-06-01'),
      ],
      [],
    ],
  ],
  UNSOLVED: [
    [
      'follows the result',
      [need('2026-04-01'), rexray('2026-05-10', [[2, 'INCOMPLETE']])],
      ['420101: since 05-10, due 05-24, from 05-10'],
    ],
    ['COMPLETE solves', [need('2026-04-01'), rexray('2026-05-10', [[2, 'COMPLETE']])], []],
    [
      'ends with help',
      [need('2026-04-01'), rexray('2026-05-10', [[2, 'NOT_STARTED']]), help({ needIds: [`${H}.2`] })],
      [],
    ],
    [
      'help of before ends nothing',
      [need('2026-04-01'), help({ needIds: [`${H}.2`] }), rexray('2026-05-10', [[2, 'NOT_STARTED']])],
      ['420101: since 05-10, due 05-24, from 05-10'],
    ],
    [
      'ends with a referral',
      [need('2026-04-01'), rexray('2026-05-10', [[2, 'NOT_STARTED']]), referral('r1', 'moph', [2])],
      [],
    ],
    [
      'ends with an item of the plan for the need, also of a draft',
      [need('2026-04-01'), rexray('2026-05-10', [[2, 'INCOMPLETE']]), planFor([2])],
      [],
    ],
    [
      'a plan of before, for another need or with the item cancelled ends nothing',
      [
        need('2026-04-01'),
        need('2026-04-01'),
        planFor([2]),
        rexray('2026-05-10', [[2, 'INCOMPLETE']]),
        planFor([3]),
        planFor([2], 'CANCELLED'),
      ],
      ['420101: since 05-10, due 05-24, from 05-10'],
    ],
    [
      'takes the latest result',
      [need('2026-04-01'), rexray('2026-05-10', [[2, 'NOT_STARTED']]), rexray('2026-05-20', [[2, 'INCOMPLETE']])],
      ['420101: since 05-20, due 06-03, from 05-20'],
    ],
  ],
});

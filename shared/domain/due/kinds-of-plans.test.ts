import { help } from '../logbook/test/help.ts';
import { confirmed, listed, mentor, plan, state, testKinds, visit } from './test/due-cases.ts';

testKinds({
  NO_PLAN: [
    [
      'begins with the confirmation',
      [listed(), mentor('m1', '2026-04-01'), state('CONFIRMED', '2026-05-01')],
      ['mentor m1: since 05-01, due 05-31, from 05-01'],
    ],
    ['is nobody’s without a mentor', [listed(), state('CONFIRMED', '2026-05-01')], []],
    ['is none before the confirmation', [listed(), mentor('m1', '2026-04-01'), visit('2026-05-01')], []],
    [
      'a draft is no plan',
      [listed(), mentor('m1', '2026-04-01'), state('CONFIRMED', '2026-05-01'), plan(1, 'DRAFT')],
      ['mentor m1: since 05-01, due 05-31, from 05-01'],
    ],
    ['ends with an agreed plan', [...confirmed, plan(1, 'AGREED')], []],
    [
      'does not come back when the plan is closed',
      [...confirmed, plan(1, 'AGREED'), plan(2, 'CLOSED', [], { closedOn: '2026-05-20', reason: 'บรรลุ' })],
      [],
    ],
    [
      'a plan that was closed before the confirmation is none',
      [
        listed(),
        mentor('m1', '2026-04-01'),
        plan(1, 'AGREED', [], { agreedOn: '2026-04-02' }),
        plan(2, 'CLOSED', [], { agreedOn: '2026-04-02', closedOn: '2026-04-20', reason: 'ย้าย' }),
        state('CONFIRMED', '2026-05-01'),
      ],
      ['mentor m1: since 05-01, due 05-31, from 05-01'],
    ],
    ['goes when the household is out', [...confirmed, state('NOT_POOR', '2026-05-02')], []],
    ['goes when it is helped through', [...confirmed, help(), state('ASSISTED', '2026-05-12')], []],
  ],
  PLAN_ITEM: [
    [
      'waits for the end of the earliest item',
      [
        mentor('m1', '2026-04-01'),
        plan(1, 'AGREED', [
          ['2026-07-31', 'CONTINUING'],
          ['2026-06-30', 'NOT_STARTED'],
        ]),
      ],
      ['mentor m1: since 05-04, due 06-30, from 06-23'],
    ],
    [
      'an item that has ended, or has no end, waits for nothing',
      [
        mentor('m1', '2026-04-01'),
        plan(1, 'AGREED', [
          ['2026-06-30', 'DONE'],
          ['2026-06-30', 'CANCELLED'],
          [undefined, 'CONTINUING'],
        ]),
      ],
      [],
    ],
    [
      'moves with the item',
      [
        mentor('m1', '2026-04-01'),
        plan(1, 'AGREED', [['2026-06-30', 'CONTINUING']]),
        plan(2, 'AGREED', [['2026-08-31', 'CONTINUING']]),
      ],
      ['mentor m1: since 05-04, due 08-31, from 08-24'],
    ],
    ['a draft asks for nothing', [mentor('m1', '2026-04-01'), plan(1, 'DRAFT', [['2026-06-30', 'NOT_STARTED']])], []],
    [
      'ends with the plan',
      [
        mentor('m1', '2026-04-01'),
        plan(1, 'AGREED', [['2026-06-30', 'CONTINUING']]),
        plan(2, 'CLOSED', [['2026-06-30', 'CONTINUING']], { closedOn: '2026-05-20', reason: 'ย้าย' }),
      ],
      [],
    ],
  ],
});

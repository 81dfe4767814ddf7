import { correct } from '../logbook/test/file-of.ts';
import {
  AFTER,
  checked,
  followUp,
  listed,
  mentor,
  move,
  need,
  needStatus,
  state,
  steps,
  testKinds,
  visit,
} from './test/due-cases.ts';

testKinds({
  RELAPSE_CHECK: [
    [
      'follows a lower stage',
      [...steps('GRADUATED'), followUp('2026-05-20', 'SURVIVE')],
      ['420101: since 05-20, due 05-27, from 05-20'],
    ],
    ['no equal or higher one', [...steps('GRADUATED'), followUp('2026-05-20', 'SUFFICIENT')], []],
    [
      'follows a new problem',
      [...steps('GRADUATED'), need('2026-05-21')],
      ['420101: since 05-21, due 05-28, from 05-21'],
    ],
    ['no wish', [...steps('GRADUATED'), need('2026-05-21', { kind: 'WANT' })], []],
    ['no problem of a household that is not graduated', [...steps('ASSISTED'), need('2026-05-21')], []],
    [
      'follows a reopened need',
      [
        need('2026-01-01'),
        needStatus(2, 'RESOLVED', '2026-01-05'),
        ...steps('GRADUATED'),
        needStatus(2, 'REOPENED', '2026-05-22'),
      ],
      ['420101: since 05-22, due 05-29, from 05-22'],
    ],
    ['ends with a check', [...steps('GRADUATED'), need('2026-05-21'), checked('RELAPSE_CHECK')], []],
    [
      'no other check ends it',
      [...steps('GRADUATED'), need('2026-05-21'), checked('CHECK_NEED')],
      ['420101: since 05-21, due 05-28, from 05-21'],
    ],
    ['ends with a step', [...steps('GRADUATED'), need('2026-05-21'), state('RELAPSED', '2026-05-22')], []],
    ['goes when the problem is withdrawn', [...steps('GRADUATED'), need('2026-05-21'), correct(AFTER, null)], []],
  ],
  CHECK_TARGET: [
    ['follows a refusal', [listed(), visit('2026-05-10', 'REFUSED')], ['420101: since 05-10, due 05-24, from 05-10']],
    [
      'follows a visit that met who is out',
      [listed(), state('NOT_POOR', '2026-05-01'), visit('2026-05-10')],
      ['420101: since 05-10, due 05-24, from 05-10'],
    ],
    ['no visit that met who is in', [listed(), visit('2026-05-10')], []],
    [
      'ends with a finding',
      [listed(), visit('2026-05-10', 'DECEASED'), state('DECEASED', '2026-05-11', 'main', { evidence: 'DOCUMENT' })],
      [],
    ],
    ['ends with a check', [listed(), visit('2026-05-10', 'REFUSED'), checked('CHECK_TARGET')], []],
    [
      'goes when the visit is corrected',
      [listed(), visit('2026-05-10', 'REFUSED'), correct(3, visit('2026-05-10'))],
      [],
    ],
  ],
  CHECK_NEED: [
    [
      'follows a closed need that is named again',
      [
        need('2026-04-01', { indicator: 27 }),
        needStatus(2, 'RESOLVED', '2026-04-10'),
        need('2026-05-10', { indicator: 27, text: 'อื่น' }),
      ],
      ['420101: since 05-10, due 05-24, from 05-10'],
    ],
    [
      'no other need',
      [
        need('2026-04-01', { indicator: 27 }),
        needStatus(2, 'RESOLVED', '2026-04-10'),
        need('2026-05-10', { indicator: 28, text: 'อื่น' }),
      ],
      [],
    ],
    ['no need that is open', [need('2026-04-01'), need('2026-05-10')], []],
    [
      'ends with a status of the need',
      [
        need('2026-04-01'),
        needStatus(2, 'RESOLVED', '2026-04-10'),
        need('2026-05-10'),
        needStatus(2, 'REOPENED', '2026-05-11'),
      ],
      [],
    ],
    [
      'no status of another need ends it',
      [
        need('2026-04-01'),
        needStatus(2, 'RESOLVED', '2026-04-10'),
        need('2026-05-10'),
        needStatus(4, 'IN_PROGRESS', '2026-05-11'),
      ],
      ['420101: since 05-10, due 05-24, from 05-10'],
    ],
    [
      'ends with a check',
      [need('2026-04-01'), needStatus(2, 'RESOLVED', '2026-04-10'), need('2026-05-10'), checked('CHECK_NEED')],
      [],
    ],
  ],
  ARRIVED: [
    [
      'is of the place to which it is said to have moved',
      [listed(), state('MOVED', '2026-05-10', 'main', { evidence: 'DOCUMENT', toArea: '310101' })],
      ['310101: since 05-10, due 05-24, from 05-10'],
    ],
    ['follows a move to another province', [move('310101')], ['310101: since 05-20, due 06-03, from 05-20']],
    ['no move inside the province', [move('420201')], []],
    ['ends with a mentor', [move('310101'), mentor('m1', '2026-05-21')], []],
    ['ends with a check', [move('310101'), checked('ARRIVED')], []],
  ],
  END_MENTOR: [
    [
      'follows the step out',
      [listed(), mentor('m1', '2026-05-01'), state('NOT_POOR', '2026-05-10')],
      ['420101: since 05-10, due 05-24, from 05-10'],
    ],
    [
      'not while it is in on another list',
      [listed(), listed('other'), mentor('m1', '2026-05-01'), state('NOT_POOR', '2026-05-10')],
      [],
    ],
    ['not without a mentor', [listed(), state('NOT_POOR', '2026-05-10')], []],
    [
      'follows a move to another district',
      [mentor('m1', '2026-05-01'), move('420201')],
      ['420201: since 05-20, due 06-03, from 05-20'],
    ],
    [
      'ends with the mentor',
      [listed(), mentor('m1', '2026-05-01'), state('NOT_POOR', '2026-05-10'), mentor(null, '2026-05-11')],
      [],
    ],
    ['ends with another mentor', [mentor('m1', '2026-05-01'), move('420201'), mentor('m2', '2026-05-21')], []],
    [
      'goes when it is in again',
      [listed(), mentor('m1', '2026-05-01'), state('NOT_POOR', '2026-05-10'), state('VISITED', '2026-05-12')],
      [],
    ],
    [
      'ends with a check',
      [listed(), mentor('m1', '2026-05-01'), state('NOT_POOR', '2026-05-10'), checked('END_MENTOR')],
      [],
    ],
  ],
});

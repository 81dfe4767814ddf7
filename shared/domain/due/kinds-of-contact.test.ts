import { correct } from '../logbook/test/file-of.ts';
import { help } from '../logbook/test/help.ts';
import { followUp, listed, mentor, state, steps, testKinds, urgency, visit } from './test/due-cases.ts';

testKinds({
  CRISIS: [
    ['begins with urgency', [urgency('CRITICAL', '2026-05-01')], ['420101: since 05-01, due 05-04, from 05-01, first']],
    [
      'is also the mentor’s',
      [mentor('m1', '2026-04-01'), urgency('CRITICAL', '2026-05-01')],
      ['mentor m1: since 05-01, due 05-04, from 05-01, first', '420101: since 05-01, due 05-04, from 05-01, first'],
    ],
    [
      'begins with the stage, whose follow-up is a contact',
      [followUp('2026-05-01', 'CRISIS')],
      ['420101: since 05-01, due 05-08, from 05-01, first'],
    ],
    [
      'goes on after a contact',
      [urgency('CRITICAL', '2026-05-01'), visit('2026-05-03')],
      ['420101: since 05-01, due 05-10, from 05-01, first'],
    ],
    [
      'a visit that met nobody is no contact',
      [urgency('CRITICAL', '2026-05-01'), visit('2026-05-03', 'NOT_HOME')],
      ['420101: since 05-01, due 05-04, from 05-01, first'],
    ],
    [
      'stays when only the urgency is lowered',
      [urgency('CRITICAL', '2026-05-01'), urgency('NORMAL', '2026-05-02')],
      ['420101: since 05-01, due 05-04, from 05-01, first'],
    ],
    [
      'ends with a contact and the lower urgency',
      [urgency('CRITICAL', '2026-05-01'), visit('2026-05-02'), urgency('NORMAL', '2026-05-02')],
      [],
    ],
    [
      'ends with the contact that comes after the lower urgency',
      [urgency('CRITICAL', '2026-05-01'), urgency('NORMAL', '2026-05-02'), visit('2026-05-03')],
      [],
    ],
    [
      'a contact from before ends nothing',
      [urgency('CRITICAL', '2026-05-05'), urgency('NORMAL', '2026-05-06'), visit('2026-05-03')],
      ['420101: since 05-05, due 05-08, from 05-05, first'],
    ],
    ['ends with a better stage', [followUp('2026-05-01', 'CRISIS'), followUp('2026-05-08', 'SURVIVE')], []],
    [
      'goes when the household is out',
      [listed(), urgency('CRITICAL', '2026-05-01'), state('DECEASED', '2026-05-02')],
      [],
    ],
    ['goes when the word is withdrawn', [urgency('CRITICAL', '2026-05-01'), correct(2, null)], []],
  ],
  FIRST_VISIT: [
    ['begins with the assignment', [mentor('m1', '2026-05-01')], ['mentor m1: since 05-01, due 05-08, from 05-01']],
    [
      'is urgent for a household that is',
      [mentor('m1', '2026-05-01'), urgency('CRITICAL', '2026-05-01')],
      ['mentor m1: since 05-01, due 05-08, from 05-01, first'],
    ],
    ['ends with a contact', [mentor('m1', '2026-05-01'), visit('2026-05-01')], []],
    [
      'no contact of before counts',
      [visit('2026-04-30'), mentor('m1', '2026-05-01')],
      ['mentor m1: since 05-01, due 05-08, from 05-01'],
    ],
    [
      'passes on with the mentor',
      [mentor('m1', '2026-05-01'), mentor('m2', '2026-05-03')],
      ['mentor m2: since 05-03, due 05-10, from 05-03'],
    ],
    ['ends with the assignment', [mentor('m1', '2026-05-01'), mentor(null, '2026-05-03')], []],
    [
      'comes back when the visit is withdrawn',
      [mentor('m1', '2026-05-01'), visit('2026-05-02'), correct(3, null)],
      ['mentor m1: since 05-01, due 05-08, from 05-01'],
    ],
  ],
  CONTACT: [
    ['is none before the first contact', [listed()], []],
    ['is the unit’s without a mentor', [listed(), visit('2026-05-01')], ['420101: since 05-01, due 06-01, from 05-29']],
    [
      'is the mentor’s',
      [listed(), mentor('m1', '2026-04-01'), visit('2026-05-01')],
      ['mentor m1: since 05-01, due 06-01, from 05-29'],
    ],
    [
      'moves with each contact',
      [listed(), visit('2026-05-01'), followUp('2026-05-20', 'SURVIVE')],
      ['420101: since 05-20, due 06-20, from 06-17'],
    ],
    ['asks for nothing on a list without days', [listed('other'), visit('2026-05-01')], []],
    [
      'goes by the smallest number of days',
      [listed(), listed('often'), visit('2026-05-01')],
      ['420101: since 05-01, due 05-11, from 05-08'],
    ],
    [
      'goes while a promise falls before it',
      [listed(), visit('2026-05-01', 'MET', { nextVisitDue: '2026-05-31' })],
      [],
    ],
    [
      'stays beside a promise that falls after it',
      [listed(), visit('2026-05-01', 'MET', { nextVisitDue: '2026-06-02' })],
      ['420101: since 05-01, due 06-01, from 05-29'],
    ],
    [
      'a failed visit moves it on',
      [listed('often'), visit('2026-05-01'), visit('2026-05-10', 'NOT_HOME')],
      ['420101: since 05-01, due 05-17, from 05-14'],
    ],
    [
      'an early failed visit does not bring it forward',
      [listed('often'), visit('2026-05-01'), visit('2026-05-02', 'NOT_HOME')],
      ['420101: since 05-01, due 05-11, from 05-08'],
    ],
    [
      'no more than twice',
      [
        listed('often'),
        visit('2026-05-01'),
        visit('2026-05-10', 'NOT_HOME'),
        visit('2026-05-17', 'NOT_HOME'),
        visit('2026-05-24', 'NOT_HOME'),
      ],
      ['420101: since 05-01, due 05-24, from 05-21'],
    ],
    ['goes with the finding that puts it out', [listed(), visit('2026-05-01'), state('NOT_POOR', '2026-05-02')], []],
    ['goes with graduation', steps('GRADUATED'), []],
    [
      'comes again with a relapse',
      [...steps('GRADUATED'), state('RELAPSED', '2026-05-05')],
      ['420101: since 05-01, due 06-01, from 05-29'],
    ],
  ],
  PROMISED: [
    [
      'waits for its day',
      [visit('2026-05-01', 'MET', { nextVisitDue: '2026-05-20' })],
      ['420101: since 05-20, due 05-20, from 05-20'],
    ],
    [
      'takes a later promise',
      [
        visit('2026-05-01', 'MET', { nextVisitDue: '2026-05-20' }),
        followUp('2026-05-02', 'SURVIVE', { nextDue: '2026-05-25' }),
      ],
      ['420101: since 05-25, due 05-25, from 05-25'],
    ],
    [
      'an earlier contact does not keep it',
      [visit('2026-05-01', 'MET', { nextVisitDue: '2026-05-20' }), visit('2026-05-19')],
      ['420101: since 05-20, due 05-20, from 05-20'],
    ],
    ['is kept by a contact', [visit('2026-05-01', 'MET', { nextVisitDue: '2026-05-20' }), visit('2026-05-20')], []],
    [
      'is the mentor’s',
      [mentor('m1', '2026-05-01'), visit('2026-05-01', 'NOT_HOME', { nextVisitDue: '2026-05-20' })],
      ['mentor m1: since 05-20, due 05-20, from 05-20'],
    ],
  ],
  FOLLOW_UP: [
    ['first comes 30 days after the help', steps('ASSISTED'), ['420101: since 03-01, due 03-31, from 03-24']],
    [
      'a follow-up before it is shown does not answer it',
      [...steps('ASSISTED'), followUp('2026-03-23', 'SURVIVE')],
      ['420101: since 03-01, due 03-31, from 03-24'],
    ],
    [
      'then 90',
      [...steps('ASSISTED'), followUp('2026-03-24', 'SURVIVE')],
      ['420101: since 03-01, due 05-30, from 05-23'],
    ],
    [
      'then every 90',
      [...steps('ASSISTED'), followUp('2026-05-31', 'SURVIVE')],
      ['420101: since 03-01, due 08-28, from 08-21'],
    ],
    [
      'begins anew with new help',
      [...steps('ASSISTED'), followUp('2026-03-31', 'SURVIVE'), help({ deliveredOn: '2026-05-01' })],
      ['420101: since 05-01, due 05-31, from 05-24'],
    ],
    [
      'advice begins nothing anew',
      [...steps('ASSISTED'), help({ deliveredOn: '2026-05-01', assistanceType: 'ADVICE' })],
      ['420101: since 03-01, due 03-31, from 03-24'],
    ],
    [
      'help from before the list opened does not count',
      [
        listed(),
        help({ deliveredOn: '2025-12-31' }),
        help({ deliveredOn: '2026-01-02', assistanceType: 'ADVICE' }),
        state('CONFIRMED', '2026-02-01'),
        state('ASSISTED', '2026-02-02'),
      ],
      ['420101: since 01-02, due 02-01, from 01-25'],
    ],
    ['every 90 after graduation', steps('GRADUATED'), ['420101: since 05-02, due 07-31, from 07-24']],
    ['goes with a relapse', [...steps('GRADUATED'), state('RELAPSED', '2026-05-05')], []],
  ],
});

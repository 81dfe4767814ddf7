import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { Problem } from '#shared/problems.ts';

import type { Household } from '../../household/household.ts';
import type { EntryBody, LogbookEntry } from '../entry.ts';
import { factsOfNewest } from '../facts-of.ts';
import { record } from '../record.ts';
import { foldHousehold } from '../replay.ts';
import { help } from '../test/help.ts';

const H = '00000000-0000-4000-8000-000000000001';
const NEED = `${H}.2`;

type File = { household: Household; history: LogbookEntry[] };

/** A household with one need, `NEED`; then `bodies`, recorded a day after one another from 3 May 2026, 07:00 in Bangkok. */
function fileOf(...bodies: EntryBody[]): File {
  const profile = { areaCode: '420101', members: [{ id: 'p1', firstName: 'ทดสอบ' }] };
  const first: EntryBody[] = [
    { type: 'registered', profile },
    { type: 'need', dimension: 'health', kind: 'PROBLEM', text: 'ป่วย', openedOn: '2026-05-01', personId: null },
  ];
  let household: Household | undefined;
  const history: LogbookEntry[] = [];
  for (const body of [...first, ...bodies]) {
    const recordedAt = new Date(Date.UTC(2026, 4, 1 + history.length));
    const recording = { householdId: H, recordedAt, recordedBy: { sub: 's', roles: [] }, hash: () => 'hash' };
    const recorded = record(household, [body], recording, history);
    household = recorded.household;
    history.push(...recorded.entries);
  }
  if (!household) throw new Error('The household began');
  expect(foldHousehold(history)).toEqual(household);
  return { household, history };
}

const send = (more: object = {}): EntryBody => ({
  type: 'referral',
  referral: 'r1',
  from: '4201',
  toAgency: 'moph',
  ofState: true,
  place: '4201',
  needIds: [NEED],
  dueAt: '2026-05-31',
  note: 'บันทึกถึงหน่วยงาน',
  partnerText: 'ข้อความถึงภาคี',
  ...more,
});
const answer = (status: string, more: object = {}): EntryBody =>
  ({ type: 'referral-answer', referral: 'r1', status, ...more }) as EntryBody;
const status = (to: string): EntryBody =>
  ({ type: 'need-status', needId: NEED, status: to, on: '2026-05-02', reason: 'ทดสอบ' }) as EntryBody;

function refusal(...bodies: EntryBody[]): unknown {
  try {
    fileOf(...bodies);
  } catch (error) {
    if (error instanceof Problem) return { code: error.code, ...error.extensions };
    throw error;
  }
  return 'recorded';
}

const needOf = ({ household }: File) => household.needs.map(({ status: now, statusOn }) => [now, statusOn]);

describe('a referral', () => {
  it('stands whole in the document while it is open', () => {
    const { household } = fileOf(send());
    expect(household.referrals).toEqual([
      {
        id: 'r1',
        status: 'SENT',
        from: '4201',
        toAgency: 'moph',
        ofState: true,
        place: '4201',
        needIds: [NEED],
        dueAt: '2026-05-31',
        note: 'บันทึกถึงหน่วยงาน',
        partnerText: 'ข้อความถึงภาคี',
        sentAt: '2026-05-03T00:00:00.000Z',
        sentIn: 3,
      },
    ]);
  });

  it('is a fact for figures, and each answer, too', () => {
    const { household, history } = fileOf(send(), answer('ACCEPTED'));
    expect(factsOfNewest(household, history.slice(2)).map(({ body }) => body)).toEqual([
      {
        type: 'referral-sent',
        referralId: 'r1',
        toAgency: 'moph',
        needIds: [NEED],
        sentAt: '2026-05-03T00:00:00.000Z',
        dueAt: '2026-05-31',
      },
      { type: 'referral-answered', referralId: 'r1', status: 'ACCEPTED', at: '2026-05-04T00:00:00.000Z' },
    ]);
  });

  it('that is accepted moves its open needs, on the day of the answer', () => {
    expect(needOf(fileOf(send()))).toEqual([['OPEN', '2026-05-01']]);
    expect(needOf(fileOf(send(), answer('ACCEPTED')))).toEqual([['ACCEPTED', '2026-05-04']]);
    expect(needOf(fileOf(send(), status('IN_PROGRESS'), answer('ACCEPTED')))).toEqual([['IN_PROGRESS', '2026-05-02']]);
    expect(needOf(fileOf(send(), status('RESOLVED'), answer('ACCEPTED')))).toEqual([['RESOLVED', '2026-05-02']]);
    const reopened = [status('RESOLVED'), status('REOPENED')];
    expect(needOf(fileOf(send(), ...reopened, answer('ACCEPTED')))).toEqual([['ACCEPTED', '2026-05-06']]);
  });

  it.each(['REJECTED', 'RETURNED', 'WITHDRAWN'])('that is %s leaves its needs, and no words of itself', (ending) => {
    const file = fileOf(send(), answer(ending, { reason: 'ไม่ใช่ภารกิจ' }));
    expect(needOf(file)).toEqual([['OPEN', '2026-05-01']]);
    expect(file.household.referrals).toEqual([
      {
        id: 'r1',
        status: ending,
        from: '4201',
        toAgency: 'moph',
        ofState: true,
        place: '4201',
        needIds: [NEED],
        dueAt: '2026-05-31',
        sentAt: '2026-05-03T00:00:00.000Z',
        sentIn: 3,
        at: '2026-05-04T00:00:00.000Z',
        endedIn: 4,
      },
    ]);
  });

  it('keeps who accepted it when it is done', () => {
    const { household } = fileOf(send(), answer('ACCEPTED'), answer('DONE', { reason: 'ได้ยาแล้ว' }));
    expect(household.referrals).toMatchObject([{ status: 'DONE', acceptedIn: 4, endedIn: 5 }]);
    expect(needOf({ household, history: [] })).toEqual([['ACCEPTED', '2026-05-04']]);
  });

  it('is refused for closed needs, for unknown needs, and twice to one agency while it is open', () => {
    expect(refusal(status('RESOLVED'), send())).toEqual({ code: 'need-closed', needIds: [NEED] });
    expect(refusal(send({ needIds: ['x'] }))).toEqual({ code: 'need-not-found', needId: 'x' });
    expect(refusal(send({ needIds: [NEED, NEED] }))).toMatchObject({ code: 'invalid-input' });
    expect(refusal(send(), send({ referral: 'r2' }))).toEqual({ code: 'referral-open', referral: 'r1' });
    expect(refusal(send(), send({ referral: 'r2', toAgency: 'dla' }))).toBe('recorded');
    const rejected = answer('REJECTED', { reason: 'ไม่ใช่ภารกิจ' });
    expect(refusal(send(), rejected, send({ referral: 'r2' }))).toBe('recorded');
  });

  it('is answered along its life-cycle, and once it has ended never again', () => {
    expect(refusal(send(), answer('DONE', { reason: 'ก' }))).toEqual({
      code: 'transition-not-allowed',
      from: 'SENT',
      to: 'DONE',
    });
    expect(refusal(send(), answer('ACCEPTED'), answer('DONE'))).toEqual({ code: 'help-missing' });
    expect(refusal(answer('ACCEPTED'))).toEqual({ code: 'referral-not-found' });
    expect(refusal(send(), answer('WITHDRAWN', { reason: 'ก' }), answer('ACCEPTED'))).toEqual({
      code: 'referral-ended',
      referralStatus: 'WITHDRAWN',
      at: '2026-05-04T00:00:00.000Z',
    });
  });

  it('holds its needs: no correction takes them from under it', () => {
    const correction: EntryBody = {
      type: 'correction',
      supersedes: NEED,
      reason: 'พิมพ์ผิด',
      entry: {
        type: 'need',
        dimension: 'income',
        kind: 'PROBLEM',
        text: 'ว่างงาน',
        openedOn: '2026-05-01',
        personId: null,
      },
    };
    const { household } = fileOf(send(), answer('ACCEPTED'), correction);
    expect(household.needs).toMatchObject([{ id: NEED, dimension: 'income', status: 'ACCEPTED' }]);
  });
});

describe('help that names a referral', () => {
  const given = (more: Parameters<typeof help>[0] = {}): EntryBody =>
    help({ agency: 'moph', referralId: 'r1', deliveredOn: '2026-05-05', ...more });
  const planned = given({ status: 'PLANNED', deliveredOn: null });
  const correct = (version: number, entry: EntryBody | null): EntryBody =>
    ({ type: 'correction', supersedes: `${H}.${version}`, reason: 'พิมพ์ผิด', entry }) as EntryBody;
  /** The help is the entry of version 5: after the household, its need, the referral and its acceptance. */
  const step = (to: string): EntryBody =>
    ({
      type: 'assistance-status',
      assistanceId: `${H}.5`,
      status: to,
      on: '2026-05-06',
      ...(to === 'RETURNED' ? { reason: 'ไม่อยู่บ้าน' } : {}),
    }) as EntryBody;
  const accepted = [send(), answer('ACCEPTED')];
  const state = ({ household }: File) => [household.referrals[0]?.status, ...needOf({ household, history: [] }).flat()];

  it.each<[string, EntryBody[], unknown[]]>([
    ['delivered', [given()], ['IN_PROGRESS', 'IN_PROGRESS', '2026-05-05']],
    [
      'delivered before it was accepted',
      [given({ deliveredOn: '2026-05-01' })],
      ['IN_PROGRESS', 'IN_PROGRESS', '2026-05-04'],
    ],
    ['planned', [planned], ['ACCEPTED', 'ACCEPTED', '2026-05-04']],
    ['planned, then delivered', [planned, step('DELIVERED')], ['IN_PROGRESS', 'IN_PROGRESS', '2026-05-06']],
    ['planned, then verified', [planned, step('VERIFIED')], ['IN_PROGRESS', 'IN_PROGRESS', '2026-05-06']],
    ['planned, then cancelled', [planned, step('CANCELLED')], ['ACCEPTED', 'ACCEPTED', '2026-05-04']],
    ['delivered, then returned', [given(), step('RETURNED')], ['ACCEPTED', 'ACCEPTED', '2026-05-04']],
    ['corrected to delivered', [planned, correct(5, given())], ['IN_PROGRESS', 'IN_PROGRESS', '2026-05-05']],
    ['corrected to planned', [given(), correct(5, planned)], ['ACCEPTED', 'ACCEPTED', '2026-05-04']],
    [
      'corrected to name it',
      [given({ referralId: undefined }), correct(5, given())],
      ['IN_PROGRESS', 'IN_PROGRESS', '2026-05-05'],
    ],
    [
      'corrected to name none',
      [given(), correct(5, given({ referralId: undefined }))],
      ['ACCEPTED', 'ACCEPTED', '2026-05-04'],
    ],
    ['withdrawn', [given(), correct(5, null)], ['ACCEPTED', 'ACCEPTED', '2026-05-04']],
    ['withdrawn beside another', [given(), given(), correct(5, null)], ['IN_PROGRESS', 'IN_PROGRESS', '2026-05-05']],
  ])('%s', (_, bodies, expected) => {
    expect(state(fileOf(...accepted, ...bodies))).toEqual(expected);
  });

  it('lets it be done without a reason', () => {
    expect(fileOf(...accepted, given(), answer('DONE')).household.referrals).toMatchObject([
      { status: 'DONE', acceptedIn: 4, endedIn: 6 },
    ]);
    expect(refusal(...accepted, planned, answer('DONE'))).toEqual({ code: 'help-missing' });
    expect(refusal(...accepted, given(), correct(5, null), answer('DONE'))).toEqual({ code: 'help-missing' });
  });

  it('stays while a referral that is done without a reason rests on it', () => {
    const done = [...accepted, given(), answer('DONE')];
    const builtUpon = { code: 'built-upon', by: [`${H}.6`] };
    expect(refusal(...done, correct(5, null))).toEqual(builtUpon);
    expect(refusal(...done, correct(5, planned))).toEqual(builtUpon);
    expect(refusal(...done, correct(5, given({ referralId: undefined })))).toEqual(builtUpon);
    expect(refusal(...accepted, planned, step('DELIVERED'), answer('DONE'), correct(6, null))).toEqual({
      code: 'built-upon',
      by: [`${H}.7`],
    });
    // Another help bears it as well, or the answer says itself how it was solved.
    expect(refusal(...accepted, given(), given(), answer('DONE'), correct(5, null))).toBe('recorded');
    expect(refusal(...accepted, given(), answer('DONE', { reason: 'ได้ยาแล้ว' }), correct(5, null))).toBe('recorded');
    expect(refusal(...done, correct(5, given({ cashBaht: 1 })))).toBe('recorded');
  });

  it('given before the agency answers counts once it accepts', () => {
    const early = fileOf(send(), given({ deliveredOn: '2026-05-03' }));
    expect(state(early)).toEqual(['SENT', 'OPEN', '2026-05-01']);
    const answered = [send(), given({ deliveredOn: '2026-05-03' }), answer('ACCEPTED')];
    expect(state(fileOf(...answered))).toEqual(['IN_PROGRESS', 'IN_PROGRESS', '2026-05-05']);
    expect(state(fileOf(...answered, correct(4, null)))).toEqual(['ACCEPTED', 'ACCEPTED', '2026-05-05']);
    expect(fileOf(...answered, answer('DONE')).household.referrals[0]).not.toHaveProperty('helped');
    const rejected = fileOf(send(), given({ deliveredOn: '2026-05-03' }), answer('REJECTED', { reason: 'ก' }));
    expect(rejected.household.referrals[0]).not.toHaveProperty('helped');
  });

  it('moves no need that has ended or was reopened since, also when it is corrected later', () => {
    const same = correct(5, given({ cashBaht: 2000 }));
    expect(state(fileOf(...accepted, status('RESOLVED'), given()))[1]).toBe('RESOLVED');
    expect(state(fileOf(...accepted, given(), answer('DONE'), same))).toEqual(['DONE', 'IN_PROGRESS', '2026-05-05']);
    const later = (to: string): EntryBody => ({ ...status(to), on: '2026-05-06' }) as EntryBody;
    const reopened = [...accepted, given(), later('RESOLVED'), later('REOPENED')];
    expect(state(fileOf(...reopened, same))).toEqual(['IN_PROGRESS', 'REOPENED', '2026-05-06']);
    expect(state(fileOf(...reopened, given({ deliveredOn: '2026-05-07' })))).toEqual([
      'IN_PROGRESS',
      'IN_PROGRESS',
      '2026-05-07',
    ]);
  });

  it('is refused when the household has no such referral, or when it asks another agency', () => {
    const errors = (pointer: string, code: string) => ({ code: 'invalid-input', errors: [{ pointer, code }] });
    expect(refusal(given({ deliveredOn: '2026-05-01' }))).toMatchObject(errors('/referralId', 'referral-not-found'));
    for (const agency of ['dla', null])
      expect(refusal(...accepted, given({ agency }))).toMatchObject(errors('/referralId', 'referral-of-other-agency'));
    expect(refusal(...accepted, given(), correct(5, given({ agency: 'dla' })))).toMatchObject(
      errors('/entry/referralId', 'referral-of-other-agency'),
    );
    expect(
      refusal(...accepted, given({ referralId: undefined }), correct(5, given({ referralId: 'r2' }))),
    ).toMatchObject(errors('/entry/referralId', 'referral-not-found'));
  });

  it('is in progress while help in force names it, however the help came about', () => {
    /** Ids of the newest word of each help, and whether the help was given. */
    type Known = { id: number; isGiven: boolean };
    const act = fc.record({ what: fc.constantFrom('give', 'plan', 'correct', 'withdraw', 'accept'), pick: fc.nat(9) });
    const reached = new Set<string>();
    fc.assert(
      fc.property(fc.array(act, { maxLength: 8 }), (acts) => {
        const bodies = [send()];
        const helps: Known[] = [];
        let isAccepted = false;
        for (const { what, pick } of acts) {
          const isGiven = what === 'give' || (what === 'correct' && pick % 2 === 0);
          const said = isGiven ? given({ deliveredOn: '2026-05-01', cashBaht: pick }) : planned;
          const known = helps[pick % helps.length];
          const id = bodies.length + 3;
          if (what === 'give' || what === 'plan') {
            bodies.push(said);
            helps.push({ id, isGiven });
          } else if (what === 'accept') {
            if (!isAccepted) bodies.push(answer('ACCEPTED'));
            isAccepted = true;
          } else if (known) {
            bodies.push(correct(known.id, what === 'correct' ? said : null));
            if (what === 'correct') helps.splice(helps.indexOf(known), 1, { id, isGiven });
            else helps.splice(helps.indexOf(known), 1);
          }
        }
        const now = helps.some(({ isGiven }) => isGiven) ? 'IN_PROGRESS' : 'ACCEPTED';
        const expected = isAccepted ? [now, now] : ['SENT', 'OPEN'];
        expect(state(fileOf(...bodies)).slice(0, 2)).toEqual(expected);
        reached.add(expected.join(' '));
      }),
      { seed: 20261130, numRuns: 300 },
    );
    expect(reached.size).toBe(3);
  });

  it('of old, which was not judged, changes nothing of another agency', () => {
    const { household, history } = fileOf(...accepted, given({ referralId: undefined }));
    const old = history.map((entry) =>
      entry.body.type === 'assistance' ? { ...entry, body: { ...entry.body, agency: 'dla', referralId: 'r1' } } : entry,
    );
    expect(foldHousehold(old).referrals).toEqual(household.referrals);
  });
});

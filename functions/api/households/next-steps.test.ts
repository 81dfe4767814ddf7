/** For every step that the file says, the call succeeds, and for every other it is refused: roles × candidates, each on a household that nothing was done to. */
import { expect, it } from 'vitest';

import type { Principal } from '#shared/domain/access/access.ts';
import { CHECK_KINDS } from '#shared/domain/household/checks.ts';
import { NEED_STATUSES } from '#shared/domain/household/need-status.ts';
import { URGENCY_LEVELS } from '#shared/domain/household/urgency.ts';
import { TARGET_STATES } from '#shared/domain/target-list/target-state.ts';
import { account, createInProcessApi } from '#test/api/in-process-api.ts';
import { putOnList } from '#test/api/put-on-list.ts';
import { delivered, newHousehold, newTargetList } from '#test/api/synthetic-household.ts';

const TODAY = '2026-05-20';
const officer = account('DISTRICT_OFFICER', { area: '4201' });
const secretariat = account('PROVINCE_SECRETARIAT', { area: '42' });
const ACCOUNTS: readonly Principal[] = [
  officer,
  secretariat,
  account('MUNICIPAL_OFFICER', { area: '4201' }),
  account('PROVINCE_EXEC', { area: '42' }),
  account('FIELD_TEAM', { area: '420101' }),
  { sub: 'mentor-own', roles: ['MENTOR'], area: '4201' },
  account('AGENCY_FOCAL', { agency: 'moph' }),
  { sub: 'two', roles: ['PROVINCE_EXEC', 'AGENCY_FOCAL'], area: '42', agency: 'cdd' },
];

type Step = {
  call: string;
  type: string | null;
  list: string | null;
  needId: string | null;
  to: string | null;
  evidence: string | null;
};
const step = (call: string, said: Partial<Step> = {}): Step => ({
  call,
  type: null,
  list: null,
  needId: null,
  to: null,
  evidence: null,
  ...said,
});

/** All that could be said, written a second time. */
function universe(list: string, needIds: readonly string[]): Step[] {
  const entry = (type: string, said: Partial<Step> = {}) => step('recordEntry', { type, ...said });
  return [
    ...['visit', 'survey', 'need', 'assistance', 'follow-up', 'found', 'rexray', 'move'].map((type) => entry(type)),
    ...CHECK_KINDS.map((to) => entry('checked', { to })),
    ...URGENCY_LEVELS.map((to) => entry('urgency', { to })),
    ...needIds.flatMap((needId) => NEED_STATUSES.map((to) => entry('need-status', { needId, to }))),
    ...TARGET_STATES.map((to) => entry('target-state', { list, to })),
    ...['putMentor', 'putPlan', 'putProfile', 'revealHousehold'].map((call) => step(call)),
    ...needIds.map((needId) => step('sendReferral', { needId })),
  ];
}

const without = ({ evidence: _evidence, ...what }: Step): string => JSON.stringify(what);

it('says what the account may do, and nothing else', { timeout: 60_000 }, async () => {
  const api = createInProcessApi();
  await mentorOf('m1');
  await mentorOf('mentor-own');
  const list = (await api.request(secretariat, 'POST', '/v1/target-lists', { body: newTargetList('42') })).body.id;
  const other = (await api.request(officer, 'POST', '/v1/households', { body: newHousehold(9999, '420102') })).body.id;
  let number = 0;

  /** One that was helped, visited, and has an open and an ended need; its mentor is one of the accounts. */
  async function household(): Promise<{ id: string; needIds: string[] }> {
    number += 1;
    const { id } = (await api.request(officer, 'POST', '/v1/households', { body: newHousehold(number) })).body;
    await putOnList(api.stores.households, id, list, '420101', api.clock.now);
    const post = async (body: object) => {
      const { status, text } = await api.request(officer, 'POST', `/v1/households/${id}/logbook`, { body });
      if (status !== 201) throw new Error(text);
    };
    const needs = ['PROBLEM', 'WANT'].map((kind) => ({ dimension: 'health', kind, text: 'ต้องการรถเข็น' }));
    await post({ type: 'survey', on: '2026-05-02', needs });
    const { body } = await api.request(officer, 'GET', `/v1/households/${id}`);
    const needIds: string[] = body.needs.map((need: { id: string }) => need.id);
    await post({ type: 'need-status', needId: needIds[1], status: 'RESOLVED', on: '2026-05-03' });
    await post(delivered('moph'));
    await post({ type: 'urgency', level: 'HIGH', on: '2026-05-04', reason: 'อยู่ลำพัง' });
    return { id, needIds };
  }

  async function tryStep(who: Principal, id: string, { call, type, to, needId, evidence }: Step): Promise<number> {
    const at = (path: string) => `/v1/households/${id}/${path}`;
    const headers = { 'If-Match': '*' };
    const ask = async (method: string, path: string, body: object, more = {}) =>
      (await api.request(who, method, path, { body, ...more })).status;
    if (call === 'putMentor') return await ask('PUT', at('mentor'), { mentor: 'm1', on: TODAY }, { headers });
    if (call === 'putPlan') {
      const plan = { ultimateGoal: 'พึ่งตนเองได้', status: 'DRAFT', items: [] };
      return await ask('PUT', at('plan'), plan, { headers });
    }
    if (call === 'putProfile')
      return await ask('PUT', at('profile'), { reason: 'ก', requestedBy: 'OFFICE', address: { moo: 4 } }, { headers });
    if (call === 'revealHousehold')
      return await ask('POST', at('reveal'), { fields: ['citizenId'], purpose: 'ตรวจสอบข้อมูล' });
    if (call === 'sendReferral')
      return await ask('POST', at('referrals'), { toAgency: 'cdd', needIds: [needId], dueAt: '2026-06-10' });
    const named = evidence === null ? {} : { evidence };
    const bodies: Record<string, object> = {
      visit: { on: TODAY, purpose: 'ASSIST', outcome: 'MET' },
      survey: { on: TODAY, needs: [] },
      need: { dimension: 'income', kind: 'WANT', text: 'ทุนประกอบอาชีพ', openedOn: TODAY },
      assistance: { ...delivered(who.agency ?? null), deliveredOn: TODAY },
      'follow-up': { on: TODAY, stage: 'SURVIVE', needResults: [], reasons: 'ดีขึ้น' },
      found: { source: 'OTHER', on: TODAY, evidence: 'เพื่อนบ้านแจ้ง' },
      rexray: { round: 'r1', on: TODAY, by: { kind: 'OFFICER' }, results: [] },
      move: { on: TODAY, toArea: null },
      checked: { kind: to, on: TODAY, reason: 'ตรวจแล้ว' },
      urgency: { level: to, on: TODAY, reason: 'อยู่ลำพัง' },
      'need-status': { needId, status: to, on: TODAY },
      'target-state': {
        list,
        state: to,
        on: TODAY,
        reason: 'ตรวจแล้ว',
        ...(to === 'DUPLICATE' ? { duplicateOf: other } : {}),
        ...named,
      },
    };
    return await ask('POST', at('logbook'), { type, ...bodies[type ?? ''] });
  }

  for (const who of ACCOUNTS) {
    const first = await household();
    if (who.roles.includes('MENTOR')) await assign(first.id, who.sub);
    const { status, body } = await api.request(who, 'GET', `/v1/households/${first.id}`);
    expect([who.roles, status]).toEqual([who.roles, 200]);
    const shape = (one: Step): Step => ({ ...one, needId: one.needId?.replace(first.id, '') ?? null });
    const said: Step[] = body.steps.map(shape);
    const all = universe(list, first.needIds).map(shape);
    expect(said.map(without).filter((one) => !all.map(without).includes(one))).toEqual([]);
    const wrong: unknown[] = [];
    // What was refused has changed nothing: the next one is tried on the same household.
    let standing = first.id;
    for (const candidate of all) {
      const offered = said.find((one) => without(one) === without(candidate));
      const needId = candidate.needId === null ? null : `${standing}${candidate.needId}`;
      const answered = await tryStep(who, standing, { ...(offered ?? candidate), needId });
      if (answered < 300 !== (offered !== undefined))
        wrong.push([who.roles, candidate, offered !== undefined, answered]);
      if (answered >= 300) continue;
      standing = (await household()).id;
      if (who.roles.includes('MENTOR')) await assign(standing, who.sub);
    }
    expect(wrong).toEqual([]);
  }

  async function mentorOf(sub: string): Promise<void> {
    await api.stores.accounts.createAccount({
      sub,
      version: 1,
      kind: 'PERSON',
      status: 'ACTIVE',
      grants: [{ role: 'MENTOR', unit: '4201', from: '2026-01-01' }],
      createdAt: '2026-01-01T00:00:00.000Z',
      changedBy: 'maker',
      changedAt: '2026-01-01T00:00:00.000Z',
      mustAccept: false,
      ended: [],
    });
  }

  async function assign(id: string, sub: string): Promise<void> {
    const body = { mentor: sub, on: '2026-05-05' };
    const { status } = await api.request(officer, 'PUT', `/v1/households/${id}/mentor`, {
      body,
      headers: { 'If-Match': '*' },
    });
    if (status !== 200) throw new Error('no mentor');
  }
});

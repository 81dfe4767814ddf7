/** Accounts whose record gives them several grants: no role acts in the place of another grant. */
import { beforeEach, describe, expect, it } from 'vitest';

import type { Principal } from '#shared/domain/access/access.ts';
import type { Grant } from '#shared/domain/account/account.ts';
import { account, createInProcessApi, type Answered, type InProcessApi } from '#test/api/in-process-api.ts';
import { putOnList } from '#test/api/put-on-list.ts';
import { delivered, newHousehold, newTargetList } from '#test/api/synthetic-household.ts';

const officer = account('DISTRICT_OFFICER', { area: '4201' });
const secretariat = account('PROVINCE_SECRETARIAT', { area: '42' });

let api: InProcessApi;
let household: string;
beforeEach(async () => {
  api = createInProcessApi();
  household = (await api.request(officer, 'POST', '/v1/households', { body: newHousehold(1) })).body.id;
});

async function holding(...grants: Omit<Grant, 'from'>[]): Promise<Principal> {
  const at = '2026-01-01T00:00:00.000Z';
  await api.stores.accounts.createAccount({
    sub: 'holder',
    version: 1,
    kind: 'PERSON',
    status: 'ACTIVE',
    grants: grants.map((grant) => ({ ...grant, from: '2026-01-01' })),
    createdAt: at,
    changedBy: 'holder',
    changedAt: at,
    mustAccept: false,
    ended: [],
  });
  return { sub: 'holder', roles: [] };
}

const record = (who: Principal, body: object) =>
  api.request(who, 'POST', `/v1/households/${household}/logbook`, { body });
const told = ({ status, body }: Answered) => [status, body.code];

describe('an account with a record', () => {
  it('says the states of a target that its role may say, and no others', async () => {
    const { id: list } = (await api.request(secretariat, 'POST', '/v1/target-lists', { body: newTargetList('42') }))
      .body;
    await api.request(secretariat, 'POST', `/v1/target-lists/${list}/publish`);
    await putOnList(api.stores.households, household, list, '420101', api.clock.now);
    const state = (said: string) => ({ type: 'target-state', list, state: said, on: '2026-05-15', reason: 'ก' });
    const team = await holding({ role: 'FIELD_TEAM', unit: '420101' });
    expect(told(await record(team, state('FOLLOWING')))).toEqual([403, 'not-permitted']);
    expect((await record(team, { ...state('NOT_POOR'), evidence: 'DESK' })).status).toBe(201);
  });

  it('undoes uploads of other offices where it is the secretariat, and not where it is another office', async () => {
    const upload = async (id: string, area: string) =>
      await api.stores.uploads.create({
        id,
        version: 1,
        source: 'thaiqm-survey',
        filename: 'ก.csv',
        size: 1,
        status: 'FINISHED',
        keepsRecorded: true,
        createdAt: '2026-05-01T03:00:00.000Z',
        by: { sub: 'importer', roles: ['DATA_IMPORTER'], area },
        scopeAreas: [area],
        objectKey: id,
        fileProblems: [],
        problems: [],
      });
    const [here, there] = ['0b9f1c52-6d1e-4a53-9f60-2f4f5f1f0a11', '0b9f1c52-6d1e-4a53-9f60-2f4f5f1f0a12'];
    await upload(here, '4201');
    await upload(there, '310101');
    const both = await holding(
      { role: 'DISTRICT_OFFICER', unit: '3101' },
      { role: 'PROVINCE_SECRETARIAT', unit: '42' },
    );
    const undo = (id: string) =>
      api.request(both, 'POST', `/v1/uploads/${id}/undo`, {
        body: { reason: 'ผิดไฟล์' },
        headers: { 'idempotency-key': id },
      });
    expect((await undo(here)).status).toBe(202);
    expect(told(await undo(there))).toEqual([404, 'upload-not-found']);
  });

  it('verifies help where its office is, and not where it is in a field team', async () => {
    const { id: assistanceId } = (await record(officer, delivered('cdd'))).body;
    const verified = { type: 'assistance-status', assistanceId, status: 'VERIFIED', on: '2026-05-15' };
    const both = await holding({ role: 'DISTRICT_OFFICER', unit: '3101' }, { role: 'FIELD_TEAM', unit: '420101' });
    expect(told(await record(both, verified))).toEqual([403, 'not-permitted']);
    expect((await record(officer, verified)).status).toBe(201);
  });

  it('answers a referral for the agency as the secretariat of its own province alone', async () => {
    const need = { type: 'need', dimension: 'health', kind: 'PROBLEM', text: 'ก', openedOn: '2026-05-01' };
    const { id: needId } = (await record(officer, need)).body;
    const { id: referral } = (
      await api.request(officer, 'POST', `/v1/households/${household}/referrals`, {
        body: { toAgency: 'moph', needIds: [needId], dueAt: '2026-06-10' },
      })
    ).body;
    const accept = (who: Principal) =>
      api.request(who, 'POST', `/v1/referrals/${referral}/accept`, { body: { onBehalf: { how: 'โทรศัพท์' } } });
    const both = await holding({ role: 'PROVINCE_SECRETARIAT', unit: '31' }, { role: 'PROVINCE_EXEC', unit: '42' });
    expect(told(await accept(both))).toEqual([403, 'outside-scope']);
    expect((await accept(secretariat)).status).toBe(200);
  });
});

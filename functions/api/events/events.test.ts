import { beforeEach, describe, expect, it } from 'vitest';

import { account, createInProcessApi, type Account, type InProcessApi } from '#test/api/in-process-api.ts';
import { newHousehold } from '#test/api/synthetic-household.ts';

const officer = account('DISTRICT_OFFICER', { area: '4201' });
const cdd = account('AGENCY_FOCAL', { agency: 'cdd' });
const moph = account('AGENCY_FOCAL', { agency: 'moph' });

let api: InProcessApi;
let household: string;
beforeEach(async () => {
  api = createInProcessApi({ now: new Date('2026-05-20T03:00:00.000Z') });
  household = (await api.request(officer, 'POST', '/v1/households', { body: newHousehold(1) })).body.id;
});

async function post(who: Account, path: string, body: object = {}) {
  const answered = await api.request(who, 'POST', path, { body });
  if (answered.status >= 300) throw new Error(answered.text);
  return answered.body;
}
const later = (seconds: number) => {
  api.clock.now = new Date(api.clock.now.getTime() + seconds * 1000);
};
const feed = async (who: Account, query: Record<string, string> = {}) =>
  await api.request(who, 'GET', '/v1/events', { query });
type Item = { id: string; type: string };
const types = async (who: Account, query: Record<string, string> = {}) =>
  (await feed(who, query)).body.items.map(({ type }: Item) => type);

async function refer(): Promise<string> {
  const need = {
    type: 'need',
    dimension: 'income',
    kind: 'PROBLEM',
    text: 'ความลับของบ้าน',
    openedOn: '2026-05-01',
    personId: null,
  };
  const { id } = await post(officer, `/v1/households/${household}/logbook`, need);
  const body = { toAgency: 'cdd', needIds: [id], dueAt: '2026-06-20', note: 'ความลับของบ้าน' };
  return (await post(officer, `/v1/households/${household}/referrals`, body)).id;
}

describe('the event feed', () => {
  it('tells the organisation of a referral that it was sent, answered and withdrawn, and nobody else', async () => {
    const [first, second] = [await refer(), await refer()];
    later(1);
    await post(cdd, `/v1/referrals/${first}/accept`);
    await post(officer, `/v1/referrals/${second}/withdraw`, { reason: 'ส่งผิด' });
    later(11);
    const { body, text } = await feed(cdd);
    expect(body.items.map(({ type, referralId }: { type: string; referralId: string }) => [type, referralId])).toEqual(
      expect.arrayContaining([
        ['referral.sent', first],
        ['referral.sent', second],
        ['referral.answered', first],
        ['referral.withdrawn', second],
      ]),
    );
    expect(body.items).toHaveLength(4);
    expect(text).not.toContain(household);
    expect(text).not.toMatch(/ความลับ|ทดสอบ1|4201/u);
    expect(await types(moph)).toEqual([]);
    expect((await feed(officer)).body.code).toBe('not-permitted');
    expect(await types({ ...cdd, sub: 'a-system' })).toHaveLength(4);
  });

  it('tells an organisation of resolutions that name it, of households and of none', async () => {
    const held = { unit: '4201', kind: 'TARGETING', heldOn: '2026-05-18', cases: [household] };
    const { id: meeting } = await post(officer, '/v1/meetings', held);
    const resolution = { agency: 'cdd', text: 'ฝึกอาชีพ', dueOn: '2026-06-20' };
    const ids = [
      (await post(officer, `/v1/meetings/${meeting}/resolutions`, { ...resolution, householdId: household })).id,
      (await post(officer, `/v1/meetings/${meeting}/resolutions`, resolution)).id,
    ];
    for (const id of ids) await post(officer, `/v1/resolutions/${id}/complete`, { on: '2026-05-20' });
    later(11);
    const { items } = (await feed(cdd)).body;
    expect(new Set(items.map((item: { resolutionId: string }) => item.resolutionId))).toEqual(new Set(ids));
    expect(items[0]).toMatchObject({ type: 'resolution.adopted', meetingId: meeting, referralId: null });
    expect(await types(moph)).toEqual([]);
  });

  it('tells an organisation of grants in it that come, change and go, and of accounts that are shut', async () => {
    const grant = { role: 'AGENCY_FOCAL', agency: 'cdd', from: '2026-05-01' };
    const { sub } = await post(cdd, '/v1/accounts', { email: 'b@example.go.th', displayName: 'ข', grants: [grant] });
    later(1);
    const grants = [{ ...grant, to: '2026-12-31' }];
    await api.request(cdd, 'PUT', `/v1/accounts/${sub}/grants`, { body: { grants }, headers: { 'If-Match': '*' } });
    later(1);
    await api.request({ sub, roles: [] }, 'POST', '/v1/me/terms', { body: { version: 1 } });
    later(1);
    await post(cdd, `/v1/accounts/${sub}/suspend`, { reason: 'ลา' });
    later(11);
    const { items } = (await feed(cdd)).body;
    expect(items.map(({ type, account: whose }: { type: string; account: string }) => [type, whose])).toEqual(
      Array.from({ length: 3 }, () => ['grant.changed', sub]),
    );
    expect(await types(moph)).toEqual([]);
  });

  it('shows nothing that is younger than ten seconds, and nothing older than 90 days', async () => {
    await refer();
    later(9);
    expect(await types(cdd)).toEqual([]);
    later(2);
    expect(await types(cdd)).toEqual(['referral.sent']);
    later(90 * 86_400);
    expect(await types(cdd)).toEqual([]);
  });

  it('goes on behind nextCursor, and behind the id of any event', async () => {
    for (let number = 0; number < 5; number += 1) {
      await refer();
      later(number === 2 ? 86_400 : 1);
    }
    later(11);
    const all: string[] = [];
    let after: string | undefined;
    for (let more = true; more;) {
      const { body } = await feed(cdd, { limit: '2', ...(after === undefined ? {} : { after }) });
      all.push(...body.items.map(({ id }: Item) => id));
      ({ nextCursor: after, more } = body);
    }
    expect(all).toHaveLength(5);
    expect(all).toEqual(all.toSorted());
    expect(await types(cdd, { after: after ?? '' })).toEqual([]);
    expect(await types(cdd, { after: all[1] ?? '' })).toHaveLength(3);
    await refer();
    later(11);
    expect(await types(cdd, { after: after ?? '' })).toHaveLength(1);
  });

  it('refuses what is no place, and says when events behind a place are gone', async () => {
    for (const after of ['x', '20260231T030000000Z-0000000000000000', '20260520T030000000Z'])
      expect([after, (await feed(cdd, { after })).body.code]).toEqual([after, 'cursor-invalid']);
    const gone = await feed(cdd, { after: '20250520T030000000Z-0000000000000000' });
    expect([gone.status, gone.body.code]).toEqual([410, 'events-gone']);
    const ahead = '20270520T030000000Z-0000000000000000';
    expect((await feed(cdd, { after: ahead })).body).toEqual({ items: [], nextCursor: ahead, more: false });
  });
});

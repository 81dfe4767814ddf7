import { beforeEach, describe, expect, it } from 'vitest';

import { findDuplicates } from '#functions/duplicates/find/find-duplicates.ts';
import { asCandidate, whenAsked } from '#shared/domain/duplicates/duplicate.ts';
import { duplicateId } from '#shared/duplicate/duplicate-id.ts';
import { account, createInProcessApi, type Account, type InProcessApi } from '#test/api/in-process-api.ts';
import { putOnList } from '#test/api/put-on-list.ts';

const officer = account('DISTRICT_OFFICER', { area: '4201' });
const neighbour = account('DISTRICT_OFFICER', { area: '4202' });
const secretariat = account('PROVINCE_SECRETARIAT', { area: '42' });
const abroad = account('PROVINCE_SECRETARIAT', { area: '40' });

let api: InProcessApi;
beforeEach(() => {
  api = createInProcessApi();
});

let number = 0;
/** A household without numbers, which nothing but its address and people is known by. */
async function register(areaCode = '420101', more: object = {}, who: Account = secretariat): Promise<string> {
  const body = {
    areaCode,
    addressNo: `${(number += 1)}/9`,
    moo: 1,
    members: [{ firstName: 'สมใจ', lastName: 'ตัวอย่างดี', birthDate: '1980-03-04', relation: 'หัวหน้าครอบครัว' }],
    confirmNew: true,
    ...more,
  };
  const { status, body: said } = await api.request(who, 'POST', '/v1/households', { body });
  expect([status, said.code]).toEqual([201, undefined]);
  return said.id;
}
const search = async (province = '42') =>
  await findDuplicates(
    { province },
    { households: api.stores.households, duplicates: api.stores.duplicates, now: () => api.clock.now },
  );
const inbox = async (who: Account = officer, query: Record<string, string> = {}) =>
  (await api.request(who, 'GET', '/v1/duplicates', { query })).body;
const due = async (who: Account = officer) =>
  (await api.request(who, 'GET', '/v1/me/due', { query: { kind: 'DUPLICATE' } })).body;
const post = async (id: string, step: string, who: Account = officer, body?: object) =>
  await api.request(who, 'POST', `/v1/duplicates/${id}/${step}`, body ? { body } : {});
const dismiss = async (id: string, who: Account = officer, reason = 'คนละครอบครัว') =>
  await post(id, 'dismiss', who, { reason });
async function versionOf(id: string): Promise<number> {
  return (await api.stores.households.get(id))?.version ?? 0;
}
async function merge(keep: string, other: string, who: Account = officer, versions?: Record<string, number>) {
  const body = {
    keep,
    other,
    reason: 'ครัวเรือนเดียวกัน',
    versions: versions ?? { [keep]: await versionOf(keep), [other]: await versionOf(other) },
  };
  return await api.request(who, 'POST', '/v1/merges', { body });
}
function nextDay(): void {
  api.clock.now = new Date(api.clock.now.getTime() + 24 * 3_600_000);
}

describe('the inbox of duplicates', () => {
  it('has what the search of the night found, with its reasons and the people of both', async () => {
    const ids = [await register(), await register()].toSorted();
    expect((await inbox()).items).toEqual([]);
    expect(await search()).toEqual({ done: true, households: 2, found: 1, written: 1 });
    // A search that comes again writes nothing.
    expect(await search()).toMatchObject({ found: 1, written: 0 });
    const { items, nextCursor } = await inbox();
    expect(nextCursor).toBeNull();
    expect(items).toMatchObject([
      {
        status: 'OPEN',
        reasons: ['NAME_AND_BIRTH'],
        since: '2026-05-20',
        dueOn: '2026-06-03',
        dismissed: null,
        consents: [],
      },
    ]);
    const [one] = items;
    expect(one.households.map(({ id, version, province }: Record<string, unknown>) => [id, version, province])).toEqual(
      ids.map((id) => [id, 1, '42']),
    );
    for (const { personId, household } of one.households)
      expect(household).toMatchObject({
        addressNo: expect.any(String),
        members: [{ id: personId, firstName: 'สมใจ' }],
      });
    const looks = await api.stores.accessLog.of(
      { household: ids[0] ?? '', districts: ['4201'], months: ['2026-05'] },
      undefined,
      10,
    );
    expect(looks.filter(({ sub }) => sub === officer.sub)).toMatchObject([{ action: 'LIST' }]);
    expect(await due()).toMatchObject({
      total: 1,
      items: [{ kind: 'DUPLICATE', dueOn: '2026-06-03', ref: one.id, household: { headName: 'สมใจ ต.' } }],
    });
  });

  it('is of the unit and the reason that are asked for, page by page', async () => {
    for (const area of ['420101', '420102', '420201']) for (const _ of [1, 2]) await register(area);
    await search();
    expect((await inbox(secretariat, { limit: '100' })).items).toHaveLength(7);
    expect((await inbox(officer)).items).toHaveLength(6);
    expect((await inbox(neighbour)).items).toHaveLength(1);
    expect((await inbox(secretariat, { unit: '4202' })).items).toHaveLength(1);
    expect((await inbox(secretariat, { unit: '4202', reason: 'CITIZEN_ID' })).items).toEqual([]);
    expect((await inbox(secretariat, { reason: 'NAME_AND_BIRTH' })).items).toHaveLength(7);
    expect((await inbox(officer, { unit: '4202' })).code).toBe('outside-scope');
    expect((await inbox(officer, { unit: 'x' })).errors[0].pointer).toBe('/unit');
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: { items: { id: string }[]; nextCursor: string | null } = await inbox(secretariat, {
        limit: '2',
        ...(cursor === '' ? {} : { cursor }),
      });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect([seen.length, new Set(seen).size]).toEqual([7, 7]);
  });

  it('is of a municipality what its order covers', async () => {
    await register('420101');
    await register('420101');
    await register('420102');
    await api.stores.committees.put({
      area: '4201.1',
      version: 1,
      kind: 'TOWN_MUN',
      name: 'เทศบาลเมือง',
      covers: ['420102'],
      orderNo: '1',
      orderDate: '2026-05-20',
      agencies: [],
      recordedAt: '2026-05-20T02:00:00.000Z',
    });
    await search();
    expect((await inbox(officer, { unit: '4201.1' })).items).toHaveLength(2);
    expect((await inbox(officer)).items).toHaveLength(3);
  });

  it('tells of a household outside the scope its province alone', async () => {
    const [inside, outside] = [await register('420101'), await register('420201')];
    const documents = await api.stores.households.getMany([inside, outside]);
    const [one, other] = [documents.get(inside), documents.get(outside)];
    if (!one || !other) throw new Error('Both are registered');
    const asked = { id: duplicateId(inside, outside), at: '2026-05-20T03:00:00.000Z', by: secretariat.sub };
    const pair = whenAsked(undefined, asCandidate(one, other), asked);
    if (!pair) throw new Error('It is new');
    await api.stores.duplicates.create(pair);
    const sides = async (who: Account) =>
      (await inbox(who)).items.flatMap(
        ({
          households,
        }: {
          households: { id: string; province: string; version: number | null; household: object }[];
        }) => households.map(({ id, province, version, household }) => [id, province, version, household === null]),
      );
    expect(new Set(await sides(officer))).toEqual(
      new Set([
        [inside, '42', 1, false],
        [outside, '42', null, true],
      ]),
    );
    expect((await sides(secretariat)).map(([, , version]: unknown[]) => version)).toEqual([1, 1]);
    expect((await dismiss(pair.id, officer)).body.code).toBe('outside-scope');
  });

  it('forgets a pair when one of the two was edited, and finds it anew', async () => {
    const [one] = [await register(), await register()];
    await search();
    const { headers, body: before } = await api.request(officer, 'GET', `/v1/households/${one}`);
    const name = async (firstName: string, tag: string) =>
      await api.request(officer, 'PUT', `/v1/households/${one}/profile`, {
        headers: { 'If-Match': tag },
        body: {
          reason: 'สะกดผิด',
          requestedBy: 'OFFICE',
          members: [{ id: before.members[0].id, firstName, lastName: 'ตัวอย่างดี' }],
        },
      });
    const other = await name('ประพันธ์', headers['etag'] ?? '');
    expect(other.status).toBe(200);
    // The look knows it at once, the queue with the next search.
    expect((await inbox()).items).toEqual([]);
    expect((await due()).total).toBe(1);
    await search();
    expect((await due()).total).toBe(0);
    nextDay();
    expect((await name('สมใจ', other.headers['etag'] ?? '')).status).toBe(200);
    await search();
    expect((await inbox()).items).toMatchObject([{ since: '2026-05-21' }]);
  });
});

describe('a pair that is no duplicate', () => {
  it('is dismissed with a reason, and stays so until there is a new one', async () => {
    const [one, two] = [await register(), await register()];
    await search();
    const [{ id }] = (await inbox()).items;
    expect((await post(id, 'dismiss', officer, {})).status).toBe(422);
    expect((await dismiss(id, officer, 'เลข 1101700203450')).body.code).toBe('personal-number-in-text');
    expect((await dismiss(id, neighbour)).body.code).toBe('duplicate-not-found');
    expect((await dismiss('nobody')).body.code).toBe('duplicate-not-found');
    const said = await dismiss(id);
    expect([said.status, said.body.status, said.body.dismissed.reason]).toEqual([200, 'DISMISSED', 'คนละครอบครัว']);
    const stored = JSON.stringify(await api.stores.duplicates.get(id));
    expect(stored).not.toContain('คนละครอบครัว');
    expect((await dismiss(id)).body).toMatchObject({ code: 'transition-not-allowed', from: 'DISMISSED' });
    await search();
    expect([(await inbox()).items, (await due()).total]).toEqual([[], 0]);

    // Both at one address now, under one name: a reason that nobody has decided of.
    nextDay();
    for (const household of [one, two]) {
      const { headers } = await api.request(officer, 'GET', `/v1/households/${household}`);
      const put = await api.request(officer, 'PUT', `/v1/households/${household}/profile`, {
        headers: { 'If-Match': headers['etag'] ?? '' },
        body: { reason: 'เลขที่ผิด', requestedBy: 'OFFICE', address: { addressNo: '500', moo: 2 } },
      });
      expect(put.status).toBe(200);
    }
    await search();
    expect((await inbox()).items).toMatchObject([
      { id, status: 'OPEN', since: '2026-05-21', reasons: ['ADDRESS_AND_NAME', 'NAME_AND_BIRTH'] },
    ]);
    expect((await due()).total).toBe(1);
  });

  it('of two districts is decided by the province', async () => {
    const [one] = [await register(), await register()];
    await search();
    const move = { type: 'move', on: '2026-05-20', toArea: '420201', reason: 'ย้าย' };
    expect((await api.request(officer, 'POST', `/v1/households/${one}/logbook`, { body: move })).status).toBe(201);
    const [duplicate] = await api.stores.duplicates.list('province#42', undefined, 10);
    if (!duplicate) throw new Error('One was found');
    expect((await dismiss(duplicate.document.id, officer)).body.code).toBe('outside-scope');
    expect((await dismiss(duplicate.document.id, neighbour)).body.code).toBe('outside-scope');
    expect((await dismiss(duplicate.document.id, secretariat)).status).toBe(200);
  });
});

describe('a pair that is one', () => {
  it('is decided by the merge, also in the queue, and comes back with its undo', async () => {
    const [keep, other] = [await register(), await register()];
    await search();
    const [{ id }] = (await inbox()).items;
    const merged = await merge(keep, other);
    expect(merged.status).toBe(201);
    expect([(await inbox()).items, (await due()).total]).toEqual([[], 0]);
    expect((await dismiss(id)).body).toMatchObject({ code: 'household-merged', into: keep });
    await search();
    expect([(await inbox()).items, (await due()).total]).toEqual([[], 0]);

    nextDay();
    const undone = await api.request(officer, 'POST', `/v1/merges/${merged.body.id}/undo`, { body: { reason: 'ผิด' } });
    expect(undone.status).toBe(200);
    expect((await inbox()).items).toMatchObject([{ id, status: 'OPEN', since: '2026-05-21' }]);
    expect((await due()).total).toBe(1);
  });
});

describe('households of two provinces', () => {
  async function pair(): Promise<{ keep: string; other: string }> {
    return { keep: await register('420101'), other: await register('400101', {}, abroad) };
  }

  it('are merged by the secretariat of the one that stays, with the consent of the other', async () => {
    const { keep, other } = await pair();
    const versions = { [keep]: await versionOf(keep) };
    // No other office may ask.
    expect((await merge(keep, other, officer)).status).toBe(404);
    const asked = await merge(keep, other, secretariat, versions);
    expect([asked.status, asked.body.code, asked.body.province]).toEqual([409, 'consent-needed', '40']);
    const id = asked.body.duplicate;
    expect(await due(abroad)).toMatchObject({ total: 1, items: [{ ref: id, dueOn: '2026-06-03' }] });
    const [seen] = (await inbox(abroad)).items;
    expect(
      seen.households.toSorted((a: { province: string }, b: { province: string }) =>
        a.province < b.province ? -1 : 1,
      ),
    ).toMatchObject([
      { id: other, household: { id: other } },
      { id: keep, province: '42', version: null, personId: null, household: null },
    ]);
    expect(JSON.stringify(seen.households.find((one: { id: string }) => one.id === keep))).not.toContain('สมใจ');
    // Asked again, it waits as before, and a search does not take it away.
    expect((await merge(keep, other, secretariat, versions)).body.duplicate).toBe(id);
    await search();
    await search('40');
    expect((await due(abroad)).total).toBe(1);
    expect((await post(id, 'consent', officer)).body.code).toBe('outside-scope');
    const agreed = await post(id, 'consent', abroad);
    expect(agreed.body.consents).toMatchObject([{ province: '40' }]);
    expect([(await due(abroad)).total, (await due(secretariat)).total]).toEqual([0, 1]);
    const merged = await merge(keep, other, secretariat, versions);
    expect(merged.status).toBe(201);
    expect([(await due(abroad)).total, (await due(secretariat)).total]).toEqual([0, 0]);
    expect((await api.request(abroad, 'GET', `/v1/households/${other}`)).status).toBe(404);

    // A consent may be taken back: either secretariat undoes.
    const undo = `/v1/merges/${merged.body.id}/undo`;
    expect((await api.request(officer, 'POST', undo, { body: { reason: 'ผิด' } })).status).toBe(404);
    expect((await api.request(abroad, 'POST', undo, { body: { reason: 'คนละคน' } })).status).toBe(200);
    const again = { [keep]: await versionOf(keep) };
    expect((await merge(keep, other, secretariat, again)).body.code).toBe('consent-needed');
    expect((await due(abroad)).total).toBe(1);
    await post(id, 'consent', abroad);
    expect((await merge(keep, other, secretariat, versions)).body.code).toBe('version-conflict');
    expect((await merge(keep, other, secretariat, again)).status).toBe(201);
  });

  it('are not decided by a third province, on whose list one of them is', async () => {
    const { keep, other } = await pair();
    const third = account('PROVINCE_SECRETARIAT', { area: '41', sub: 'third' });
    await putOnList(api.stores.households, other, 'list', '410101', api.clock.now);
    expect((await api.request(third, 'GET', `/v1/households/${other}`)).status).toBe(200);
    const asked = await merge(other, keep, third, { [other]: await versionOf(other) });
    expect([asked.status, asked.body.code]).toEqual([404, 'household-not-found']);
    const { duplicate } = (await merge(keep, other, secretariat, { [keep]: await versionOf(keep) })).body;
    expect((await post(duplicate, 'consent', third)).body.code).toBe('outside-scope');
    expect((await dismiss(duplicate, third)).body.code).toBe('outside-scope');
    expect((await inbox(abroad)).items).toMatchObject([{ id: duplicate, status: 'OPEN', consents: [] }]);
    expect((await post(duplicate, 'consent', abroad)).body.consents).toMatchObject([{ province: '40' }]);
    expect((await merge(keep, other, secretariat, { [keep]: await versionOf(keep) })).status).toBe(201);
  });

  it('stay two when the other province says so', async () => {
    const { keep, other } = await pair();
    const versions = { [keep]: await versionOf(keep) };
    const { body } = await merge(keep, other, secretariat, versions);
    expect((await dismiss(body.duplicate, abroad)).status).toBe(200);
    const again = await merge(keep, other, secretariat, versions);
    expect(again.body).toMatchObject({ code: 'consent-needed', duplicateStatus: 'DISMISSED' });
    expect((await due(abroad)).total).toBe(0);
  });

  it('need no consent within one province', async () => {
    await register();
    await register();
    await search();
    const [{ id }] = (await inbox()).items;
    expect((await post(id, 'consent', secretariat)).body.code).toBe('consent-not-needed');
  });
});

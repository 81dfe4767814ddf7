import { beforeEach, describe, expect, it } from 'vitest';

import { account, createInProcessApi, type Account, type InProcessApi } from '#test/api/in-process-api.ts';
import { newHousehold, syntheticCitizenId } from '#test/api/synthetic-household.ts';

const officer = account('DISTRICT_OFFICER', { area: '4201' });
const neighbour = account('DISTRICT_OFFICER', { area: '4202' });
const secretariat = account('PROVINCE_SECRETARIAT', { area: '42' });
const REASON = { reason: 'แก้ตามบัตรประชาชน', requestedBy: 'SUBJECT' };

let api: InProcessApi;
let id: string;
let head: string;
let child: string;
beforeEach(async () => {
  api = createInProcessApi();
  const { body } = await api.request(officer, 'POST', '/v1/households', { body: newHousehold(1) });
  id = body.id;
  [head, child] = body.members.map((member: { id: string }) => member.id);
});

const put = (said: object, ifMatch: string | null = '*', who: Account = officer) =>
  api.request(who, 'PUT', `/v1/households/${id}/profile`, {
    body: { ...REASON, ...said },
    headers: ifMatch === null ? {} : { 'If-Match': ifMatch },
  });
const reveal = async (fields: string[]) =>
  (await api.request(officer, 'POST', `/v1/households/${id}/reveal`, { body: { fields, purpose: 'ตรวจสอบข้อมูล' } }))
    .body;

describe('a correction of who lives there', () => {
  it('puts right what it names and leaves the rest, the numbers by which the household is known too', async () => {
    const answered = await put(
      {
        members: [
          { id: head, firstName: 'นางสมหญิง', lastName: '-', birthDate: '1961-02-03', telephone: '๐๘๑-๒๓๔ ๕๖๗๘' },
          { id: child, title: 'ด.ช.' },
        ],
        address: { addressNo: '12/3 ม.7', village: 'บ้านใหม่' },
      },
      '"1"',
    );
    expect([answered.status, answered.headers['etag']]).toEqual([200, '"2"']);
    expect(answered.body).toMatchObject({ addressNo: '12/3', moo: 7, village: 'บ้านใหม่', areaCode: '420101' });
    expect(answered.body.members).toMatchObject([
      { id: head, title: 'นาง', lastName: null, birthDate: '1961-02-03', telephone: '08x-xxx-x678' },
      { id: child, title: 'เด็กชาย', firstName: 'บุตร1', lastName: 'ตัวอย่างข้อมูล', relation: 'บุตร', telephone: null },
    ]);
    expect(answered.body.members[0].citizenId).toMatch(/^3-0000-xxxxx-xx-\d$/);
    expect(answered.text).not.toContain('0812345678');
    expect((await reveal(['telephone'])).members).toMatchObject([{ telephone: '0812345678' }, { telephone: null }]);
    // Found by the right name, and still by the number.
    const search = async (body: object) =>
      (await api.request(officer, 'POST', '/v1/households/search', { body })).body.items.length;
    expect(await search({ citizenId: syntheticCitizenId(1) })).toBe(1);
    expect(await search({ name: 'ทดสอบ1', area: '4201' })).toBe(0);
  });

  it('shows the logbook which fields were corrected, and no value', async () => {
    await put({
      members: [{ id: head, firstName: 'มะลิ', telephone: '0812345678', disability: true }],
      address: { moo: 4 },
    });
    const { body, text } = await api.request(officer, 'GET', `/v1/households/${id}/logbook`);
    expect(body.items.at(-1)).toMatchObject({
      type: 'profile',
      ...REASON,
      changed: [
        `/members/${head}/firstName`,
        `/members/${head}/telephone`,
        `/members/${head}/disability`,
        '/address/moo',
      ],
    });
    expect(text).not.toMatch(/มะลิ|0812345678/);
  });

  it('takes back what is not known', async () => {
    await put({ members: [{ id: head, telephone: '0812345678' }] });
    const { body } = await put({ members: [{ id: head, telephone: null, birthDate: null }], address: { moo: null } });
    expect(body).toMatchObject({ moo: null, addressNo: '1/1' });
    expect(body.members[0]).toMatchObject({ telephone: null, birthDate: null });
  });

  it.each<[object, string, string]>([
    [{}, '/members', 'required'],
    [{ address: {} }, '/members', 'required'],
    [{ members: [{ id: 'HEAD' }] }, '/members/0', 'required'],
    [
      {
        members: [
          { id: 'HEAD', title: 'นาย' },
          { id: 'HEAD', title: 'นาง' },
        ],
      },
      '/members/1/id',
      'member-twice',
    ],
    [{ members: [{ id: 'HEAD', firstName: '12345' }] }, '/members/0/firstName', 'name-is-number'],
    [{ members: [{ id: 'HEAD', birthDate: '2026-05-21' }] }, '/members/0/birthDate', 'date-in-future'],
    [{ members: [{ id: 'HEAD', telephone: '12' }] }, '/members/0/telephone', 'telephone-invalid'],
    [{ members: [{ id: 'HEAD', citizenId: '3' }] }, '/members/0/citizenId', 'unknown-field'],
    [{ address: { addressNo: '12 ม.7', moo: 3 } }, '/address/addressNo', 'address-moo-differs'],
    [{ address: { addressNo: '2026-05-01' } }, '/address/addressNo', 'address-is-date'],
    [{ requestedBy: 'ME', address: { moo: 1 } }, '/requestedBy', 'invalid-value'],
  ])('%j is refused at %s', async (said, pointer, code) => {
    const { status, body } = await put(JSON.parse(JSON.stringify(said).replaceAll('HEAD', head)));
    expect([status, body.errors?.[0]?.pointer, body.errors?.[0]?.code]).toEqual([422, pointer, code]);
    expect((await api.request(officer, 'GET', `/v1/households/${id}`)).body.version).toBe(1);
  });

  it('takes no number of a person in its words, and no stranger', async () => {
    const { body } = await put({ reason: `เลข ${syntheticCitizenId(3)}`, address: { moo: 1 } });
    expect([body.code, body.errors[0].pointer]).toEqual(['personal-number-in-text', '/reason']);
    expect((await put({ members: [{ id: 'nobody', title: 'นาย' }] })).body.code).toBe('person-not-found');
  });

  it('is made by an office in its own area', async () => {
    expect((await put({ address: { moo: 1 } }, '*', neighbour)).status).toBe(404);
    for (const role of ['FIELD_TEAM', 'MENTOR', 'AGENCY_FOCAL', 'PROVINCE_EXEC'] as const)
      expect((await put({ address: { moo: 1 } }, '*', account(role, { area: '4201', agency: 'cdd' }))).status).toBe(
        403,
      );
  });

  it('holds while others record other things, and names the fields that another corrected', async () => {
    expect((await put({ address: { moo: 1 } }, null)).status).toBe(428);
    const visit = { type: 'visit', on: '2026-05-02', purpose: 'SURVEY', outcome: 'MET' };
    await api.request(officer, 'POST', `/v1/households/${id}/logbook`, { body: visit });
    expect((await put({ members: [{ id: head, firstName: 'มะลิ' }] }, '"1"')).status).toBe(200);
    const stale = await put(
      { members: [{ id: head, firstName: 'มาลี' }], address: { addressNo: '1/1' } },
      '"2"',
      secretariat,
    );
    expect([stale.status, stale.body]).toMatchObject([
      412,
      { code: 'version-conflict', version: 3, changed: ['/members/0/firstName'], changedBy: officer.sub },
    ]);
    expect(stale.text).not.toContain('มะลิ');
    expect((await put({ members: [{ id: head, firstName: 'มาลี' }] }, '"3"', secretariat)).status).toBe(200);
  });
});

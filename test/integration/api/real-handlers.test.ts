/** The deployed functions of the API against DynamoDB and S3: what memory stores cannot show. */
import { randomUUID } from 'node:crypto';

import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, inject, it } from 'vitest';

import { createDynamoAccountStore } from '#shared/account/dynamo-account-store.ts';
import { createDynamo } from '#shared/dynamo/client.ts';
import { account, type Account, type Asked } from '#test/api/in-process-api.ts';
import { startRealHandlers, type RealHandlers } from '#test/api/real-handlers.ts';
import { delivered, newHousehold, newTargetList, syntheticCitizenId } from '#test/api/synthetic-household.ts';

const secretariat = account('PROVINCE_SECRETARIAT', { area: '42' });
const officer = account('DISTRICT_OFFICER', { area: '4201' });
const cdd = account('AGENCY_FOCAL', { agency: 'cdd' });
const auditor = account('DPO_AUDITOR');
const prefix = `api-${randomUUID().slice(0, 8)}-`;
/** The real clock runs here. */
const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);

let api: RealHandlers;
let household: string;
beforeAll(async () => {
  api = await startRealHandlers({ dynamodb: inject('dynamodb'), s3: inject('s3'), prefix });
  household = (await api.request(officer, 'POST', '/v1/households', { body: newHousehold(1) })).body.id;
});

const call = async (status: number, who: Account, method: string, path: string, asked?: Asked) => {
  const answered = await api.request(who, method, path, asked);
  if (answered.status !== status) throw new Error(`${method} ${path}: ${answered.status} ${answered.text}`);
  return answered.body;
};

/** All items of a table, as text. */
async function stored(table: 'AccessLog' | 'Operations'): Promise<string> {
  const { Items = [] } = await createDynamo().send(new ScanCommand({ TableName: api.tables[table] }));
  expect(Items).not.toEqual([]);
  return JSON.stringify(Items);
}

describe('the functions of the API', () => {
  it('find a household by its ID, list it, read it, and log who did', async () => {
    const found = await call(200, officer, 'POST', '/v1/households/search', {
      body: { citizenId: syntheticCitizenId(1) },
    });
    expect(found.items).toMatchObject([{ id: household }]);
    const listed = await call(200, officer, 'GET', '/v1/households');
    expect(listed.items).toMatchObject([{ id: household, headName: 'ทดสอบ1 ตัวอย่างข้อมูล' }]);
    await call(200, officer, 'GET', `/v1/households/${household}`);
    await call(200, officer, 'POST', `/v1/households/${household}/reveal`, {
      body: { fields: ['citizenId'], purpose: 'ตรวจสอบ' },
    });
    const log = await call(200, auditor, 'GET', '/v1/access-log', { query: { household } });
    expect(log.items.map(({ action }: { action: string }) => action)).toEqual(['REVEAL', 'READ', 'LIST', 'SEARCH']);
    expect(log.items[0].purpose).toBe('ตรวจสอบ');
    expect(await stored('AccessLog')).not.toContain('ตรวจสอบ');
  });

  it.each([2, 8])('register one household of %i that come at once without any number', async (parallel) => {
    for (let round = 0; round < 10; round += 1) {
      const body = newHousehold(1, '420103', {
        addressNo: `${parallel}/${round}`,
        members: [{ firstName: `ทดสอบ${round}`, lastName: 'ตัวอย่างข้อมูล' }],
      });
      const answers = await Promise.all(
        Array.from({ length: parallel }, () => api.request(officer, 'POST', '/v1/households', { body })),
      );
      const made = answers.filter(({ status }) => status === 201);
      const told = answers.filter(({ status }) => status === 409);
      expect([round, made.length, told.length]).toEqual([round, 1, parallel - 1]);
      for (const { body: problem } of told)
        expect(problem).toMatchObject({
          code: 'household-exists',
          candidates: [{ id: made[0]?.body.id }],
          confirmable: true,
        });
    }
  });

  it('record once for one Idempotency-Key, however often it comes at once', async () => {
    const before = (await call(200, officer, 'GET', `/v1/households/${household}`)).version;
    const asked = { body: delivered('cdd', { deliveredOn: today }), headers: { 'Idempotency-Key': randomUUID() } };
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => api.request(officer, 'POST', `/v1/households/${household}/logbook`, asked)),
    );
    expect(new Set(answers.map(({ status }) => status)).isSubsetOf(new Set([201, 409]))).toBe(true);
    const again = await call(201, officer, 'POST', `/v1/households/${household}/logbook`, asked);
    expect(again.version).toBe(before + 1);
    expect((await call(200, officer, 'GET', `/v1/households/${household}`)).version).toBe(before + 1);
  });

  it('lose no entry when several record on one household at once', async () => {
    const before = (await call(200, officer, 'GET', `/v1/households/${household}`)).version;
    const asked = { body: delivered('dla', { deliveredOn: today }) };
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => api.request(officer, 'POST', `/v1/households/${household}/logbook`, asked)),
    );
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
    expect((await call(200, officer, 'GET', `/v1/households/${household}`)).version).toBe(before + 5);
  });

  it('register one household when the same people come at once', async () => {
    const asked = { body: newHousehold(2) };
    const answers = await Promise.all([1, 2, 3].map(() => api.request(officer, 'POST', '/v1/households', asked)));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409, 409]);
  });

  it('page through an area with cursors of their own', async () => {
    for (const number of [11, 12, 13])
      await call(201, secretariat, 'POST', '/v1/households', { body: newHousehold(number, '420301') });
    const first = await call(200, secretariat, 'GET', '/v1/households', { query: { area: '4203', limit: '2' } });
    const rest = await call(200, secretariat, 'GET', '/v1/households', {
      query: { area: '4203', limit: '2', cursor: first.nextCursor },
    });
    expect([first.items.length, rest.items.length, rest.nextCursor]).toEqual([2, 1, null]);
    expect(new Set([...first.items, ...rest.items].map(({ id }) => id)).size).toBe(3);
    const stolen = await api.request(
      account('PROVINCE_SECRETARIAT', { area: '42', sub: 'another' }),
      'GET',
      '/v1/households',
      {
        query: { area: '4203', limit: '2', cursor: first.nextCursor },
      },
    );
    expect(stolen.body.code).toBe('cursor-invalid');
  });

  it('compute the month to date and its households', async () => {
    const { id } = await call(201, secretariat, 'POST', '/v1/target-lists', {
      body: { ...newTargetList('42'), openedOn: today },
    });
    await call(200, secretariat, 'POST', `/v1/target-lists/${id}/publish`);
    const report = await call(200, cdd, 'GET', '/v1/statistics/agencies', {
      query: { month: today.slice(0, 7), area: '42' },
    });
    const row = report.rows.find(({ agency }: { agency: string }) => agency === 'cdd');
    expect([report.revision, row.outsideList, row.silent]).toEqual([null, 1, false]);
    const query = { month: today.slice(0, 7), area: '42', agency: 'cdd', figure: 'outsideList' };
    const behind = await call(200, cdd, 'GET', '/v1/statistics/agencies/households', { query });
    expect(behind.items).toEqual([{ id: household }]);
    const log = await call(200, auditor, 'GET', '/v1/access-log', { query: { household } });
    expect(log.items[0]).toMatchObject({ action: 'LIST', sub: cdd.sub });
  });

  it('offer a form by which a file really gets into the bucket, and none too big', async () => {
    const offer = () =>
      call(201, officer, 'POST', '/v1/uploads', { body: { source: 'thaiqm-survey', filename: 'ก.csv', size: 5 } });
    const { uploadId, url, fields } = await offer();
    const send = async (key: string) => {
      const form = new FormData();
      for (const [name, value] of Object.entries({ ...fields, key })) form.append(name, String(value));
      form.append('file', new Blob(['a,b\n1']), 'ก.csv');
      return (await fetch(url, { method: 'POST', body: form })).status;
    };
    expect(await send('incoming/another')).toBe(403);
    expect(await send(fields.key)).toBe(204);
    const { ContentLength } = await new S3Client({}).send(
      new HeadObjectCommand({ Bucket: `${prefix}uploads`, Key: `incoming/${uploadId}` }),
    );
    expect(ContentLength).toBe(5);
    expect((await call(200, officer, 'GET', `/v1/uploads/${uploadId}`)).filename).toBe('ก.csv');
    expect(await stored('Operations')).not.toContain('ก.csv');
  });

  it('put an order once for its version', async () => {
    const order = { orderNo: '1/2569', orderDate: '2026-01-05', agencies: ['cdd'] };
    const put = (ifMatch?: string) =>
      api.request(secretariat, 'PUT', '/v1/committees/42', {
        body: order,
        headers: ifMatch ? { 'If-Match': ifMatch } : {},
      });
    expect([(await put()).status, (await put('"1"')).status, (await put('"1"')).status]).toEqual([200, 200, 412]);
  });

  it('let a municipality come to the households of its newest order alone', async () => {
    const accounts = createDynamoAccountStore({ client: createDynamo(), tables: api.tables });
    await accounts.createAccount({
      sub: 'municipal',
      version: 1,
      kind: 'PERSON',
      status: 'ACTIVE',
      grants: [{ role: 'MUNICIPAL_OFFICER', unit: '4205.1', from: '2026-01-01' }],
      createdAt: '2026-01-01T00:00:00.000Z',
      changedBy: 'maker',
      changedAt: '2026-01-01T00:00:00.000Z',
      mustAccept: false,
      ended: [],
    });
    const municipal: Account = { sub: 'municipal', roles: [] };
    const made: string[] = [];
    for (const [number, place] of [
      [901, '420501'],
      [902, '420502'],
    ] as const)
      made.push((await call(201, secretariat, 'POST', '/v1/households', { body: newHousehold(number, place) })).id);
    const [inside = '', outside = ''] = made;
    await call(403, municipal, 'GET', '/v1/households');
    for (const [version, cover] of ['420502', '420501'].entries())
      await call(200, secretariat, 'PUT', '/v1/committees/4205.1', {
        body: { orderNo: '1', orderDate: '2026-01-05', agencies: ['cdd'], kind: 'TOWN_MUN', covers: [cover] },
        headers: version === 0 ? {} : { 'If-Match': `"${version}"` },
      });
    expect((await call(200, municipal, 'GET', '/v1/households')).items).toMatchObject([{ id: inside }]);
    await call(200, municipal, 'GET', `/v1/households/${inside}`);
    await call(404, municipal, 'GET', `/v1/households/${outside}`);
  });

  it('refuse a tag that was damaged on its way: a server reads the three bytes of U+FFFD as three letters', async () => {
    const body = { orderNo: '1/2569', orderDate: '2026-01-05', agencies: ['cdd'] };
    for (const letters of ['\u00ef\u00bf\u00bd', '\u00ef\u00bf', '\u00e0\u00b8'])
      expect([
        letters,
        (
          await api.request(secretariat, 'PUT', '/v1/committees/42', {
            body,
            headers: { 'If-Match': `"${letters}"` },
          })
        ).status,
      ]).toEqual([letters, 422]);
  });

  it('leave no name and no citizen ID readable in any table', async () => {
    const client = createDynamo();
    for (const TableName of Object.values(api.tables)) {
      const { Items = [] } = await client.send(new ScanCommand({ TableName }));
      const kept = JSON.stringify(Items, (_, value: unknown) =>
        value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : value,
      );
      for (const secret of ['ทดสอบ1', 'ตัวอย่างข้อมูล', syntheticCitizenId(1), '3000000'])
        expect([TableName, kept.includes(secret)]).toEqual([TableName, false]);
    }
  });
});

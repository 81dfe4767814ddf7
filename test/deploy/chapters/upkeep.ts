/** Mends a document, undoes a file, fills a list, prints a plan and answers a data subject. */
import { expect, it } from 'vitest';
import { windows874 } from '#shared/spreadsheet/windows-874.ts';
import { ranToEnd } from '../executions.ts';
import { type Json, until } from '../outside.ts';
import { DAY_OF_HELP, MISSED, once, TARGET_FILE, TARGETS } from '../story.ts';
import { story, as, idOf } from '../story-so-far.ts';

it('names a document that differs from its entries, and writes it anew', { timeout: 240_000 }, async () => {
  const stateMachineArn = idOf('AWS::StepFunctions::StateMachine', 'RebuildDocuments');
  const rebuild = async (request: object) => await ranToEnd(story.account, stateMachineArn, JSON.stringify(request));
  expect(await rebuild({ check: true })).toMatchObject({
    status: 'SUCCEEDED',
    output: { finish: { answer: { ok: true, left: 0 } } },
  });
  await story.account.call([
    [
      'dynamodb',
      'update_item',
      {
        TableName: idOf('AWS::DynamoDB::GlobalTable', 'Households'),
        Key: { pk: { S: `household#${story.household}` }, sk: { S: 'document' } },
        UpdateExpression: 'SET note = :note',
        ExpressionAttributeValues: { ':note': { S: 'x' } },
      },
    ],
  ]);
  expect((await rebuild({ check: true, provinces: ['42'] })).status).toBe('FAILED');
  const { status, output } = await rebuild({ check: false, provinces: ['42'] });
  expect(status).toBe('SUCCEEDED');
  expect(output.finish.answer.faults).toEqual([
    { household: story.household, fault: 'document-differs', mended: true },
  ]);
  expect((await rebuild({ check: true, provinces: ['42'] })).status).toBe('SUCCEEDED');
});

it('refuses a file that is none, and says so to the office', { timeout: 120_000 }, async () => {
  const refused = await as.importer.upload({ source: 'thaiqm-survey', filename: 'survey.xlsx' }, Buffer.alloc(4096, 7));
  expect(refused).toMatchObject({ status: 'FAILED', rows: { total: 0 }, problems: [{ row: 0, severity: 'error' }] });
});

it('keeps the order of a committee, and reads out the tables of reference', async () => {
  const order = { orderNo: 'ตัวอย่าง 1', orderDate: DAY_OF_HELP, agencies: ['cdd', 'dopa'] };
  expect((await as.officer.call('PUT', '/v1/committees/42', order)).status).toBe(403);
  // An organisation that the secretariat enters and puts under another one may stand on the order.
  const office = { nameTh: 'สำนักงานจังหวัดตัวอย่าง', sector: 'STATE', areaCode: '42', reportsAs: 'moph' };
  const { slug: parent } = (await as.secretariat.call('POST', '/v1/organisations', office)).body;
  const station = { nameTh: 'สถานีอนามัยตัวอย่าง', sector: 'STATE', areaCode: '420101', parent };
  const { slug } = (await as.secretariat.call('POST', '/v1/organisations', station)).body;
  const changed = { ...station, shortTh: 'สอ.' };
  expect(
    (await as.secretariat.call('PUT', `/v1/organisations/${slug}`, changed, { 'If-Match': '"1"' })).body,
  ).toMatchObject({ ...changed, version: 2 });
  order.agencies.push(slug);
  expect((await as.secretariat.call('PUT', '/v1/committees/42', order)).status).toBe(200);
  expect((await as.nesdc.get('/v1/committees/42')).body).toMatchObject(order);
  expect((await as.officer.get('/v1/reference/dimensions')).body.items).toHaveLength(5);
});

it('gives the first receipt for the same bytes, and changes nothing', { timeout: 120_000 }, async () => {
  const before = await as.officer.get(`/v1/households/${story.household}`);
  const again = await as.importer.upload({ ...TARGET_FILE, list: story.list }, windows874(TARGETS));
  expect(again.id).not.toBe(story.receipt.id);
  expect(again).toMatchObject({ status: 'FINISHED', rows: story.receipt.rows, problems: story.receipt.problems });
  expect((await as.officer.get(`/v1/households/${story.household}`)).body).toEqual(before.body);
});

it('undoes what a file recorded, and takes the same file again', { timeout: 120_000 }, async () => {
  const file = { source: 'missed-households', filename: 'missed.csv' };
  const bytes = Buffer.from(MISSED);
  const sent = await as.importer.upload(file, bytes);
  expect(sent).toMatchObject({ status: 'FINISHED', rows: { total: 1, created: 1 } });
  const path = `/v1/uploads/${sent.id}/undo`;
  expect((await as.importer.post(path, { reason: 'ส่งไฟล์ผิดอำเภอ' }, once())).status).toBe(202);
  const done = await until(60, async () => {
    const { body } = await as.importer.get(path);
    return body.status === 'DONE' ? body : undefined;
  });
  expect(done).toMatchObject({ dissolved: 1, stayed: 0, items: [] });
  expect((await as.importer.post(path, { reason: 'อีกครั้ง' }, once())).body.code).toBe('upload-undone');
  expect(await as.importer.upload(file, bytes)).toMatchObject({ status: 'FINISHED', rows: { total: 1 } });
});

it('fills a list by a query, as many as a dry run counted', { timeout: 120_000 }, async () => {
  const draft = {
    name: 'ตัวอย่างระยะที่ 2',
    source: 'OTHER',
    yearBe: 2569,
    phase: 2,
    asOfDate: '2026-03-01',
    scopeArea: '42',
  };
  const { body: second } = await as.secretariat.post('/v1/target-lists', draft, once());
  const filled = async (dryRun: boolean) => {
    const path = `/v1/target-lists/${second.id}/fill`;
    const begun = await as.secretariat.post(path, { sourceList: story.list, dryRun }, once());
    expect(begun.status).toBe(202);
    return await until(60, async () => {
      const { body } = await as.secretariat.get(`${path}s/${begun.body.id}`);
      return body.status === 'RUNNING' ? undefined : body;
    });
  };
  const counted = await filled(true);
  expect(counted).toMatchObject({ added: 0, skipped: 0 });
  expect(counted.wouldAdd).toBeGreaterThan(0);
  expect(await filled(false)).toMatchObject({ wouldAdd: counted.wouldAdd, added: counted.wouldAdd, skipped: 0 });
});

it('keeps the plan of a household, prints it, and shows an office what waits for it', async () => {
  const path = `/v1/households/${story.household}/plan`;
  const plan = {
    ultimateGoal: 'มีรายได้พอใช้ทุกเดือน',
    status: 'DRAFT',
    items: [
      {
        seq: 1,
        dimension: 'income',
        selfActivity: 'ปลูกผักสวนครัว',
        supportActivity: 'ประสานเมล็ดพันธุ์',
        periodText: 'เม.ย. - พ.ค.',
        status: 'NOT_STARTED',
        needIds: [story.needId],
      },
    ],
  };
  const { version } = (await as.officer.get(`/v1/households/${story.household}`)).body;
  const kept = await as.officer.call('PUT', path, plan, { 'If-Match': `"${version}"` });
  expect([kept.status, kept.body.code, kept.body.version]).toEqual([200, undefined, 1]);
  expect((await as.officer.get(path)).body).toMatchObject({ ultimateGoal: plan.ultimateGoal, status: 'DRAFT' });
  const printed = await as.officer.get(`${path}/print`);
  expect(printed.status).toBe(200);
  expect(printed.bytes.toString()).toContain('ปลูกผักสวนครัว');
  const file = await as.officer.get(`${path}/print?format=pdf`);
  expect([file.status, file.bytes.subarray(0, 5).toString()]).toEqual([200, '%PDF-']);

  const due = await as.officer.get('/v1/me/due');
  expect(due.status).toBe(200);
  expect(due.body.total).toBe(due.body.items.length);
  expect((await as.officer.get('/v1/me/due?limit=0')).body).toMatchObject({ total: due.body.total, items: [] });
});

it('tells the systems of an agency what was sent to it', async () => {
  const { status, body } = await as.focal.get('/v1/events');
  expect(status).toBe(200);
  expect(body.items.map(({ type, organisation }: Json) => [type, organisation])).toContainEqual([
    'referral.sent',
    'moph',
  ]);
});

it('takes the request of a data subject, answers it and exports what is held', async () => {
  const { members } = (await as.officer.get(`/v1/households/${story.household}`)).body;
  const request = { householdId: story.household, personId: members[0].id, kind: 'ACCESS', text: 'ขอทราบข้อมูลของตน' };
  const opened = await as.officer.post('/v1/subject-requests', request, once());
  expect(opened).toMatchObject({ status: 201, body: { status: 'OPEN', kind: 'ACCESS' } });
  const { id } = opened.body;
  expect((await as.secretariat.get('/v1/subject-requests')).body.items).toMatchObject([{ id, text: request.text }]);
  const held = await as.secretariat.get(`/v1/subject-requests/${id}/export`);
  expect(held.body.person).toMatchObject({ firstName: 'สมใจ', lastName: 'ทองทดสอบ' });
  const answered = await as.secretariat.post(`/v1/subject-requests/${id}/answer`, { result: 'DONE' });
  expect([answered.status, answered.body.code]).toEqual([200, undefined]);
});

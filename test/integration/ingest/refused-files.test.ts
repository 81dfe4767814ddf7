/** Files that are refused as a whole, and forms that take no other file than the one announced. */
import { setTimeout as delay } from 'node:timers/promises';

import { describe, expect, it } from 'vitest';

import { inlineRows, rawWorkbook, rawZip } from '#test/fixtures/files/raw-zip.ts';
import { citizenIdOf } from '#test/integration/stores/synthetic-household.ts';

import { call, counts, postForm, type Receipt } from './api-client.ts';
import { bom, csv, HEADER, HELP_HEADER, sendingOffice, survey, THAI } from './sending-office.ts';

const office = sendingOffice('refused-files');
const { send, person } = office;

describe('a file that is refused', () => {
  const refusals: [string, () => Buffer][] = [
    ['no header', () => bom('ก,ข,ค\r\n1,2,3')],
    [
      'columns of another source',
      () => bom(csv(HELP_HEADER, [citizenIdOf(1), '420101', 'พช.', 'รายได้', 'เงิน', '7/5/2569', '500'])),
    ],
    ['a header and no row', () => survey()],
    ['a page called a workbook', () => Buffer.from('<html><body><table><tr><td>ชื่อ</td></tr></table></body></html>')],
    ['an old or locked workbook', () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2000)])],
    ['bytes that are no text', () => Buffer.from(Array.from({ length: 4000 }, (_, at) => (at * 7919) % 256))],
    ['a damaged workbook', () => rawZip(rawWorkbook([{ name: 'ก', xml: inlineRows([HEADER]) }])).subarray(0, 400)],
    ['a zip that is no workbook', () => rawZip([{ name: 'a.txt', content: 'ก' }])],
    [
      'a bomb',
      () =>
        rawZip([
          ...rawWorkbook([{ name: 'ก', xml: inlineRows([HEADER]) }]).filter(({ name }) => !name.includes('sheet1')),
          { name: 'xl/worksheets/sheet1.xml', content: Buffer.alloc(64_000_000, 32), declared: 2_000_000_000 },
        ]),
    ],
    [
      'a workbook with a DOCTYPE',
      () =>
        rawZip(
          rawWorkbook([{ name: 'ก', xml: `<!DOCTYPE x [<!ENTITY a "b">]>${inlineRows([HEADER, person()])}` }]).map(
            (part) =>
              part.name.endsWith('sheet1.xml')
                ? {
                    ...part,
                    content: `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><worksheet>${inlineRows([HEADER, person()])}</worksheet>`,
                  }
                : part,
          ),
        ),
    ],
  ];
  it.each(refusals)('%s is FAILED with a Thai sentence, and writes nothing', async (_, bytes) => {
    const receipt = await send(bytes());
    expect(receipt).toMatchObject({ status: 'FAILED', rows: counts(0), errorWorkbook: null });
    expect(receipt.problems[0]).toMatchObject({ row: 0, severity: 'error', message: expect.stringMatching(THAI) });
  });

  it('0 bytes are FAILED, or refused before they are posted', async () => {
    const offered = await call(office.url, office.officer, 'POST', '/v1/uploads', {
      source: 'thaiqm-survey',
      filename: 'ว่าง.csv',
      size: 0,
    });
    expect([offered.status, offered.body.code]).toEqual([422, 'file-refused']);
    await expect(send(Buffer.alloc(0))).rejects.toThrow('EntityTooSmall');
  });

  it('a form takes a file of the size that was announced, none that broke off and none that is longer', async () => {
    const bytes = survey(person());
    const offer = { source: 'thaiqm-survey', filename: 'ก.csv', size: bytes.length };
    const { body } = await call(office.url, office.officer, 'POST', '/v1/uploads', offer);
    for (const [sent, code] of [
      [bytes.subarray(0, -1), 'EntityTooSmall'],
      [Buffer.concat([bytes, Buffer.from(' ')]), 'EntityTooLarge'],
    ] as const) {
      const refused = await postForm(body, sent);
      expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining(code)]);
    }
    expect((await call(office.url, office.officer, 'GET', `/v1/uploads/${body.uploadId}`)).body.status).toBe(
      'AWAITING_FILE',
    );
    expect((await postForm(body, bytes)).ok).toBe(true);
  });

  it('a second file posted to a form is told of in the receipt, whichever was read', async () => {
    const [one, other] = [survey(person()), survey(person())];
    expect(other.length).toBe(one.length);
    const offer = { source: 'thaiqm-survey', filename: 'ก.csv', size: one.length };
    const { body } = await call(office.url, office.officer, 'POST', '/v1/uploads', offer);
    const receipt = async () =>
      (await call<Receipt>(office.url, office.officer, 'GET', `/v1/uploads/${body.uploadId}`)).body;
    expect((await postForm(body, one)).ok).toBe(true);
    while ((await receipt()).status !== 'FINISHED') await delay(20);
    expect((await postForm(body, other)).ok).toBe(true);
    while ((await receipt()).problems.length === 0) await delay(20);
    expect(await receipt()).toMatchObject({
      status: 'FINISHED',
      rows: counts(1, { created: 1 }),
      problems: [{ row: 0, severity: 'warning', code: 'file-posted-again', message: expect.stringMatching(THAI) }],
    });
  });

  it('what is offered too large has no form', async () => {
    const offer = { source: 'thaiqm-survey', filename: 'ใหญ่.csv', size: 314_572_801 };
    expect((await call(office.url, office.officer, 'POST', '/v1/uploads', offer)).status).toBe(413);
  });

  it('a form takes no other key and no other policy', async () => {
    const { body } = await call(office.url, office.officer, 'POST', '/v1/uploads', {
      source: 'thaiqm-survey',
      filename: 'ก.csv',
      size: 10,
    });
    expect(
      (await postForm({ ...body, fields: { ...body.fields, key: 'incoming/other' } }, survey(person()))).status,
    ).toBe(403);
    expect(
      (await postForm({ ...body, fields: { ...body.fields, Policy: 'e30=' } }, survey(person()))).status,
    ).toBeGreaterThanOrEqual(400);
  });
});

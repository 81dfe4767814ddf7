/** Households that may be one: compared, merged, given back, told apart, and merged across provinces. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ApiClient } from '#local/api-client.ts';
import { DESKTOP, look, newContext, newTab, PHONE, signIn } from './opened.ts';
import { openedDistrict } from './opened-district.ts';

const opened = openedDistrict();
const SECRETARIAT = 'province-secretariat-42';
const ABROAD = 'province-secretariat-31';

const made = z.looseObject({ id: z.string() });
const file = z.looseObject({
  mergedInto: z.string().nullable(),
  status: z.string(),
  members: z.array(z.looseObject({ firstName: z.string() })),
});
const inbox = z.looseObject({ items: z.array(z.looseObject({ status: z.string() })) });

async function register(who: ApiClient, areaCode: string, firstName: string, addressNo: string): Promise<string> {
  const { id } = await who.call(made, 'POST', '/v1/households', {
    areaCode,
    addressNo,
    moo: 2,
    members: [{ firstName, lastName: 'ตัวอย่างดี', birthDate: '1980-03-04', relation: 'หัวหน้าครัวเรือน' }],
    confirmNew: true,
  });
  return id;
}

async function openedAs(viewport: { width: number; height: number }, path: string, who: string): Promise<Page> {
  const page = await newTab(await newContext(opened.browser, { viewport }));
  await signIn(page, `${opened.district.url}/officer/${path}`, who);
  return page;
}

describe.each([
  ['a phone', PHONE, 'คำแพง', 'บัวลา'],
  ['a desk', DESKTOP, 'วันเพ็ญ', 'สายทอง'],
])('at %s', (_, viewport, merged, apart) => {
  it('compares two households by field, merges them, and gives back what was recorded since', async () => {
    const ids = [];
    for (const addressNo of ['71', '71/9'])
      ids.push(await register(opened.district.officer, '420101', merged, `${addressNo}${viewport.width}`));
    for (const addressNo of ['81', '91'])
      await register(opened.district.officer, '420101', apart, `${addressNo}${viewport.width}`);
    const [keep = '', other = ''] = ids;
    const need = { type: 'need', dimension: 'living', kind: 'PROBLEM', text: 'หลังคารั่ว', openedOn: '2026-01-05' };
    for (const id of ids) await opened.district.officer.call(made, 'POST', `/v1/households/${id}/logbook`, need);
    await opened.district.searchDuplicates();

    const page = await openedAs(viewport, 'duplicates', 'district-officer-4201');
    await page.getByRole('button', { name: `${merged} ตัวอย่างดี กับ ${merged}` }).waitFor();
    await look(page, 'duplicates');
    await page.getByRole('button', { name: `${merged} ตัวอย่างดี กับ ${merged}` }).click();
    await page.getByRole('table').waitFor();
    // What differs is in the table, what does not is beside it.
    expect(await page.getByRole('rowheader').allTextContents()).toEqual(['บ้านเลขที่', 'สมาชิก']);
    await page.getByText('รวมเป็นครัวเรือนเดียว', { exact: true }).click();
    await page.getByRole('button', { name: 'รวมครัวเรือน', exact: true }).click();
    await page.getByRole('link', { name: 'เลือกครัวเรือนที่เก็บไว้' }).waitFor();
    expect(await page.evaluate("document.activeElement?.getAttribute('role')")).toBe('alert');
    await look(page, 'duplicate-refused');
    await page
      .locator('#keep label', { hasText: `71${viewport.width}` })
      .first()
      .click();
    // Whom the search found alike is proposed.
    expect(await page.getByLabel(`${merged} ตัวอย่างดี`).inputValue()).not.toBe('');
    await page.getByLabel('หลังคารั่ว').selectOption({ label: 'หลังคารั่ว' });
    await page.getByLabel('เหตุผลที่รวม').fill('บ้านเดียวกัน ลงทะเบียนสองครั้ง');
    await look(page, 'duplicate');
    // Somebody records meanwhile: nothing is merged, and what was chosen stays.
    const visit = { type: 'visit', on: '2026-01-06', purpose: 'SURVEY', outcome: 'MET' };
    await opened.district.officer.call(made, 'POST', `/v1/households/${keep}/logbook`, visit);
    await page.getByRole('button', { name: 'รวมครัวเรือน', exact: true }).click();
    await page.getByText(/^รหัสคำขอ /u).waitFor();
    expect(await page.getByLabel('เหตุผลที่รวม').inputValue()).toBe('บ้านเดียวกัน ลงทะเบียนสองครั้ง');
    await page.getByRole('cell', { name: '6 ม.ค. 2569' }).waitFor();
    await page.getByRole('button', { name: 'รวมครัวเรือน', exact: true }).click();
    await page.getByText('รวมเป็นครัวเรือนเดียวแล้ว').waitFor();
    expect(await opened.district.officer.call(file, 'GET', `/v1/households/${other}`)).toMatchObject({
      mergedInto: keep,
    });
    const { members } = await opened.district.officer.call(file, 'GET', `/v1/households/${keep}`);
    expect(members.map(({ firstName }) => firstName)).toEqual([merged]);

    const since = { ...visit, on: '2026-01-07', notes: 'พบที่บ้านหลังใหม่' };
    await opened.district.officer.call(made, 'POST', `/v1/households/${keep}/logbook`, since);
    await page.getByRole('link', { name: 'ยกเลิกการรวม' }).click();
    await page.getByText('ยกเลิกการรวม', { exact: true }).click();
    await page.getByRole('button', { name: 'ยืนยัน: ยกเลิกการรวม' }).click();
    await page.getByRole('link', { name: 'กรอกเหตุผลที่ยกเลิก' }).click();
    await page.keyboard.type('คนละบ้านกัน');
    await page.locator('label', { hasText: 'การเยี่ยม' }).first().click();
    await look(page, 'merges');
    await page.getByRole('button', { name: 'ยืนยัน: ยกเลิกการรวม' }).click();
    await page.getByText('ยกเลิกแล้ว').waitFor();
    expect(await opened.district.officer.call(file, 'GET', `/v1/households/${other}`)).toMatchObject({
      status: 'ACTIVE',
    });
    const logbook = z.looseObject({ items: z.array(z.looseObject({ type: z.string() })) });
    const { items } = await opened.district.officer.call(logbook, 'GET', `/v1/households/${other}/logbook`);
    expect(items).toContainEqual(expect.objectContaining({ type: 'visit', notes: 'พบที่บ้านหลังใหม่' }));
    await page.context().close();
  });

  it('tells two households apart for a reason, and offers them no more', async () => {
    const page = await openedAs(viewport, 'duplicates', 'district-officer-4201');
    await page.getByRole('button', { name: `${apart} ตัวอย่างดี กับ ${apart}` }).click();
    await page.getByText('ไม่ใช่ครัวเรือนเดียวกัน', { exact: true }).click();
    await page.getByRole('button', { name: 'ยืนยัน: ไม่ใช่ครัวเรือนเดียวกัน' }).click();
    await page.getByRole('link', { name: /กรอกเหตุผลที่ไม่ใช่/ }).click();
    await page.keyboard.type('ชื่อพ้องกัน คนละคน');
    await page.getByRole('button', { name: 'ยืนยัน: ไม่ใช่ครัวเรือนเดียวกัน' }).click();
    await page.getByText('ตัดสินแล้วว่าไม่ใช่ครัวเรือนเดียวกัน').waitFor();
    await page.getByRole('button', { name: `${apart} ตัวอย่างดี กับ ${apart}` }).waitFor({ state: 'detached' });
    // The pair whose merge was undone waits again.
    expect(await page.getByRole('button', { name: `${merged} ตัวอย่างดี กับ ${merged}` }).count()).toBe(1);
    await page.context().close();
  });

  it('asks another province, shows it no name, and merges when it has consented', async () => {
    const abroad = await ApiClient.signIn(opened.district.url, ABROAD, 'demo');
    const here = await register(opened.district.officer, '420101', `ย้าย${merged}`, `55${viewport.width}`);
    const there = await register(abroad, '310101', `ย้าย${merged}`, `56${viewport.width}`);
    const page = await openedAs(viewport, 'duplicates', SECRETARIAT);
    await page.getByText('ขอรวมกับครัวเรือนของอีกจังหวัด').click();
    await page.getByLabel(/รหัสครัวเรือนของท่าน/).fill(`${opened.district.url}/officer/h/${here}`);
    await page.getByRole('button', { name: 'ขอความยินยอม' }).click();
    await page.getByRole('link', { name: 'กรอกรหัสครัวเรือนของอีกจังหวัด' }).click();
    await page.keyboard.type(there);
    await page.getByLabel('เหตุผลที่รวม').fill('ย้ายมาอยู่เลยแล้ว');
    await look(page, 'duplicates-ask');
    await page.getByRole('button', { name: 'ขอความยินยอม' }).click();
    await page.getByText('ขอความยินยอมแล้ว').waitFor();
    expect((await abroad.call(inbox, 'GET', '/v1/duplicates')).items).toMatchObject([{ status: 'OPEN' }]);

    const other = await openedAs(viewport, 'duplicates', ABROAD);
    await other.getByRole('button', { name: /เทียบและตัดสิน/ }).click();
    await other.getByText('นอกพื้นที่ของท่าน').waitFor();
    await other.getByRole('heading', { name: `ย้าย${merged}` }).waitFor();
    expect(await other.getByText(`55${viewport.width}`).count()).toBe(0);
    await other.getByText('ยินยอมให้รวม', { exact: true }).click();
    await look(other, 'duplicate-abroad');
    await other.getByRole('button', { name: 'ยืนยัน: ยินยอมให้รวม' }).click();
    await other.getByText('จ.บุรีรัมย์ ยินยอมให้รวมแล้วเมื่อ').waitFor();
    await other.context().close();

    await page.reload();
    await page.getByRole('button', { name: `ย้าย${merged}` }).click();
    await page.getByText('รวมเข้ากับครัวเรือนของจังหวัดท่าน', { exact: true }).click();
    await page.getByLabel('เหตุผลที่รวม').fill('ย้ายมาอยู่เลยแล้ว');
    await look(page, 'duplicate-consented');
    await page.getByRole('button', { name: 'ยืนยัน: รวมเข้ากับครัวเรือนของจังหวัดท่าน' }).click();
    await page.getByText('รวมเป็นครัวเรือนเดียวแล้ว').waitFor();
    expect((await abroad.call(inbox, 'GET', '/v1/duplicates')).items).toEqual([]);
    await page.context().close();
  });

  it('says why there is nothing, and opens to no account that may not merge', async () => {
    const nothing = await openedAs(viewport, 'duplicates', ABROAD);
    await nothing.getByText('ไม่มีคู่ที่รอตัดสินในพื้นที่นี้').waitFor();
    await look(nothing, 'duplicates-empty');
    await nothing.context().close();
    const forbidden = await openedAs(viewport, 'duplicates', 'national-viewer');
    await forbidden.getByText('บัญชีนี้ไม่มีสิทธิ์ดูส่วนนี้').waitFor();
    expect(await forbidden.getByRole('link', { name: 'ครัวเรือนซ้ำ' }).count()).toBe(0);
    await forbidden.context().close();
  });
});

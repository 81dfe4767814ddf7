/** Target lists, rounds and campaigns of a province: made, filled, frozen and compared. */
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ApiClient } from '#local/api-client.ts';
import { DESKTOP, look, newContext, newTab, PHONE, signIn } from './opened.ts';
import { openedDistrict } from './opened-district.ts';

const opened = openedDistrict();

const SECRETARIAT = 'province-secretariat-42';
const campaigns = z.object({
  items: z.array(
    z.looseObject({ id: z.string(), version: z.int(), recordedAt: z.string(), startsOn: z.string().nullable() }),
  ),
});

describe('lists of a province', () => {
  it('are made, counted first, filled, published, frozen and compared at a desk', async () => {
    const context = await newContext(opened.browser, { viewport: DESKTOP });
    const page = await newTab(context);
    await signIn(page, `${opened.district.url}/officer/lists`, SECRETARIAT);
    await page.getByText('ไม่มีบัญชีเป้าหมายในพื้นที่นี้').waitFor();
    for (const name of ['บัญชีเดิม', 'บัญชีระยะที่ 2']) {
      await page.getByText('สร้างบัญชีใหม่').click();
      await page.getByRole('button', { name: 'สร้างบัญชี', exact: true }).click();
      await page.getByRole('link', { name: 'กรอกชื่อบัญชี' }).click();
      expect(await page.evaluate('document.activeElement?.id')).toBe('name');
      if (name === 'บัญชีเดิม') await look(page, 'list-new-refused');
      await page.keyboard.type(name);
      await page.getByRole('button', { name: 'สร้างบัญชี', exact: true }).click();
      await page.getByRole('heading', { name }).waitFor();
      if (name === 'บัญชีเดิม') await page.getByRole('link', { name: 'เป้าหมาย', exact: true }).click();
    }
    await page.getByText('เติมบัญชีตามเงื่อนไข').click();
    await page.getByRole('button', { name: 'นับก่อน ยังไม่เติม' }).click();
    await page.getByRole('link', { name: 'เลือกเงื่อนไขอย่างน้อยหนึ่งข้อ' }).waitFor();
    await page.getByRole('group', { name: 'สภาพปัญหาที่ยังเปิดอยู่' }).getByText('มี', { exact: true }).click();
    await page.getByRole('button', { name: 'นับก่อน ยังไม่เติม' }).click();
    await page.getByText('จะเติม 3 ครัวเรือน').waitFor();
    await look(page, 'list-fill');
    await page.getByRole('button', { name: 'เติมบัญชี', exact: true }).click();
    await page.getByText('เติมแล้ว 3 ครัวเรือน').waitFor();
    for (const step of ['เผยแพร่บัญชี', 'ตรึงบัญชี']) {
      await page.getByText(step, { exact: true }).click();
      await page.getByRole('button', { name: `ยืนยัน: ${step}` }).click();
      await page.getByRole('button', { name: `ยืนยัน: ${step}` }).waitFor({ state: 'detached' });
    }
    await page.getByText('เทียบกับบัญชีอื่น').click();
    await page.getByLabel('บัญชีที่เทียบ').selectOption({ label: 'บัญชีเดิม' });
    await page.getByRole('button', { name: 'เทียบ', exact: true }).click();
    await page.getByRole('link', { name: 'เปิดแฟ้ม', exact: true }).first().waitFor();
    expect((await page.locator('.tiles dd').allTextContents()).map(Number)).toEqual([3, 0, 0, 0]);
    await look(page, 'list-changes');
    await page.getByRole('link', { name: 'เป้าหมาย', exact: true }).click();
    await page.getByRole('link', { name: 'บัญชีระยะที่ 2' }).waitFor();
    await look(page, 'lists');

    await page.getByRole('link', { name: 'รอบ Re-X-ray' }).click();
    await page.getByText('ยังไม่มีรอบ').waitFor();
    await page.getByText('เปิดรอบใหม่').click();
    await page.getByLabel('ชื่อรอบ').fill('รอบตรวจซ้ำ 1');
    await page.getByLabel('บัญชีเป้าหมาย').selectOption({ label: 'บัญชีระยะที่ 2' });
    await page.getByRole('button', { name: 'เปิดรอบ', exact: true }).click();
    await page.getByText('รอบตรวจซ้ำ 1').waitFor();
    await look(page, 'rounds');
    await page.getByRole('link', { name: 'รอบตรวจซ้ำ 1' }).click();
    await page.locator('.rows > li').nth(2).waitFor();
    await look(page, 'round');
    await page.getByRole('button', { name: /บันทึกผล.*สมหญิง/u }).click();
    await page.getByRole('group', { name: /หลังคารั่ว/u }).waitFor();
    await page.getByRole('button', { name: 'บันทึกผล', exact: true }).click();
    await page.getByRole('link', { name: /เลือกผลของ/u }).click();
    expect(await page.evaluate("document.activeElement?.closest('fieldset')?.id.startsWith('need-')")).toBe(true);
    await look(page, 'round-result-refused');
    await page
      .getByRole('group', { name: /หลังคารั่ว/u })
      .getByText('แก้ไขแล้วเสร็จ')
      .click();
    await page.getByRole('button', { name: 'บันทึกผล', exact: true }).click();
    await page.getByText('บันทึกผลแล้ว').waitFor();
    await page.getByLabel('ผล', { exact: true }).selectOption('COMPLETE');
    await page.locator('.rows > li', { hasText: 'บุญมี' }).waitFor({ state: 'detached' });
    await page.locator('.rows > li', { hasText: 'สมหญิง' }).waitFor();
    expect(await page.locator('.rows > li').count()).toBe(1);
    await page.getByLabel('ผล', { exact: true }).selectOption('HOUSEHOLD_GONE');
    await page.getByText('ไม่มีครัวเรือนของรอบนี้').waitFor();
    await look(page, 'round-empty');

    await page.getByRole('link', { name: 'แผนรณรงค์' }).click();
    await page.getByText('สร้างแผนรณรงค์').click();
    await page.getByLabel('ชื่อแผน').fill('บันทึกครบ 75%');
    await page.getByRole('button', { name: '+ หมุดหมาย' }).click();
    const second = page.getByRole('group', { name: 'หมุดหมายที่ 2' });
    await second.getByLabel('ตัวชี้วัด').selectOption({ label: 'ได้รับความช่วยเหลือ' });
    await second.getByLabel('ร้อยละ').fill('มาก');
    await page.getByRole('button', { name: 'สร้างแผน', exact: true }).click();
    await page.getByRole('link', { name: 'เลือกบัญชีเป้าหมายที่ตรึงแล้ว' }).waitFor();
    await look(page, 'campaign-refused');
    await page.getByRole('link', { name: 'กรอกร้อยละเป็นตัวเลข' }).click();
    expect(await page.evaluate('document.activeElement?.id')).toBe('milestones-1-pct');
    await page.getByLabel('ร้อยละ').last().fill('50');
    await page.getByRole('group', { name: 'บัญชีเป้าหมาย' }).getByText('บัญชีระยะที่ 2').click();
    await page.getByRole('button', { name: 'สร้างแผน', exact: true }).click();
    await page.getByRole('link', { name: 'บันทึกครบ 75%' }).waitFor();
    await look(page, 'campaigns');

    await page.getByRole('link', { name: 'บันทึกครบ 75%' }).click();
    // Three households on the list: 75 % of them are three, half of them two; nobody was helped.
    const tiles = async () => (await page.locator('.tiles dd').allTextContents()).map(Number);
    await page.locator('.tiles').nth(1).waitFor();
    expect(await tiles()).toEqual([3, 0, 3, 3, 0, 2]);
    await page.getByText('ยังไม่ครบกำหนด').first().waitFor();
    await look(page, 'campaign');
    await page.getByText('แก้ไขแผน', { exact: true }).click();
    await page.getByRole('button', { name: 'ตัดหมุดหมายที่ 2' }).click();
    await page.getByRole('button', { name: 'บันทึกการแก้ไข' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.evaluate("document.activeElement?.getAttribute('role')")).toBe('alert');
    await look(page, 'campaign-edit-refused');
    await page.getByLabel(/เหตุผลที่แก้/).fill('ตัดหมุดหมายที่สองตามหนังสือ');
    // Somebody else gives it another name meanwhile.
    const secretariat = await ApiClient.signIn(opened.district.url, SECRETARIAT, 'demo');
    const [campaign] = (await secretariat.call(campaigns, 'GET', '/v1/campaigns')).items;
    if (campaign === undefined) throw new Error('It was made');
    const { id, version, recordedAt: _, startsOn: __, ...said } = campaign;
    const renamed = { ...said, name: 'บันทึกครบร้อยละ 75', reason: 'แก้ชื่อ' };
    await secretariat.call(z.unknown(), 'PUT', `/v1/campaigns/${id}`, renamed, { ifMatch: `"${version}"` });
    await page.getByRole('button', { name: 'บันทึกการแก้ไข' }).click();
    await page.getByRole('heading', { name: 'แผนถูกแก้ไขโดยผู้อื่นแล้ว' }).waitFor();
    await page.getByRole('group', { name: 'ชื่อแผน' }).getByText('ใช้ตามระบบ').click();
    await page.getByRole('group', { name: 'หมุดหมาย' }).getByText('ใช้ของฉัน').click();
    await look(page, 'campaign-conflict');
    await page.getByRole('button', { name: 'ส่งตามที่เลือก' }).click();
    await page.getByText('บันทึกแผนแล้ว').waitFor();
    const [changed] = (await secretariat.call(campaigns, 'GET', '/v1/campaigns')).items;
    expect(changed).toMatchObject({ name: renamed.name, milestones: [{ metric: 'RECORDED', pct: 75 }], version: 3 });
    await context.close();
  });

  it('are read on a phone, and without what only the secretariat may do', async () => {
    const context = await newContext(opened.browser, { viewport: PHONE });
    const page = await newTab(context);
    await signIn(page, `${opened.district.url}/officer/lists`, 'district-officer-4201');
    await page.getByRole('link', { name: 'บัญชีระยะที่ 2' }).waitFor();
    expect(await page.getByText('สร้างบัญชีใหม่').count()).toBe(0);
    await look(page, 'lists');
    await page.getByRole('link', { name: 'บัญชีระยะที่ 2' }).tap();
    await page.getByText('ตรึงแล้ว').waitFor();
    await look(page, 'list');
    await page.getByText('เพิ่มเติม').tap();
    await page.getByRole('link', { name: 'รอบ Re-X-ray' }).tap();
    await page.getByText('รอบตรวจซ้ำ 1').waitFor();
    await look(page, 'rounds');
    await page.getByRole('link', { name: 'รอบตรวจซ้ำ 1' }).tap();
    await page.locator('.rows > li').nth(2).waitFor();
    await look(page, 'round');
    await page.getByRole('button', { name: /บันทึกผล.*บุญมี/u }).tap();
    await page.getByRole('group', { name: /หลังคารั่ว/u }).waitFor();
    await look(page, 'round-result');
    await page.goto(`${opened.district.url}/officer/campaigns`);
    await page.getByRole('link', { name: 'บันทึกครบร้อยละ 75' }).waitFor();
    await look(page, 'campaigns');
    await page.getByRole('link', { name: 'บันทึกครบร้อยละ 75' }).tap();
    // The campaign is the province's: its total is not the district's.
    await page.getByText('ท่านเห็นเฉพาะหน่วยในพื้นที่ของท่าน').waitFor();
    expect(await page.getByText('แก้ไขแผน').count()).toBe(0);
    await look(page, 'campaign');
    await context.close();
  });
});

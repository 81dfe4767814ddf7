/** Every view of the officers' face, at a phone and at a desk: axe, the content security policy, the console and the width. */
import { describe, expect, it } from 'vitest';
import { DESKTOP, look, newContext, newTab, PHONE, signIn } from './opened.ts';
import { openedDistrict } from './opened-district.ts';

const opened = openedDistrict();

describe.each([
  ['a phone', PHONE],
  ['a desk', DESKTOP],
])('at %s', (_, viewport) => {
  it('asks to sign in, and comes back to the page that was asked for', async () => {
    const context = await newContext(opened.browser, { viewport });
    const page = await newTab(context);
    await page.goto(`${opened.district.url}/officer/search`);
    await page.getByRole('button', { name: 'ลงชื่อเข้าใช้' }).waitFor();
    await look(page, 'sign-in');
    await signIn(page, `${opened.district.url}/officer/search`, 'district-officer-4201');
    await page.getByRole('heading', { name: 'ค้นหาครัวเรือน' }).waitFor();
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/officer/search');
    await context.close();
  });

  it('shows a district officer what waits, counted as the list is, and the file of a household', async () => {
    const context = await newContext(opened.browser, { viewport });
    const page = await newTab(context);
    await signIn(page, `${opened.district.url}/officer`, 'district-officer-4201');
    await page.getByRole('heading', { name: 'งานของฉันวันนี้' }).waitFor();
    const rows = page.locator('.rows > li');
    await rows.first().waitFor();
    expect(Number(await page.locator('main p[role=status] strong').textContent())).toBe(await rows.count());
    await look(page, 'today');
    await page.getByRole('link', { name: /สมหญิง/ }).first().click();
    await page.getByRole('heading', { name: /แฟ้มบ้าน สมหญิง/ }).waitFor();
    await page.locator('.timeline li').first().waitFor();
    await look(page, 'household');
    await page.reload();
    await page.getByRole('heading', { name: /แฟ้มบ้าน สมหญิง/ }).waitFor();
    await context.close();
  });

  it('finds a household by name, says what is missing in a new one, and registers it', async () => {
    const context = await newContext(opened.browser, { viewport });
    const page = await newTab(context);
    await signIn(page, `${opened.district.url}/officer/search`, 'district-officer-4201');
    await page.getByLabel('ชื่อหรือนามสกุล', { exact: true }).last().fill('บุญมี');
    await page.getByRole('button', { name: 'ค้นหา' }).click();
    await page.getByRole('link', { name: /บ้านเลขที่ 13\/3/ }).waitFor();
    await look(page, 'search');
    await page.getByRole('link', { name: 'ขึ้นทะเบียนครัวเรือนใหม่' }).click();
    await page.getByRole('button', { name: 'ขึ้นทะเบียน' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.evaluate("document.activeElement?.getAttribute('role')")).toBe('alert');
    await look(page, 'register-refused');
    await page.getByRole('link', { name: 'กรอกบ้านเลขที่' }).click();
    expect(await page.evaluate('document.activeElement?.id')).toBe('addressNo');
    await page.keyboard.type(`9${viewport.width}`);
    await page.getByLabel('ตำบล/แขวง').selectOption({ label: 'กุดป่อง' });
    await page.getByLabel('ชื่อ', { exact: true }).fill('คำปัน');
    await page.getByRole('button', { name: 'ขึ้นทะเบียน' }).click();
    await page.getByRole('heading', { name: /แฟ้มบ้าน คำปัน/ }).waitFor();
    await context.close();
  });
});

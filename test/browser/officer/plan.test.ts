/** The plan of a household: written, and put together field by field with what somebody else wrote meanwhile. */
import { expect, it } from 'vitest';
import * as z from 'zod';
import { DESKTOP, look, newContext, newTab, PHONE, signIn } from './opened.ts';
import { openedDistrict } from './opened-district.ts';

const opened = openedDistrict();

const versioned = z.looseObject({ version: z.int() });
const plan = z.looseObject({
  status: z.string(),
  ultimateGoal: z.string(),
  items: z.array(z.looseObject({ selfActivity: z.string(), periodText: z.string() })),
});

it('is drafted, and sent with what was chosen of each field that differs', async () => {
  const id = opened.district.households[1]!;
  const readPlan = async () => await opened.district.officer.call(plan, 'GET', `/v1/households/${id}/plan`);
  const context = await newContext(opened.browser, { viewport: PHONE });
  const page = await newTab(context);
  await signIn(page, `${opened.district.url}/officer/h/${id}`, 'district-officer-4201');
  await page.getByRole('link', { name: 'แผนของครัวเรือน' }).tap();
  await page.getByLabel('เป้าหมายสูงสุดของครัวเรือน').fill('มีรายได้พอใช้');
  await page.getByRole('button', { name: '+ กิจกรรม' }).tap();
  await page.getByRole('button', { name: 'บันทึกแผน' }).tap();
  // What is missing is said at the top, and leads to its field.
  await page.getByRole('link', { name: 'ต้องระบุกิจกรรมของครัวเรือนหรือของผู้สนับสนุน' }).tap();
  expect(await page.evaluate('document.activeElement?.id')).toBe('item-0-selfActivity');
  await look(page, 'plan-refused');
  await page.getByLabel('ครัวเรือนทำเอง').fill('ปลูกผักขาย');
  await page.getByLabel('ระยะเวลา').fill('ภายใน 3 เดือน');
  // The reply of the first call is lost: the plan is there, and is sent again as it was.
  await page.route(
    '**/plan',
    async (route) => {
      await route.fetch();
      await route.abort();
    },
    { times: 1 },
  );
  await page.getByRole('button', { name: 'บันทึกแผน' }).tap();
  await page.getByText('ไม่มีสัญญาณ', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'บันทึกแผน' }).tap();
  await page.getByText('บันทึกแผนแล้ว').waitFor();
  await look(page, 'plan');

  const before = await readPlan();
  expect(before).toMatchObject({ status: 'DRAFT', ultimateGoal: 'มีรายได้พอใช้' });
  const { version } = await opened.district.officer.call(versioned, 'GET', `/v1/households/${id}`);
  const item = { seq: 1, dimension: 'income', supportActivity: '', status: 'NOT_STARTED', needIds: [] };
  const meanwhile = {
    status: 'DRAFT',
    ultimateGoal: 'มีรายได้และไม่มีหนี้',
    items: [{ ...item, selfActivity: 'เลี้ยงไก่', periodText: 'ภายใน 3 เดือน' }],
  };
  await opened.district.officer.call(plan, 'PUT', `/v1/households/${id}/plan`, meanwhile, { ifMatch: `"${version}"` });

  await page.getByLabel('เป้าหมายสูงสุดของครัวเรือน').fill('มีรายได้พอใช้และมีเงินออม');
  await page.getByLabel('ระยะเวลา').fill('ภายใน 6 เดือน');
  await page.getByRole('button', { name: 'บันทึกแผน' }).tap();
  await page.getByRole('heading', { name: 'แผนถูกแก้ไขโดยผู้อื่นแล้ว' }).waitFor();
  expect(await page.locator('.rows > li').count()).toBe(3);
  await page.getByText('ยังไม่ได้เลือก 3 ช่อง').waitFor();
  expect(await page.getByRole('button', { name: 'ส่งตามที่เลือก' }).isDisabled()).toBe(true);
  expect(await page.locator('input:checked').count()).toBe(0);
  expect(await readPlan()).toMatchObject({ ultimateGoal: 'มีรายได้และไม่มีหนี้' });
  await page
    .getByText(/เจ้าหน้าที่.* · .* น\./)
    .first()
    .waitFor();
  await look(page, 'plan-conflict');
  await page.setViewportSize(DESKTOP);
  await look(page, 'plan-conflict');
  const choose = async (field: string, whose: string) =>
    await page.getByRole('group', { name: field }).getByText(whose).click();
  await choose('เป้าหมายสูงสุด', 'ใช้ของฉัน');
  await choose('กิจกรรมที่ 1: ครัวเรือนทำเอง', 'ใช้ตามระบบ');
  await choose('กิจกรรมที่ 1: ระยะเวลา', 'ใช้ของฉัน');
  await page.getByRole('button', { name: 'ส่งตามที่เลือก' }).click();
  await page.getByText('บันทึกแผนแล้ว').waitFor();
  await look(page, 'plan');
  expect(await readPlan()).toMatchObject({
    ultimateGoal: 'มีรายได้พอใช้และมีเงินออม',
    items: [{ selfActivity: 'เลี้ยงไก่', periodText: 'ภายใน 6 เดือน' }],
  });
  await context.close();
});

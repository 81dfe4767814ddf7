import { expect, it } from 'vitest';

import { packPage, type PackPage } from './pack-page.ts';

const CASE: PackPage['pack']['cases'][number] = {
  householdId: null,
  headName: null,
  addressNo: '12/3',
  moo: 4,
  village: 'บ้านหนองผือ',
  areaName: 'กุดป่อง เมืองเลย เลย',
  needs: [{ id: null, label: 'ต้องการการดูแล', dimension: null, text: null, status: null }],
  asked: [{ agency: 'moph', dueOn: '2026-06-20' }],
  referrals: [],
};
const PAGE: PackPage = {
  pack: { meeting: '4201~m', for: 'room', cases: [CASE] },
  kind: 'TARGETING',
  on: '2026-05-18',
  unitName: 'เมืองเลย',
  names: new Map([['moph', 'กระทรวงสาธารณสุข']]),
};

it('says in Thai digits which houses need what, and whom the meeting asks until when', () => {
  const page = packPage(PAGE);
  for (const said of ['๑๒/๓', 'หมู่ ๔', 'ต้องการการดูแล', 'กระทรวงสาธารณสุข', '๒๕๖๙', 'ประชุมชี้เป้าหมาย เมืองเลย', '๑ ครัวเรือน'])
    expect(page).toContain(said);
  expect(page).toContain('<body class="room">');
  expect(page).not.toContain('หัวหน้าครัวเรือน');
});

it('shows those who prepare it the head, the words and the referrals', () => {
  const need = { id: 'n', label: 'รายได้', dimension: 'income', text: 'ว่างงาน', status: 'OPEN' } as const;
  const referrals = [{ id: 'r', toAgency: 'dla', status: 'SENT', dueAt: '2026-07-01' } as const];
  const cases = [{ ...CASE, headName: 'สมชาย', needs: [need, need], referrals }];
  const page = packPage({ ...PAGE, pack: { ...PAGE.pack, for: 'file', cases } });
  for (const said of ['สมชาย', '<li>รายได้: ว่างงาน</li>', 'dla ภายใน']) expect(page).toContain(said);
});

it('shows what people wrote as text, runs nothing and asks for nothing', () => {
  const wicked = '<script>alert("1")</script>&\'';
  const cases = [{ ...CASE, village: wicked, addressNo: wicked }];
  const page = packPage({
    ...PAGE,
    unitName: wicked,
    names: new Map([['moph', wicked]]),
    pack: { ...PAGE.pack, cases },
  });
  expect(page).not.toContain('<script');
  expect(page).toContain('&lt;script&gt;alert(&quot;๑&quot;)&lt;/script&gt;&amp;&#39;');
  expect(page).not.toMatch(/ style=|src=|href=|\son\w+=/);
});

it('says so when there is no case, and no day yet', () => {
  const page = packPage({ ...PAGE, on: null, pack: { ...PAGE.pack, cases: [] } });
  expect(page).toContain('ยังไม่กำหนดวันประชุม');
  expect(page).toContain('ยังไม่มีครัวเรือนในการประชุมนี้');
  expect(page).not.toContain('<table>');
});

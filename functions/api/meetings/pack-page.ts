/** The pack of a meeting as a page: for the screen of the room in letters that are read from the back, for the file closer together. */
import { pagePolicy, textOnPage } from '#functions/api/printed-page.ts';
import type { readMeetingPack } from '#shared/contracts/meetings.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import type { MeetingKind } from '#shared/domain/case/meeting.ts';
import { formatThaiDate } from '#shared/thai/thai-date.ts';

type Pack = ReplyOf<typeof readMeetingPack>;
type Case = Pack['cases'][number];

export type PackPage = {
  pack: Pack;
  kind: MeetingKind;
  /** Day on which it is or was held; null when nobody knows yet. */
  on: string | null;
  unitName: string;
  /** Thai names of organisations by slug; one that is not known is shown by its slug. */
  names: ReadonlyMap<string, string>;
};

const KINDS: Readonly<Record<MeetingKind, string>> = {
  TARGETING: 'ประชุมชี้เป้าหมาย',
  COMMITTEE: 'ประชุมคณะกรรมการ',
  OTHER: 'การประชุม',
};

const STYLE = `
body { margin: 1.5rem; color: #111; background: #fff; font-family: Sarabun, "TH Sarabun New", "Noto Sans Thai", sans-serif; line-height: 1.5; }
.room { font-size: 1.75rem; }
.file { font-size: 1rem; }
h1 { margin: 0 0 .25rem; font-size: 1.5em; }
p { margin: 0 0 1rem; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: .4em .6em; border: 1px solid #555; text-align: left; vertical-align: top; }
th { background: #e8eef5; }
td.number { text-align: right; white-space: nowrap; }
ul { margin: 0; padding-left: 1.2em; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
@media print { body { margin: 0; } .room { font-size: 1.2rem; } }
`;

export const PACK_POLICY = pagePolicy(STYLE);

/** The page, whole and by itself: it asks for nothing, and runs nothing. Every text of people is escaped. */
export function packPage({ pack, kind, on, unitName, names }: PackPage): string {
  const isFile = pack.for === 'file';
  const title = `${KINDS[kind]} ${unitName}`;
  const day = on === null ? 'ยังไม่กำหนดวันประชุม' : `วันที่ ${formatThaiDate(on)}`;
  const heads = [
    'ลำดับ',
    ...(isFile ? ['หัวหน้าครัวเรือน'] : []),
    'บ้าน',
    'สภาพปัญหา',
    'ขอให้ดำเนินการ',
    ...(isFile ? ['ส่งต่อ'] : []),
  ];
  const asked = (one: { agency: string; on: string }): string =>
    `${names.get(one.agency) ?? one.agency} ภายใน ${formatThaiDate(one.on)}`;
  const rows = pack.cases.map((each, at) => [
    { text: [String(at + 1)], number: true },
    ...(isFile ? [{ text: [each.headName ?? '-'] }] : []),
    { text: [houseOf(each)] },
    { text: each.needs.map(({ label, text }) => (text === null ? label : `${label}: ${text}`)) },
    { text: each.asked.map(({ agency, dueOn }) => asked({ agency, on: dueOn })) },
    ...(isFile ? [{ text: each.referrals.map(({ toAgency, dueAt }) => asked({ agency: toAgency, on: dueAt })) }] : []),
  ]);
  const body = rows.map((cells) => `<tr>${cells.map(cell).join('')}</tr>`).join('\n');
  const table = `<table>
<thead><tr>${heads.map((head) => `<th scope="col">${textOnPage(head)}</th>`).join('')}</tr></thead>
<tbody>
${body}
</tbody>
</table>`;
  return `<!doctype html>
<html lang="th">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${textOnPage(title)}</title>
<style>${STYLE}</style>
</head>
<body class="${pack.for}">
<h1>${textOnPage(title)}</h1>
<p>${textOnPage(day)} · ${textOnPage(`${pack.cases.length} ครัวเรือน`)}</p>
${pack.cases.length === 0 ? '<p>ยังไม่มีครัวเรือนในการประชุมนี้</p>' : table}
</body>
</html>
`;
}

function houseOf({ addressNo, moo, village, areaName }: Case): string {
  return [
    ...(addressNo === null ? [] : [`บ้านเลขที่ ${addressNo}`]),
    ...(moo === null ? [] : [`หมู่ ${moo}`]),
    ...(village === null ? [] : [village]),
    areaName,
  ].join(' ');
}

function cell({ text, number = false }: { text: readonly string[]; number?: boolean }): string {
  const [only] = text;
  if (text.length <= 1) return `<td${number ? ' class="number"' : ''}>${textOnPage(only ?? '-')}</td>`;
  return `<td><ul>${text.map((one) => `<li>${textOnPage(one)}</li>`).join('')}</ul></td>`;
}

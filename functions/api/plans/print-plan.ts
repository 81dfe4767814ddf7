/** The plan of a household as the form of the letter has it (domain.md §2.6): six columns, the dimensions in its order, Thai digits, A4. */
import { pagePolicy, textOnPage } from '#functions/api/printed-page.ts';
import type { Plan, PlanItem, PlanItemStatus, PlanStatus } from '#shared/domain/case/plan.ts';
import { DIMENSION_NAMES, PLAN_FORM_DIMENSIONS, type Dimension } from '#shared/reference/dimensions.ts';
import { formatThaiDate } from '#shared/thai/thai-date.ts';

export type PrintedPlan = {
  plan: Plan;
  headName: string | null;
  mentorName: string | null;
  /** House number, village and area, as one line. */
  address: string;
  /** Short names of the organisations that support it, by slug. */
  agencies: ReadonlyMap<string, string>;
};

const TITLE = 'แบบแผนพัฒนาคุณภาพชีวิตครัวเรือน';

const ITEM_STATUS: Readonly<Record<PlanItemStatus, string>> = {
  NOT_STARTED: 'ยังไม่เริ่ม',
  CONTINUING: 'ต่อเนื่อง',
  DONE: 'สำเร็จ',
  CANCELLED: 'ยกเลิก',
};

const HEADS = [
  'ลำดับ',
  'มิติการพัฒนา<br>(จปฐ./TPMAP)',
  'กิจกรรม/สิ่งที่<br>ครัวเรือนจะทำ<br>(พึ่งตนเอง)',
  'กิจกรรมที่พี่เลี้ยง/<br>หน่วยงานจะสนับสนุน',
  'ระยะเวลา<br>ดำเนินการ',
  'สถานะ<br>(สำเร็จ/<br>ต่อเนื่อง)',
];

/** The table is a little narrower than the page: half of a collapsed border lies outside of it and would be cut. */
const STYLE = `
@page{size:A4 portrait;margin:15mm 14mm 16mm;@bottom-right{content:counter(page,thai) "/" counter(pages,thai);font:10pt Sarabun,sans-serif}}
*{box-sizing:border-box}
html{font:12pt/1.5 Sarabun,"TH Sarabun New","Noto Sans Thai",Tahoma,sans-serif;color:#000;background:#fff}
body{margin:0 auto;max-width:182mm}
h1{font-size:15pt;text-align:center;margin:0}
h2{font-size:13pt;text-align:center;margin:3mm 0 1.5mm}
.project,.said{text-align:center;margin:0}
.said{font-size:10.5pt}
dl{margin:3mm 0 0;display:grid;grid-template-columns:max-content 1fr;column-gap:3mm}
dt{font-weight:700}
dd{margin:0;border-bottom:1px dotted #000;min-height:1.5em;overflow-wrap:anywhere}
table{width:calc(100% - .5mm);border-collapse:collapse;table-layout:fixed}
thead{display:table-header-group}
th,td{border:1px solid #000;padding:1mm 1.5mm;vertical-align:top;text-align:left;overflow-wrap:anywhere}
th{text-align:center;vertical-align:middle;font-size:10.5pt;line-height:1.35}
td{white-space:pre-line;min-height:8mm}
col.no{width:9%}col.of{width:17%}col.own{width:25%}col.by{width:23%}col.when{width:13%}col.now{width:13%}
td.no,td.now{text-align:center}
.empty td{height:10mm}
.signed{display:grid;grid-template-columns:1fr 1fr;margin-top:12mm;text-align:center;break-inside:avoid}
.signed p{margin:0}
`;

export const PRINT_POLICY = pagePolicy(STYLE);

export function printPlan({ plan, headName, mentorName, address, agencies }: PrintedPlan): string {
  const rows = PLAN_FORM_DIMENSIONS.flatMap((dimension) => rowsOf(plan.items, dimension, agencies));
  const cells = (values: readonly string[]): string => values.map((value) => `<th scope="col">${value}</th>`).join('');
  return `<!doctype html>
<html lang="th">
<head>
<meta charset="utf-8">
<title>${TITLE}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${TITLE}${plan.status === 'DRAFT' ? ' (ร่าง)' : ''}</h1>
<p class="project">โครงการ “๑ ข้าราชการ ๑ ครัวเรือนยากจน”</p>
<p class="said">${said(plan)}</p>
<dl>
<dt>ชื่อหัวหน้าครัวเรือน</dt><dd>${textOnPage(headName ?? '')}</dd>
<dt>ที่อยู่</dt><dd>${textOnPage(address)}</dd>
<dt>ข้าราชการพี่เลี้ยง</dt><dd>${textOnPage(mentorName ?? '')}</dd>
<dt>เป้าหมายสูงสุดของครัวเรือน</dt><dd>${textOnPage(plan.ultimateGoal)}</dd>
</dl>
<h2>ตารางแผนปฏิบัติการพัฒนาครัวเรือน (Action Plan)</h2>
<table>
<colgroup><col class="no"><col class="of"><col class="own"><col class="by"><col class="when"><col class="now"></colgroup>
<thead><tr>${cells(HEADS)}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
<div class="signed">
<p>ลงชื่อ ........................................<br>ผู้แทนครัวเรือน</p>
<p>ลงชื่อ ........................................<br>ข้าราชการพี่เลี้ยง</p>
</div>
</body>
</html>
`;
}

/** A dimension without an item keeps its row, to be filled in by hand. */
function rowsOf(items: readonly PlanItem[], dimension: Dimension, agencies: PrintedPlan['agencies']): string[] {
  const of = items.filter((item) => item.dimension === dimension).toSorted((a, b) => a.seq - b.seq);
  const name = DIMENSION_NAMES[dimension].planFormTh;
  if (of.length === 0) return [rowOf(['', name, '', '', '', ''], ' class="empty"')];
  return of.map((item) => {
    const agency = item.supportAgency === undefined ? '' : (agencies.get(item.supportAgency) ?? item.supportAgency);
    const support = [item.supportActivity, agency === '' ? '' : `(${agency})`].filter((part) => part !== '').join(' ');
    return rowOf([String(item.seq), name, item.selfActivity, support, periodOf(item), ITEM_STATUS[item.status]]);
  });
}

const CELL_CLASSES = [' class="no"', '', '', '', '', ' class="now"'];

function rowOf(values: readonly string[], about = ''): string {
  return `<tr${about}>${values.map((value, at) => `<td${CELL_CLASSES[at] ?? ''}>${textOnPage(value)}</td>`).join('')}</tr>`;
}

/** The words of the form; without any, the days. */
function periodOf({ periodText, start, end }: PlanItem): string {
  if (periodText !== '') return periodText;
  return [start, end].flatMap((day) => (day === undefined ? [] : [formatThaiDate(day)])).join(' - ');
}

const DAY_OF: Readonly<Record<PlanStatus, readonly [field: 'agreedOn' | 'reviewedOn' | 'closedOn', words: string]>> = {
  DRAFT: ['agreedOn', ''],
  AGREED: ['agreedOn', 'ตกลงกับครัวเรือนเมื่อ'],
  ACTIVE: ['agreedOn', 'ตกลงกับครัวเรือนเมื่อ'],
  REVIEWED: ['reviewedOn', 'ทบทวนเมื่อ'],
  CLOSED: ['closedOn', 'ปิดแผนเมื่อ'],
};

function said(plan: Plan): string {
  const [field, words] = DAY_OF[plan.status];
  const day = plan[field];
  return textOnPage(
    [`ฉบับที่ ${plan.version}`, ...(day === undefined ? [] : [`${words} ${formatThaiDate(day)}`])].join(' · '),
  );
}

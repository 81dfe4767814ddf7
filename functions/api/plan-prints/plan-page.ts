/** The form of a plan as a page of HTML: A4, for a browser to print. */
import { pagePolicy } from '#functions/api/printed-page.ts';
import { htmlText } from '#shared/thai/html-text.ts';

import type { PlanForm } from './plan-form.ts';

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

export const PLAN_PAGE_POLICY = pagePolicy(STYLE);

export function planPage({ title, project, said, about, tableTitle, heads, rows, signed }: PlanForm): string {
  const head = heads.map((lines) => `<th scope="col">${lines.map(htmlText).join('<br>')}</th>`);
  const terms = about.map(({ term, words }) => `<dt>${htmlText(term)}</dt><dd>${htmlText(words)}</dd>`);
  const signers = signed.map((who) => `<p>ลงชื่อ ........................................<br>${htmlText(who)}</p>`);
  return `<!doctype html>
<html lang="th">
<head>
<meta charset="utf-8">
<title>${htmlText(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${htmlText(title)}</h1>
<p class="project">${htmlText(project)}</p>
<p class="said">${htmlText(said)}</p>
<dl>
${terms.join('\n')}
</dl>
<h2>${htmlText(tableTitle)}</h2>
<table>
<colgroup><col class="no"><col class="of"><col class="own"><col class="by"><col class="when"><col class="now"></colgroup>
<thead><tr>${head.join('')}</tr></thead>
<tbody>
${rows.map(({ cells, isEmpty }) => rowOf(cells, isEmpty ? ' class="empty"' : '')).join('\n')}
</tbody>
</table>
<div class="signed">
${signers.join('\n')}
</div>
</body>
</html>
`;
}

const CELL_CLASSES = [' class="no"', '', '', '', '', ' class="now"'];

function rowOf(values: readonly string[], about: string): string {
  return `<tr${about}>${values.map((value, at) => `<td${CELL_CLASSES[at] ?? ''}>${htmlText(value)}</td>`).join('')}</tr>`;
}

import { PUBLIC_COUNTS } from '#shared/domain/publication/public-counts.ts';
import type { PublicProgress } from '#shared/domain/publication/public-progress.ts';
import { workbookFile } from '#shared/report/package/workbook-file.ts';

import { dayText, shareOf } from './pages/figures.ts';
import { areaName, countName, monthName } from './pages/names.ts';
import { WORDS } from './pages/words.ts';

/**
 * The figures of a page as a workbook in Thai: a first page that says what they are and how many are hidden, and a sheet with a row an area, the
 * total last. A hidden count is the word for it, so that nobody takes it for 0. `folder`: the path of the publication.
 */
export async function publicWorkbook(progress: PublicProgress, folder: string): Promise<Uint8Array> {
  const { area, month, asOf, asOfDay, closed, revision, definitions, rows, total } = progress;
  const words = WORDS.th;
  const [name, day] = [areaName(area, 'th'), dayText(asOfDay, 'th')];
  const hidden = [total, ...rows].reduce((sum, row) => sum + row.hidden, 0);
  return await workbookFile({
    title: words.title,
    subject: `${name} · ${monthName(month, 'th')}`,
    asOf,
    firstPage: {
      sheet: 'ปก',
      lines: [
        [words.areaName, name],
        [words.month, monthName(month, 'th')],
        ['ข้อมูล ณ', day],
        ['สถานะ', closed ? words.closed : words.toDate],
        ['ฉบับที่', revision],
        [words.definitions, definitions],
        [words.permanent, `/figures/${folder}/th/${area}.html`],
      ],
      notes: [hidden > 0 ? words.hiddenWhy(hidden) : words.nobodyHidden, words.notOfficial, words.cite(name, day)],
    },
    tables: [
      {
        sheet: words.byArea,
        file: area,
        columns: [
          { header: 'รหัส', format: 'text' },
          { header: words.areaName, format: 'text' },
          ...PUBLIC_COUNTS.map((count) => ({ header: countName(count, 'th'), format: 'count' as const })),
          { header: words.rate, format: 'percent' },
        ],
        rows: [...rows, total].map((row) => [
          row.area,
          areaName(row.area, 'th'),
          ...PUBLIC_COUNTS.map((count) => row.counts[count] ?? words.hidden),
          shareOf(row.counts.ASSISTED, row.counts.baseline) ?? null,
        ]),
        sums: 1,
      },
    ],
  });
}

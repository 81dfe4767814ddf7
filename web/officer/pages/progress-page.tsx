import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { listHouseholdsOfProgress, readProgress } from '#shared/contracts/case-statistics.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import { ALL } from '#shared/domain/statistics/case-columns.ts';
import { PROGRESS_SECTIONS } from '#shared/domain/statistics/report-c/columns.ts';
import { Shown } from '../../kit/states.tsx';
import { AreaName } from '../areas.tsx';
import { ask } from '../calls.ts';
import { AskedFields, Behind, CaseTables, monthsBack, monthText, Told, useAsked, type Opened } from '../figures.tsx';
import { Title } from '../title.tsx';

type Progress = ReplyOf<typeof readProgress>;

/** The name of the figure that a cell of a table opens. */
function figureOf(file: string, code: string | null, key: string): string | undefined {
  switch (file) {
    case 'progress':
      if (code === ALL) return ['households', 'solvedPartly'].includes(key) ? key : undefined;
      return key === 'households' ? `funnel.${code}` : key === 'lateAdded' ? `funnel.${code}.lateAdded` : undefined;
    case 'dimensions':
      return `dimensions.${code}.${key}`;
    case 'exits':
      return `exits.${key}`;
    case 'overlap':
      return `overlap.${code}`;
    case 'no-movement':
      return key;
    default:
      return undefined;
  }
}

export function ProgressPage(): ReactNode {
  const months = monthsBack();
  const [asked, setAsked] = useState(useAsked(months[0] ?? ''));
  const { time: month, area, list } = asked;
  const query = { month, area, list, level: area.length === 2 ? 'district' : 'subdistrict' };
  const report = useQuery({
    queryKey: ['progress', query],
    enabled: area !== '',
    queryFn: async () => await ask<typeof readProgress>('GET', '/v1/statistics/progress', { query }),
  });
  return (
    <>
      <Title>ความก้าวหน้า</Title>
      <AskedFields
        asked={asked}
        label="เดือน"
        times={months.map((each) => [each, monthText(each)] as const)}
        onChange={setAsked}
      />
      {area !== '' && (
        <Shown of={report}>{(known) => <Report key={JSON.stringify(query)} report={known} query={query} />}</Shown>
      )}
    </>
  );
}

function Report({ report, query }: { report: Progress; query: Readonly<Record<string, string>> }): ReactNode {
  const [area, setArea] = useState('');
  const [opened, setOpened] = useState<Opened>();
  const row = report.rows.find((each) => each.area === area);
  const { campaigns, overlap, total, rows } = report;
  return (
    <>
      <Told {...report} />
      {rows.length > 0 && (
        <div className="field">
          <label className="label" htmlFor="row">
            แถวของรายงาน
          </label>
          <select id="row" value={area} onChange={({ target }) => (setArea(target.value), setOpened(undefined))}>
            <option value="">รวมทั้งพื้นที่</option>
            {rows.map((each) => (
              <option key={each.area} value={each.area}>
                <AreaName code={each.area} />
              </option>
            ))}
          </select>
        </div>
      )}
      {opened !== undefined && (
        <Behind
          opened={opened}
          queryKey={['progress', query, opened]}
          read={async (cursor) =>
            await ask<typeof listHouseholdsOfProgress>('GET', '/v1/statistics/progress/households', {
              query: { ...query, area: opened.area, figure: opened.figure, cursor, limit: 50 },
            })
          }
          onClose={() => setOpened(undefined)}
        />
      )}
      <CaseTables
        sections={PROGRESS_SECTIONS}
        row={row === undefined ? { ...total, campaigns, overlap } : { ...row, campaigns: [], overlap: null }}
        figureOf={figureOf}
        onOpen={(figure, name) => setOpened({ figure, name, area: row?.area ?? report.area })}
      />
    </>
  );
}

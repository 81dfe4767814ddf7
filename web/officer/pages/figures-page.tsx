import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import type { listHouseholdsBehind, readAgencyStatistics } from '#shared/contracts/statistics.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import {
  COLUMNS,
  HOUSEHOLD_FIGURES,
  LOOKS,
  REPORTING_STATUS,
  type Column,
} from '#shared/domain/statistics/report-a/columns.ts';
import { figureAt } from '#shared/domain/statistics/case-columns.ts';
import { Field } from '../../kit/controls.tsx';
import { Shown } from '../../kit/states.tsx';
import { agenciesQuery, ask } from '../calls.ts';
import {
  AskedFields,
  Behind,
  Definitions,
  Figure,
  monthsBack,
  monthText,
  Told,
  useAsked,
  useMayOpen,
  WideTable,
  type Opened,
} from '../figures.tsx';
import { Title } from '../title.tsx';

type Report = ReplyOf<typeof readAgencyStatistics>;
type Look = keyof typeof LOOKS;

const OPEN: ReadonlySet<string> = new Set(HOUSEHOLD_FIGURES);

export function FiguresPage(): ReactNode {
  const months = monthsBack();
  const [asked, setAsked] = useState(useAsked(months[1] ?? ''));
  const { time: month, area, list } = asked;
  const query = { month, area, list };
  const report = useQuery({
    queryKey: ['agencies-month', query],
    enabled: area !== '',
    queryFn: async () => await ask<typeof readAgencyStatistics>('GET', '/v1/statistics/agencies', { query }),
  });
  return (
    <>
      <Title>ตัวเลขรายเดือน</Title>
      <div className="actions">
        <Link className="button plain" to="/officer/figures/progress">
          ความก้าวหน้า
        </Link>
        <Link className="button plain" to="/officer/figures/quarterly">
          สรุปรายไตรมาส
        </Link>
      </div>
      <AskedFields
        asked={asked}
        label="เดือน"
        times={months.map((each) => [each, monthText(each)] as const)}
        onChange={setAsked}
      />
      {area !== '' && (
        <Shown of={report}>{(known) => <Agencies key={JSON.stringify(query)} report={known} query={query} />}</Shown>
      )}
    </>
  );
}

function labelOf(column: Column, look: Look): string {
  const label = column.page[look] ?? column.th;
  return typeof label === 'string' ? label : label.join(' ');
}

function Agencies({ report, query }: { report: Report; query: Readonly<Record<string, string>> }): ReactNode {
  const agencies = useQuery(agenciesQuery).data?.items ?? [];
  const mayOpen = useMayOpen();
  const [look, setLook] = useState<Look>('summary');
  const [opened, setOpened] = useState<Opened>();
  const columns: readonly Column[] = COLUMNS;
  const shown = columns.filter(({ page }) => page[look] !== undefined);
  const nameOf = (agency: string | null): string =>
    agency === null ? 'ไม่ระบุหน่วยงาน' : (agencies.find(({ slug }) => slug === agency)?.nameTh ?? agency);
  const rows = [
    ...report.rows.map((row) => ({
      of: row as object,
      name: nameOf(row.agency),
      agency: row.agency ?? 'none',
      silent: row.silent,
    })),
    { of: report.total as object, name: 'รวม (นับไม่ซ้ำ)', agency: 'total', silent: false },
  ];
  return (
    <>
      <Told {...report} />
      <Field
        name="look"
        label="แสดง"
        value={look}
        options={Object.entries(LOOKS)}
        onChange={(code) => setLook(Object.keys(LOOKS).includes(code) ? (code as Look) : 'summary')}
      />
      {opened !== undefined && (
        <Behind
          opened={opened}
          queryKey={['agencies-month', query, opened]}
          read={async (cursor) =>
            await ask<typeof listHouseholdsBehind>('GET', '/v1/statistics/agencies/households', {
              query: { ...query, agency: opened.of, figure: opened.figure, cursor, limit: 50 },
            })
          }
          onClose={() => setOpened(undefined)}
        />
      )}
      <WideTable
        label="ตารางรายหน่วยงาน"
        first="หน่วยงาน"
        columns={shown.map((column) => [column.key, labelOf(column, look)] as const)}
        rows={rows.map(({ of, name, agency, silent }) => ({
          key: agency,
          name: (
            <>
              {name} {silent && <span className="chip bad">{REPORTING_STATUS.silent}</span>}
            </>
          ),
          cells: shown.map((column) => {
            const { key, format } = column;
            const called = `${name} ${labelOf(column, look)}`;
            const open = (): void => setOpened({ figure: key, name: called, area: report.area, of: agency });
            return (
              <Figure
                value={figureAt(of, key)}
                format={format}
                name={called}
                onOpen={mayOpen && OPEN.has(key) ? open : undefined}
              />
            );
          }),
        }))}
      />
      <Definitions of={shown.map((column) => [column.key, labelOf(column, look), column.definition] as const)} />
    </>
  );
}

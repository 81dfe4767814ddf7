import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { listHouseholdsOfQuarterly, readQuarterly } from '#shared/contracts/case-statistics.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import { quarterOfMonth } from '#shared/domain/statistics/quarter.ts';
import { QUARTER_SECTIONS } from '#shared/domain/statistics/report-b/columns.ts';
import { NAMED_FIGURE, QUARTER_FIGURES } from '#shared/domain/statistics/report-b/figure-names.ts';
import { Field } from '../../kit/controls.tsx';
import { Shown } from '../../kit/states.tsx';
import { ask } from '../calls.ts';
import { AskedFields, Behind, CaseTables, monthsBack, Told, useAsked, type Opened } from '../figures.tsx';
import { Title } from '../title.tsx';

type Quarterly = ReplyOf<typeof readQuarterly>;

/** The name of the figure that a cell of a table opens: those of its table, its line and its column, in the order of the report. */
function figureOf(file: string, code: string | null, key: string): string | undefined {
  return [`${file}.${code}.${key}`, `${file}.${key}.${code}`, `${file}.${key}`].find(
    (name) => QUARTER_FIGURES.has(name) || NAMED_FIGURE.test(name),
  );
}

/** `2569-Q3` as officers say it. */
function quarterText(quarter: string): string {
  return `ไตรมาสที่ ${quarter.slice(-1)} ปีงบประมาณ ${quarter.slice(0, 4)}`;
}

export function QuarterlyPage(): ReactNode {
  const quarters = [...new Set(monthsBack().map(quarterOfMonth))];
  const [asked, setAsked] = useState(useAsked(quarters[0] ?? ''));
  const { time: quarter, area, list } = asked;
  const query = { quarter, area, list };
  const report = useQuery({
    queryKey: ['quarterly', query],
    enabled: area !== '',
    queryFn: async () => await ask<typeof readQuarterly>('GET', '/v1/statistics/quarterly', { query }),
  });
  return (
    <>
      <Title>สรุปรายไตรมาส</Title>
      <AskedFields
        asked={asked}
        label="ไตรมาส"
        times={quarters.map((each) => [each, quarterText(each)] as const)}
        onChange={setAsked}
      />
      {area !== '' && (
        <Shown of={report}>{(known) => <Report key={JSON.stringify(query)} report={known} query={query} />}</Shown>
      )}
    </>
  );
}

function Report({ report, query }: { report: Quarterly; query: Readonly<Record<string, string>> }): ReactNode {
  const [unit, setUnit] = useState('');
  const [opened, setOpened] = useState<Opened>();
  const row = report.units.find((each) => each.unit === unit);
  return (
    <>
      <Told {...report} />
      <Field
        name="unit"
        label="หน่วย"
        value={unit}
        options={[
          ['', 'รวมทั้งพื้นที่'],
          ...report.units.flatMap((each) => (each.unit === null ? [] : [[each.unit, each.name ?? each.unit] as const])),
        ]}
        onChange={(code) => {
          setUnit(code);
          setOpened(undefined);
        }}
      />
      {opened !== undefined && (
        <Behind
          opened={opened}
          queryKey={['quarterly', query, opened]}
          read={async (cursor) =>
            await ask<typeof listHouseholdsOfQuarterly>('GET', '/v1/statistics/quarterly/households', {
              query: { ...query, unit: opened.of, figure: opened.figure, cursor, limit: 50 },
            })
          }
          onClose={() => setOpened(undefined)}
        />
      )}
      <CaseTables
        sections={QUARTER_SECTIONS}
        row={row ?? report.total}
        figureOf={figureOf}
        onOpen={(figure, name) => setOpened({ figure, name, area: report.area, ...(unit === '' ? {} : { of: unit }) })}
      />
    </>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { PackagedReport } from 'virtual:codes';
import type { approveReport, listReports, readReport } from '#shared/contracts/reports.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import { Field } from '../../kit/controls.tsx';
import { momentText } from '../../kit/days.ts';
import { Step } from '../../kit/form.tsx';
import { Paged } from '../../kit/paged.tsx';
import { Shown } from '../../kit/states.tsx';
import { AreaName } from '../areas.tsx';
import { ask, meQuery, queries } from '../calls.ts';
import { monthsBack, monthText } from '../figures.tsx';
import { Title } from '../title.tsx';

type Package = ReplyOf<typeof listReports>['items'][number];

export function PackagesPage(): ReactNode {
  const [month, setMonth] = useState('');
  const [report, setReport] = useState('');
  return (
    <>
      <Title>ชุดรายงาน</Title>
      <p>ชุดที่ประมวลผลแล้วสำหรับ สศช. ใหม่สุดก่อน ผู้รับรองต้องไม่ใช่ผู้ที่สั่งประมวลผล</p>
      <div className="filters">
        <Field
          name="month"
          label="เดือน"
          value={month}
          options={[['', 'ทุกเดือน'], ...monthsBack().map((each) => [each, monthText(each)] as const)]}
          onChange={setMonth}
        />
        <Field
          name="report"
          label="รายงาน"
          value={report}
          options={[['', 'ทุกรายงาน'], ...Object.entries(PackagedReport)]}
          onChange={setReport}
        />
      </div>
      <Paged
        queryKey={['reports', month, report]}
        read={async (cursor) =>
          await ask<typeof listReports>('GET', '/v1/reports', { query: { month, report, cursor } })
        }
        empty="ยังไม่มีชุดรายงานตามที่เลือก"
      >
        {(items) => (
          <ul className="rows">
            {items.map((each) => (
              <Row key={each.id} of={each} />
            ))}
          </ul>
        )}
      </Paged>
    </>
  );
}

function Row({ of }: { of: Package }): ReactNode {
  const { id, report, month, area, revision, asOf, approval } = of;
  const mayApprove = useQuery(meQuery).data?.permissions.includes('reports:approve') === true;
  const [open, setOpen] = useState(false);
  return (
    <li>
      <strong>
        {PackagedReport[report]} {monthText(month)} <AreaName code={area} />
      </strong>
      <div className="soft">
        ฉบับที่ {revision.toLocaleString('th-TH')} · ตามที่ทราบเมื่อ {momentText(asOf)}
      </div>
      <span className={approval === null ? 'chip' : 'chip good'}>
        {approval === null ? 'รอรับรอง' : `รับรองแล้ว ${momentText(approval.at)}`}
      </span>
      {approval !== null && approval.note !== null && <p>{approval.note}</p>}
      <details className="card step" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>ไฟล์ในชุด</summary>
        {open && <Files id={id} />}
      </details>
      {mayApprove && approval === null && (
        <Step
          label="รับรองชุดนี้"
          why="บันทึกของผู้รับรอง"
          onDo={async (note) => {
            await ask<typeof approveReport>('POST', `/v1/reports/${encodeURIComponent(id)}/approve`, {
              body: { note },
            });
            await queries.invalidateQueries({ queryKey: ['reports'] });
          }}
        >
          <p>ไฟล์ในชุดไม่เปลี่ยน การรับรองแสดงข้างชุดและถอนไม่ได้</p>
        </Step>
      )}
    </li>
  );
}

function Files({ id }: { id: string }): ReactNode {
  const files = useQuery({
    queryKey: ['report', id],
    queryFn: async () => await ask<typeof readReport>('GET', `/v1/reports/${encodeURIComponent(id)}`),
  });
  return (
    <Shown of={files}>
      {({ files: each, archive }) => (
        <ul>
          {[...(archive === null ? [] : [archive]), ...each].map(({ name, size, url }) => (
            <li key={name}>
              <a href={url} download>
                {name}
              </a>{' '}
              <span className="soft">{(size / 1024).toLocaleString('th-TH', { maximumFractionDigits: 0 })} KB</span>
            </li>
          ))}
        </ul>
      )}
    </Shown>
  );
}

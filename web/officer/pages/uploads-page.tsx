import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { UploadSource, UploadStatus } from 'virtual:codes';
import type { ReplyOf } from '#shared/contracts/route.ts';
import type { listUploads } from '#shared/contracts/uploads.ts';
import { Field } from '../../kit/controls.tsx';
import { momentText } from '../../kit/days.ts';
import { Paged } from '../../kit/paged.tsx';
import { ask, meQuery } from '../calls.ts';
import { Title } from '../title.tsx';

type Upload = ReplyOf<typeof listUploads>['items'][number];

export function UploadsPage(): ReactNode {
  const mayCreate = useQuery(meQuery).data?.permissions.includes('uploads:create') === true;
  const [source, setSource] = useState('');
  const [status, setStatus] = useState('');
  return (
    <>
      <Title>ไฟล์ที่ส่ง</Title>
      <p>ไฟล์ของท่านและของสำนักงาน ใหม่สุดก่อน</p>
      {mayCreate && (
        <div className="actions">
          <Link className="button" to="/officer/uploads/new">
            ส่งไฟล์
          </Link>
        </div>
      )}
      <div className="filters">
        <Field
          name="source"
          label="ชนิดของไฟล์"
          value={source}
          options={[['', 'ทุกชนิด'], ...Object.entries(UploadSource)]}
          onChange={setSource}
        />
        <Field
          name="status"
          label="สถานะ"
          value={status}
          options={[['', 'ทุกสถานะ'], ...Object.entries(UploadStatus)]}
          onChange={setStatus}
        />
      </div>
      <Paged
        queryKey={['uploads', source, status]}
        read={async (cursor) =>
          await ask<typeof listUploads>('GET', '/v1/uploads', { query: { source, status, cursor } })
        }
        empty={source === '' && status === '' ? 'ยังไม่มีไฟล์ที่ส่ง' : 'ไม่มีไฟล์ตามที่เลือก'}
      >
        {(items) => (
          <ul className="rows">
            {items.map((upload) => (
              <Row key={upload.id} upload={upload} />
            ))}
          </ul>
        )}
      </Paged>
    </>
  );
}

function Row({ upload }: { upload: Upload }): ReactNode {
  const { id, source, status, rows, dryRun, mine, undo, createdAt } = upload;
  return (
    <li>
      <Link className="main" to="/officer/uploads/$id" params={{ id }}>
        {UploadSource[source]}
      </Link>{' '}
      <span className="soft">ส่งเมื่อ {momentText(createdAt)}</span>
      {rows.total > 0 && (
        <div>
          {rows.total.toLocaleString('th-TH')} แถว · ไม่ผ่าน {rows.rejected.toLocaleString('th-TH')} แถว
        </div>
      )}
      <div className="chips">
        <span
          className={
            status === 'FAILED' || rows.rejected > 0 ? 'chip bad' : status === 'FINISHED' ? 'chip good' : 'chip'
          }
        >
          {UploadStatus[status]}
        </span>
        {dryRun && <span className="chip">ตรวจอย่างเดียว ไม่บันทึก</span>}
        {undo !== null && <span className="chip">{undo === 'DONE' ? 'ยกเลิกแล้ว' : 'กำลังยกเลิก'}</span>}
        {!mine && <span className="chip">ส่งโดยผู้อื่นในสำนักงาน</span>}
      </div>
    </li>
  );
}

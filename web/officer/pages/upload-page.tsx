import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { FileProblemCode, StaysFor, UploadSource, UploadStatus } from 'virtual:codes';
import type { ReplyOf } from '#shared/contracts/route.ts';
import type {
  dismissUpload,
  listUploadProblems,
  readUpload,
  readUploadUndo,
  undoUpload,
} from '#shared/contracts/uploads.ts';
import { UPLOAD_LIFE_CYCLE, whyNotUndoable } from '#shared/domain/upload/upload-status.ts';
import { Field } from '../../kit/controls.tsx';
import { momentText } from '../../kit/days.ts';
import { Step } from '../../kit/form.tsx';
import { Paged } from '../../kit/paged.tsx';
import { Progress } from '../../kit/progress.tsx';
import { Shown } from '../../kit/states.tsx';
import { ask, meQuery, queries } from '../calls.ts';
import { Title } from '../title.tsx';

type Upload = ReplyOf<typeof readUpload>;
const WHILE_IT_RUNS_MS = 2000;
const PROBLEMS = 100;

export function UploadPage({ id }: { id: string }): ReactNode {
  const upload = useQuery({
    queryKey: ['upload', id],
    queryFn: async () => await ask<typeof readUpload>('GET', pathOf(id)),
    refetchInterval: ({ state }) => (state.data !== undefined && goesOn(state.data) ? WHILE_IT_RUNS_MS : false),
  });
  return <Shown of={upload}>{(known) => <Receipt upload={known} />}</Shown>;
}

function pathOf(id: string) {
  return `/v1/uploads/${encodeURIComponent(id)}` as const;
}

function hasEnded({ status }: Upload): boolean {
  return UPLOAD_LIFE_CYCLE[status].length === 0;
}

function goesOn(upload: Upload): boolean {
  return !hasEnded(upload) || upload.undo === 'RUNNING';
}

async function lookAgain(): Promise<void> {
  await Promise.all([
    queries.invalidateQueries({ queryKey: ['upload'] }),
    queries.invalidateQueries({ queryKey: ['uploads'] }),
  ]);
}

function Receipt({ upload }: { upload: Upload }): ReactNode {
  const { id, source, status, dryRun, filename, createdAt, finishedAt, rows, undo } = upload;
  const loaded = rows.created + rows.updated + rows.unchanged + rows.rejected;
  return (
    <>
      <Title>{`ไฟล์ ${UploadSource[source] ?? source}`}</Title>
      <p>
        {filename} · ส่งเมื่อ {momentText(createdAt)}
        {finishedAt === null ? '' : ` · เสร็จเมื่อ ${momentText(finishedAt)}`}
      </p>
      <div className="chips">
        <span role="status" className={status === 'FAILED' ? 'chip bad' : status === 'FINISHED' ? 'chip good' : 'chip'}>
          {UploadStatus[status]}
        </span>
        {dryRun && <span className="chip">ตรวจก่อน ยังไม่บันทึก</span>}
        {upload.dismissed && <span className="chip">ไม่ส่งแถวที่เหลืออีก</span>}
      </div>
      {status === 'AWAITING_FILE' && (
        <div className="notice warn">
          <p>ระบบยังไม่ได้รับไฟล์นี้ครบ หากปิดหน้าไประหว่างส่ง กรุณาเลือกไฟล์เดิมแล้วส่งอีกครั้ง</p>
          <SendAgain upload={upload} label="ส่งไฟล์อีกครั้ง" />
        </div>
      )}
      {(status === 'READING' || status === 'LOADING') && (
        <>
          <Progress share={rows.total === 0 ? 0 : loaded / rows.total} label="กำลังนำเข้า" />
          <p className="hint">ปิดหน้านี้ได้ ระบบทำงานต่อเอง และผลอยู่ในรายการไฟล์ที่ส่ง</p>
        </>
      )}
      {rows.total > 0 && <Counts rows={rows} />}
      {hasEnded(upload) && <Ended upload={upload} />}
      {undo !== null && <Undo id={id} running={undo === 'RUNNING'} />}
      <OfFile upload={upload} />
      {hasEnded(upload) && rows.total > 0 && <Problems upload={upload} />}
    </>
  );
}

/** Every row is in one of the four: they add up to all. */
function Counts({ rows }: { rows: Upload['rows'] }): ReactNode {
  const counts = [
    ['ทั้งหมด', rows.total],
    ['ใหม่', rows.created],
    ['แก้ไข', rows.updated],
    ['คงเดิม', rows.unchanged],
    ['ไม่ผ่าน', rows.rejected],
  ] as const;
  return (
    <dl className="tiles" aria-label="จำนวนแถว">
      {counts.map(([name, count]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{count.toLocaleString('th-TH')}</dd>
        </div>
      ))}
    </dl>
  );
}

function SendAgain({ upload, label, real }: { upload: Upload; label: string; real?: true }): ReactNode {
  const { source, list } = upload;
  const search = { source, ...(list === null ? {} : { list }), ...(real === undefined ? {} : { real: 'yes' }) };
  return (
    <Link className="button" to="/officer/uploads/new" search={search}>
      {label}
    </Link>
  );
}

/** What may be done with a file that has ended. */
function Ended({ upload }: { upload: Upload }): ReactNode {
  const { id, status, dryRun, rows, undo, dismissed, errorWorkbook, errorCsv } = upload;
  const permissions = useQuery(meQuery).data?.permissions ?? [];
  const mayUndo = permissions.includes('uploads:undo') && undo === null;
  const mayCreate = permissions.includes('uploads:create');
  return (
    <>
      {rows.rejected > 0 && <p>แก้แถวที่ไม่ผ่านในไฟล์ที่ระบบระบุจุดผิดไว้ แล้วส่งไฟล์นั้นอีกครั้ง แถวที่ผ่านแล้วจะไม่ซ้ำ</p>}
      <div className="actions">
        {errorWorkbook !== null && (
          <a className="button" href={errorWorkbook} download>
            ดาวน์โหลดไฟล์ Excel ที่ระบุจุดผิด
          </a>
        )}
        {errorCsv !== null && (
          <a className="button plain" href={errorCsv} download>
            ดาวน์โหลดจุดผิดเป็น CSV
          </a>
        )}
        {mayCreate && dryRun && status === 'FINISHED' && <SendAgain upload={upload} label="นำเข้าไฟล์นี้จริง" real />}
        {mayCreate && (rows.rejected > 0 || status === 'FAILED') && (
          <SendAgain upload={upload} label="ส่งไฟล์ที่แก้แล้ว" real />
        )}
      </div>
      {mayUndo && whyNotUndoable({ status, ...(dryRun ? { dryRun } : {}) }) === undefined && rows.total > 0 && (
        <Step
          label="ยกเลิกการนำเข้าไฟล์นี้"
          why="เหตุผลที่ยกเลิก"
          onDo={async (reason, key) => {
            await ask<typeof undoUpload>('POST', `${pathOf(id)}/undo`, { body: { reason }, key });
            await lookAgain();
          }}
        >
          <p>ระบบถอนสิ่งที่ไฟล์บันทึกไว้ทีละแถว เว้นแต่แถวที่มีรายการอื่นอ้างถึงแล้ว การยกเลิกอยู่ในแฟ้มตลอดไป</p>
        </Step>
      )}
      {mayUndo && !dryRun && !dismissed && rows.rejected > 0 && (
        <Step
          label="ไม่ส่งแถวที่ไม่ผ่านอีก"
          onDo={async () => {
            await ask<typeof dismissUpload>('POST', `${pathOf(id)}/dismiss`);
            await lookAgain();
          }}
        >
          <p>งานแก้แถวของไฟล์นี้จะหายไปจากรายการงานค้าง</p>
        </Step>
      )}
    </>
  );
}

/** What is said of the file as a whole. */
function OfFile({ upload }: { upload: Upload }): ReactNode {
  const told = upload.problems.filter(({ row }) => row === 0);
  if (told.length === 0) return null;
  return (
    <section aria-labelledby="of-file">
      <h2 id="of-file">ทั้งไฟล์</h2>
      {told.map(({ code, message, severity }) => (
        <p key={`${code} ${message}`} className={severity === 'error' ? 'notice bad' : 'notice warn'}>
          {message}
        </p>
      ))}
    </section>
  );
}

function Problems({ upload }: { upload: Upload }): ReactNode {
  const { id, problemCounts, rows } = upload;
  const [severity, setSeverity] = useState('');
  const [code, setCode] = useState('');
  if (problemCounts !== null && Object.keys(problemCounts).length === 0)
    return <p className="notice good">ไม่พบปัญหาในไฟล์นี้</p>;
  const codes = Object.entries(problemCounts ?? {}).map(
    ([key, count]) => [key, `${FileProblemCode[key] ?? key} (${count.toLocaleString('th-TH')})`] as const,
  );
  return (
    <section aria-labelledby="problems">
      <h2 id="problems">ปัญหารายแถว</h2>
      <div className="filters">
        <Field
          name="severity"
          label="แสดง"
          value={severity}
          options={[
            ['', 'ทั้งหมด'],
            ['error', `แถวที่ไม่ผ่าน (${rows.rejected.toLocaleString('th-TH')})`],
            ['warning', 'ข้อควรตรวจสอบ'],
          ]}
          onChange={setSeverity}
        />
        <Field name="code" label="เรื่อง" value={code} options={[['', 'ทุกเรื่อง'], ...codes]} onChange={setCode} />
      </div>
      <Paged
        queryKey={['upload', id, 'problems', severity, code]}
        read={async (cursor) =>
          await ask<typeof listUploadProblems>('GET', `${pathOf(id)}/problems`, {
            query: { severity, code, cursor, limit: PROBLEMS },
          })
        }
        empty="ไม่มีปัญหาตามที่เลือก"
      >
        {(items) => <RowProblems items={items.filter(({ row }) => row > 0)} />}
      </Paged>
    </section>
  );
}

type RowProblem = ReplyOf<typeof listUploadProblems>['items'][number];

function RowProblems({ items }: { items: readonly RowProblem[] }): ReactNode {
  if (items.length === 0) return <p className="notice">ไม่มีปัญหารายแถวตามที่เลือก</p>;
  return (
    <ul className="rows">
      {items.map(({ sheet, row, message, value, severity }, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- pages are only added at the end, and a row may have a problem twice
        <li key={at}>
          <strong>
            {sheet === undefined ? '' : `${sheet} `}แถว {row.toLocaleString('th-TH')}
          </strong>{' '}
          <span className={severity === 'error' ? 'chip bad' : 'chip'}>
            {severity === 'error' ? 'ไม่ผ่าน' : 'ควรตรวจ'}
          </span>
          <div>{message}</div>
          {value !== undefined && value !== '' && <div className="hint">ในไฟล์: {value}</div>}
        </li>
      ))}
    </ul>
  );
}

function Undo({ id, running }: { id: string; running: boolean }): ReactNode {
  return (
    <section aria-labelledby="undo">
      <h2 id="undo">{running ? 'กำลังยกเลิกการนำเข้า' : 'ยกเลิกการนำเข้าแล้ว'}</h2>
      <Paged
        queryKey={['upload', id, 'undo', running]}
        read={async (cursor) => await ask<typeof readUploadUndo>('GET', `${pathOf(id)}/undo`, { query: { cursor } })}
        empty="ไม่มีรายการที่ยังอยู่"
        beside={({ withdrawn, stayed, reason, startedAt }) => (
          <p>
            ถอนแล้ว {withdrawn.toLocaleString('th-TH')} รายการ ยังอยู่ {stayed.toLocaleString('th-TH')} รายการ · {reason} ·{' '}
            {momentText(startedAt)}
          </p>
        )}
      >
        {(items) => (
          <ul className="rows">
            {items.map(({ row, householdId, entryId, why }) => (
              <li key={entryId}>
                <Link className="main" to="/officer/h/$id" params={{ id: householdId }}>
                  แถว {row.toLocaleString('th-TH')}
                </Link>{' '}
                ยังอยู่ เพราะ{StaysFor[why]}
              </li>
            ))}
          </ul>
        )}
      </Paged>
    </section>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { SubjectRequestKind, SubjectRequestStatus } from 'virtual:codes';
import type { ReplyOf } from '#shared/contracts/route.ts';
import type {
  answerSubjectRequest,
  exportSubjectRequest,
  listSubjectRequests,
} from '#shared/contracts/subject-requests.ts';
import { resultsFor } from '#shared/domain/subject-request/subject-request.ts';
import type { SentBody } from '../../kit/api.ts';
import { Choice, faultOf, Field } from '../../kit/controls.tsx';
import { dayText, momentText } from '../../kit/days.ts';
import { useSend } from '../../kit/form.tsx';
import { Paged } from '../../kit/paged.tsx';
import { ask, meQuery, queries } from '../calls.ts';
import { saveJson } from '../files.ts';
import { Title } from '../title.tsx';

type Asked = ReplyOf<typeof listSubjectRequests>['items'][number];
type Answer = SentBody<typeof answerSubjectRequest>;

const KEY = ['subject-requests'];

export function SubjectRequestsPage(): ReactNode {
  const [status, setStatus] = useState('OPEN');
  const [kind, setKind] = useState('');
  return (
    <>
      <Title>คำขอใช้สิทธิของเจ้าของข้อมูล</Title>
      <p>ต้องตอบภายใน 30 วัน คำขอใหม่เริ่มจากแฟ้มบ้านของผู้ขอ</p>
      <div className="filters">
        <Field
          name="status"
          label="สถานะ"
          value={status}
          options={[['', 'ทุกสถานะ'], ...Object.entries(SubjectRequestStatus)]}
          onChange={setStatus}
        />
        <Field
          name="kind"
          label="ชนิด"
          value={kind}
          options={[['', 'ทุกชนิด'], ...Object.entries(SubjectRequestKind)]}
          onChange={setKind}
        />
      </div>
      <Paged
        queryKey={[...KEY, status, kind]}
        read={async (cursor) =>
          await ask<typeof listSubjectRequests>('GET', '/v1/subject-requests', { query: { status, kind, cursor } })
        }
        empty="ไม่มีคำขอตามที่เลือก"
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

function Row({ of }: { of: Asked }): ReactNode {
  const { id, householdId, kind, text, status, openedAt, dueOn, overdue, answer } = of;
  const mayAnswer = useQuery(meQuery).data?.permissions.includes('subject-requests:answer') === true;
  const path = `/v1/subject-requests/${encodeURIComponent(id)}` as const;
  const save = useSend({
    send: async () => saveJson(await ask<typeof exportSubjectRequest>('GET', `${path}/export`), 'ข้อมูลของผู้ขอ.json'),
  });
  return (
    <li>
      <Link className="main" to="/officer/h/$id" params={{ id: householdId }}>
        {SubjectRequestKind[kind]}
      </Link>{' '}
      <span className={overdue ? 'chip bad' : 'chip'}>
        {answer === null ? `ต้องตอบภายใน ${dayText(dueOn)}` : SubjectRequestStatus[status]}
      </span>
      <div>{text}</div>
      <div className="hint">รับเมื่อ {momentText(openedAt)}</div>
      {answer !== null && answer.reason !== null && <p>เหตุผล: {answer.reason}</p>}
      {save.refusal}
      {kind === 'ACCESS' && (
        <button type="button" className="plain" disabled={save.isPending} onClick={() => save.submit(undefined)}>
          ดาวน์โหลดข้อมูลของผู้ขอ
        </button>
      )}
      {mayAnswer && answer === null && (
        <details className="card step">
          <summary>ตอบคำขอ</summary>
          <AnswerForm path={path} kind={kind} />
        </details>
      )}
    </li>
  );
}

function AnswerForm({ path, kind }: { path: `/v1/subject-requests/${string}`; kind: Asked['kind'] }): ReactNode {
  const results = resultsFor(kind);
  const [result, setResult] = useState<Answer['result'] | ''>('');
  const [reason, setReason] = useState('');
  const form = useSend({
    send: async (body: Answer) => await ask<typeof answerSubjectRequest>('POST', `${path}/answer`, { body }),
    done: async () => await queries.invalidateQueries({ queryKey: KEY }),
  });
  const submit = (): void =>
    form.submit({ result: result === '' ? 'DONE' : result, ...(reason.trim() === '' ? {} : { reason }) }, [
      ...(result === '' ? [{ field: 'result', message: 'เลือกผล' }] : []),
      ...(result !== '' && result !== 'DONE' && reason.trim() === ''
        ? [{ field: 'reason', message: 'กรอกเหตุผล เพราะไม่ได้ทำตามคำขอทั้งหมด' }]
        : []),
    ]);
  return (
    <>
      {form.refusal}
      <Choice
        name="result"
        label="ผล"
        value={result}
        fault={faultOf(form.faults, 'result')}
        codes={results.map((code) => [code, SubjectRequestStatus[code] ?? code] as const)}
        onChange={setResult}
      />
      <Field
        name="reason"
        label="เหตุผล"
        value={reason}
        lines
        fault={faultOf(form.faults, 'reason')}
        onChange={setReason}
      />
      <button type="button" disabled={form.isPending} onClick={submit}>
        ส่งคำตอบ
      </button>
    </>
  );
}

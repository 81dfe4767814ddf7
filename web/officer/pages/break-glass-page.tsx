import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import { BreakGlassResult, BreakGlassState, Role } from 'virtual:codes';
import type {
  endBreakGlass,
  listBreakGlass,
  openBreakGlass,
  reviewBreakGlass,
  revokeBreakGlass,
} from '#shared/contracts/break-glass.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import { SHORTEST_PURPOSE } from '#shared/domain/break-glass/break-glass.ts';
import type { SentBody } from '../../kit/api.ts';
import { Choice, faultOf, Field } from '../../kit/controls.tsx';
import { momentText } from '../../kit/days.ts';
import { Step, useSend } from '../../kit/form.tsx';
import { Paged } from '../../kit/paged.tsx';
import { ask, meQuery, queries } from '../calls.ts';
import { Title } from '../title.tsx';

type Glass = ReplyOf<typeof listBreakGlass>['items'][number];

const KEY = ['break-glass'];

async function lookAgain(): Promise<void> {
  await queries.invalidateQueries({ queryKey: KEY });
}

export function BreakGlassPage(): ReactNode {
  const permissions = useQuery(meQuery).data?.permissions ?? [];
  return (
    <>
      <Title>เปิดแฟ้มฉุกเฉิน</Title>
      {permissions.includes('break-glass:open') && <Open />}
      {permissions.includes('break-glass:review') && <Review />}
    </>
  );
}

/** Opens a household outside the area of the account, for three hours. */
function Open(): ReactNode {
  const [by, setBy] = useState<'citizenId' | 'houseCode'>('citizenId');
  const [number, setNumber] = useState('');
  const [purpose, setPurpose] = useState('');
  const form = useSend({
    send: async (body: SentBody<typeof openBreakGlass>, key) =>
      await ask<typeof openBreakGlass>('POST', '/v1/break-glass', { body, key }),
    fieldOf: (pointer) => (pointer === '/purpose' ? 'purpose' : 'number'),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    form.submit(by === 'citizenId' ? { citizenId: number, purpose } : { houseCode: number, purpose }, [
      ...(number.trim() === '' ? [{ field: 'number', message: 'กรอกเลขของผู้ที่ต้องช่วย' }] : []),
      ...(purpose.trim().length < SHORTEST_PURPOSE
        ? [{ field: 'purpose', message: `กรอกเหตุจำเป็น อย่างน้อย ${SHORTEST_PURPOSE} ตัวอักษร` }]
        : []),
    ]);
  };
  if (form.reply !== undefined && form.reply.householdId !== null)
    return <Opened glass={form.reply} household={form.reply.householdId} />;
  return (
    <form onSubmit={submit} noValidate>
      <p className="notice warn">ใช้เมื่อต้องช่วยครัวเรือนนอกพื้นที่ทันที หน่วยเจ้าของพื้นที่ตรวจสอบทุกครั้ง</p>
      {form.refusal}
      <Choice
        name="by"
        label="ค้นด้วย"
        value={by}
        codes={[
          ['citizenId', 'เลขประจำตัวประชาชน'],
          ['houseCode', 'รหัสประจำบ้าน'],
        ]}
        onChange={setBy}
      />
      <Field
        name="number"
        label={by === 'citizenId' ? 'เลขประจำตัวประชาชน 13 หลัก' : 'รหัสประจำบ้าน 11 หลัก'}
        value={number}
        numeric
        fault={faultOf(form.faults, 'number')}
        onChange={setNumber}
      />
      <Field
        name="purpose"
        label="เหตุจำเป็น"
        value={purpose}
        lines
        fault={faultOf(form.faults, 'purpose')}
        onChange={setPurpose}
      />
      <button type="submit" disabled={form.isPending}>
        เปิดแฟ้ม 3 ชั่วโมง
      </button>
    </form>
  );
}

function Opened({ glass, household }: { glass: Glass; household: string }): ReactNode {
  return (
    <div className="notice good" role="status">
      <p>เปิดแล้ว อ่านได้ถึง {momentText(glass.until)}</p>
      <div className="actions">
        <Link className="button" to="/officer/h/$id" params={{ id: household }}>
          ไปยังแฟ้มบ้าน
        </Link>
      </div>
      <Step
        label="เลิกใช้ก่อนเวลา"
        onDo={async () => {
          await ask<typeof endBreakGlass>('POST', `/v1/break-glass/${encodeURIComponent(glass.id)}/end`);
          await lookAgain();
        }}
      >
        <p>แฟ้มนี้จะอ่านไม่ได้อีก จนกว่าจะเปิดใหม่</p>
      </Step>
    </div>
  );
}

function Review(): ReactNode {
  const [status, setStatus] = useState('');
  return (
    <section aria-labelledby="review">
      <h2 id="review">การเปิดแฟ้มของครัวเรือนในพื้นที่</h2>
      <Field
        name="status"
        label="สถานะ"
        value={status}
        options={[['', 'ทุกสถานะ'], ...Object.entries(BreakGlassState)]}
        onChange={setStatus}
      />
      <Paged
        queryKey={[...KEY, status]}
        read={async (cursor) =>
          await ask<typeof listBreakGlass>('GET', '/v1/break-glass', { query: { status, cursor } })
        }
        empty="ไม่มีการเปิดแฟ้มฉุกเฉินในพื้นที่"
      >
        {(items) => (
          <ul className="rows">
            {items.map((glass) => (
              <Row key={glass.id} glass={glass} />
            ))}
          </ul>
        )}
      </Paged>
    </section>
  );
}

function Row({ glass }: { glass: Glass }): ReactNode {
  const { id, householdId, roles, purpose, openedAt, until, status, review } = glass;
  const path = `/v1/break-glass/${encodeURIComponent(id)}` as const;
  const judge = async (result: 'JUSTIFIED' | 'NOT_JUSTIFIED', reason: string): Promise<void> => {
    await ask<typeof reviewBreakGlass>('POST', `${path}/review`, {
      body: { result, ...(reason === '' ? {} : { reason }) },
    });
    await lookAgain();
  };
  return (
    <li>
      {householdId === null ? (
        <strong>ไม่พบครัวเรือน</strong>
      ) : (
        <Link className="main" to="/officer/h/$id" params={{ id: householdId }}>
          แฟ้มบ้าน
        </Link>
      )}{' '}
      <span className={status === 'OPEN' ? 'chip bad' : 'chip'}>{BreakGlassState[status]}</span>
      <div>
        {roles.map((role) => Role[role] ?? role).join(' · ')} · {momentText(openedAt)} ถึง {momentText(until)}
      </div>
      <div>เหตุจำเป็น: {purpose}</div>
      {review !== null && (
        <p>
          {BreakGlassResult[review.result]} {review.reason}
        </p>
      )}
      {review === null && status !== 'MISSED' && (
        <>
          <Step label="เห็นว่าสมควร" onDo={async () => await judge('JUSTIFIED', '')}>
            <p>ผลตรวจสอบเก็บไว้กับการเปิดแฟ้มนี้</p>
          </Step>
          <Step label="เห็นว่าไม่สมควร" why="เหตุผลที่ไม่สมควร" onDo={async (reason) => await judge('NOT_JUSTIFIED', reason)}>
            <p>ผลตรวจสอบเก็บไว้กับการเปิดแฟ้มนี้</p>
          </Step>
        </>
      )}
      {status === 'OPEN' && (
        <Step
          label="ระงับทันที"
          onDo={async () => {
            await ask<typeof revokeBreakGlass>('POST', `${path}/revoke`);
            await lookAgain();
          }}
        >
          <p>ผู้เปิดจะอ่านแฟ้มนี้ไม่ได้อีก</p>
        </Step>
      )}
    </li>
  );
}

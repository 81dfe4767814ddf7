import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import { StaysWithMentor, TargetRunStatus, UrgencyLevel } from 'virtual:codes';
import type { listHouseholds } from '#shared/contracts/households.ts';
import type { readTransfer, transferHouseholds } from '#shared/contracts/mentors.ts';
import { faultOf, Field } from '../../kit/controls.tsx';
import { DateField } from '../../kit/date-field.tsx';
import { dayText, today } from '../../kit/days.ts';
import { useSend } from '../../kit/form.tsx';
import { Paged } from '../../kit/paged.tsx';
import { Shown } from '../../kit/states.tsx';
import { AreaField } from '../areas.tsx';
import { ask, meQuery, queries } from '../calls.ts';
import { mentorName, mentorsQuery, type Mentor } from '../mentors.ts';
import { Title } from '../title.tsx';

const WHILE_IT_RUNS_MS = 1500;

export function MentorsPage(): ReactNode {
  const me = useQuery(meQuery);
  return (
    <>
      <Title>พี่เลี้ยง</Title>
      <Shown of={me}>
        {({ sub, permissions, scope }) => (
          <>
            <Mine sub={sub} />
            {permissions.includes('mentors:read') && (
              <OfUnit first={scope.unit ?? scope.area ?? ''} mayAssign={permissions.includes('mentors:assign')} />
            )}
          </>
        )}
      </Shown>
    </>
  );
}

/** The households that this account leads. */
function Mine({ sub }: { sub: string }): ReactNode {
  return (
    <section aria-labelledby="mine">
      <h2 id="mine">ครัวเรือนที่ฉันเป็นพี่เลี้ยง</h2>
      <Paged
        queryKey={['households-of-mentor', sub]}
        read={async (cursor) =>
          await ask<typeof listHouseholds>('GET', '/v1/households', { query: { mentor: sub, cursor, limit: 50 } })
        }
        empty="ยังไม่มีครัวเรือนที่มอบหมายให้บัญชีนี้ ผู้มอบหมายคือ ศจพ. ของอำเภอหรือเทศบาล"
      >
        {(items) => (
          <ul className="rows">
            {items.map(({ id, headName, areaName, nextDue, openNeeds, urgency }) => (
              <li key={id}>
                <Link className="main" to="/officer/h/$id" params={{ id }}>
                  {headName ?? areaName}
                </Link>
                {headName !== null && <span className="soft"> · {areaName}</span>}
                <div className="chips">
                  {urgency === 'CRITICAL' && <span className="chip bad">{UrgencyLevel['CRITICAL']}</span>}
                  <span className={nextDue !== null && nextDue < today() ? 'chip bad' : 'chip'}>
                    นัด {dayText(nextDue)}
                  </span>
                  {openNeeds !== null && (
                    <span className="chip">สภาพปัญหาที่เปิดอยู่ {openNeeds.toLocaleString('th-TH')}</span>
                  )}
                </div>
              </li>
            ))}
          </ul>
        )}
      </Paged>
    </section>
  );
}

function OfUnit({ first, mayAssign }: { first: string; mayAssign: boolean }): ReactNode {
  const [unit, setUnit] = useState(first);
  const [started, setStarted] = useState<string>();
  const mentors = useQuery({ ...mentorsQuery(unit), enabled: unit !== '' });
  return (
    <section aria-labelledby="of-unit">
      <h2 id="of-unit">พี่เลี้ยงของหน่วย</h2>
      {!unit.includes('.') && <AreaField name="unit" value={unit} to={6} onChange={setUnit} />}
      {started !== undefined && <Transferred id={started} />}
      {unit === '' ? (
        <p className="notice">เลือกจังหวัด อำเภอ หรือตำบล</p>
      ) : (
        <Shown of={mentors}>
          {({ items }) =>
            items.length === 0 ? (
              <p className="notice">หน่วยนี้ยังไม่มีพี่เลี้ยง เพิ่มได้โดยให้สิทธิ์พี่เลี้ยงแก่บัญชีในหน้าบัญชีและสิทธิ์</p>
            ) : (
              <ul className="rows">
                {items.map((mentor) => (
                  <li key={mentor.sub}>
                    <strong>{mentorName(mentor)}</strong>
                    <div className="chips">
                      <span className="chip">{mentor.households.toLocaleString('th-TH')} ครัวเรือน</span>
                      {mentor.overdue > 0 && (
                        <span className="chip bad">เกินกำหนด {mentor.overdue.toLocaleString('th-TH')} เรื่อง</span>
                      )}
                    </div>
                    {mayAssign && mentor.households > 0 && items.length > 1 && (
                      <details>
                        <summary>โอนครัวเรือนทั้งหมดของ {mentorName(mentor)}</summary>
                        <Transfer
                          from={mentor}
                          others={items.filter(({ sub }) => sub !== mentor.sub)}
                          onStart={setStarted}
                        />
                      </details>
                    )}
                  </li>
                ))}
              </ul>
            )
          }
        </Shown>
      )}
    </section>
  );
}

function Transfer(props: { from: Mentor; others: readonly Mentor[]; onStart: (id: string) => void }): ReactNode {
  const { from, others, onStart } = props;
  const [to, setTo] = useState('');
  const [on, setOn] = useState({ day: today(), fault: '' });
  const [reason, setReason] = useState('');
  // Several forms of this kind may be open on the page.
  const field = (name: string): string => `${name}-${from.sub}`;
  const form = useSend({
    send: async (_: object, key) =>
      await ask<typeof transferHouseholds>('POST', `/v1/mentors/${encodeURIComponent(from.sub)}/transfer`, {
        body: { to, all: true, on: on.day, reason: reason.trim() },
        key,
      }),
    fieldOf: (pointer) => field(pointer.split('/').at(-1) ?? ''),
    done: ({ id }) => onStart(id),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    form.submit({ to, on: on.day, reason }, [
      ...(to === '' ? [{ field: field('to'), message: 'เลือกพี่เลี้ยงคนใหม่' }] : []),
      ...(on.day === '' ? [{ field: field('on'), message: on.fault }] : []),
      ...(reason.trim() === '' ? [{ field: field('reason'), message: 'กรอกเหตุผลของการโอน' }] : []),
    ]);
  };
  return (
    <form noValidate onSubmit={submit}>
      {form.refusal}
      <Field
        name={field('to')}
        label="พี่เลี้ยงคนใหม่"
        value={to}
        options={[['', 'เลือก'], ...others.map((one) => [one.sub, mentorName(one)] as const)]}
        fault={faultOf(form.faults, field('to'))}
        onChange={setTo}
      />
      <DateField
        name={field('on')}
        label="มีผลวันที่"
        value={on.day}
        last={today()}
        usual={[{ label: 'วันนี้', day: today() }]}
        fault={faultOf(form.faults, field('on'))}
        onChange={(day, fault = '') => setOn({ day, fault })}
      />
      <Field
        name={field('reason')}
        label="เหตุผลของการโอน"
        value={reason}
        fault={faultOf(form.faults, field('reason'))}
        onChange={setReason}
      />
      <button type="submit" disabled={form.isPending}>
        โอน {from.households.toLocaleString('th-TH')} ครัวเรือน
      </button>
    </form>
  );
}

/** How far a transfer is, and which households stayed. */
function Transferred({ id }: { id: string }): ReactNode {
  const transfer = useQuery({
    queryKey: ['transfer', id],
    queryFn: async () => {
      const now = await ask<typeof readTransfer>('GET', `/v1/transfers/${encodeURIComponent(id)}`);
      if (now.status !== 'RUNNING') await queries.invalidateQueries({ queryKey: ['mentors'] });
      return now;
    },
    refetchInterval: ({ state }) =>
      state.data === undefined || state.data.status === 'RUNNING' ? WHILE_IT_RUNS_MS : false,
  });
  return (
    <Shown of={transfer}>
      {({ status, transferred, stayed, items }) => (
        <div className={status === 'DONE' && stayed === 0 ? 'notice good' : 'notice warn'} role="status">
          <p>
            การโอน: {TargetRunStatus[status]} · โอนแล้ว {transferred.toLocaleString('th-TH')} ครัวเรือน · ไม่ได้โอน{' '}
            {stayed.toLocaleString('th-TH')} ครัวเรือน
          </p>
          {items.length > 0 && (
            <ul>
              {items.map((each) => (
                <li key={each.id}>
                  <Link to="/officer/h/$id" params={{ id: each.id }}>
                    เปิดแฟ้ม
                  </Link>{' '}
                  {StaysWithMentor[each.reason]}
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </Shown>
  );
}

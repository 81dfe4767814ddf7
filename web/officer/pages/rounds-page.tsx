import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import { RoundStatus } from 'virtual:codes';
import type { closeRexrayRound, createRexrayRound, listRexrayRounds } from '#shared/contracts/campaigns.ts';
import { addDays } from '#shared/thai/bangkok-time.ts';
import type { SentBody } from '../../kit/api.ts';
import { faultOf, Field } from '../../kit/controls.tsx';
import { DateField } from '../../kit/date-field.tsx';
import { dayText, daysAhead, today } from '../../kit/days.ts';
import { Step, useSend } from '../../kit/form.tsx';
import { Paged } from '../../kit/paged.tsx';
import { AreaField, AreaName } from '../areas.tsx';
import { ask, meQuery, queries } from '../calls.ts';
import { targetListsQuery } from '../target-lists.ts';
import { Title } from '../title.tsx';

const KEY = ['rexray-rounds'];

async function lookAgain(): Promise<void> {
  await queries.invalidateQueries({ queryKey: KEY });
}

export function RoundsPage(): ReactNode {
  const mayManage = useQuery(meQuery).data?.permissions.includes('rexray:manage') === true;
  const lists = useQuery(targetListsQuery()).data?.items ?? [];
  return (
    <>
      <Title>รอบ Re-X-ray</Title>
      {mayManage && (
        <details className="card">
          <summary>เปิดรอบใหม่</summary>
          <NewRound lists={lists} />
        </details>
      )}
      <Paged
        queryKey={KEY}
        read={async () => await ask<typeof listRexrayRounds>('GET', '/v1/rexray-rounds')}
        empty="ยังไม่มีรอบ Re-X-ray ในพื้นที่นี้"
      >
        {(items) => (
          <ul className="rows">
            {items.map(({ id, name, list, scopeArea, dueOn, status }) => (
              <li key={id}>
                <Link className="main" to="/officer/rounds/$id" params={{ id }}>
                  {name}
                </Link>{' '}
                <span className={status === 'OPEN' ? 'chip good' : 'chip'}>{RoundStatus[status]}</span>
                <div className="soft">
                  {lists.find((each) => each.id === list)?.name ?? list} · <AreaName code={scopeArea} /> · ครบกำหนด{' '}
                  {dayText(dueOn)}
                </div>
                {mayManage && status === 'OPEN' && (
                  <Step
                    label="ปิดรอบนี้"
                    onDo={async () => {
                      await ask<typeof closeRexrayRound>('POST', `/v1/rexray-rounds/${encodeURIComponent(id)}/close`);
                      await lookAgain();
                    }}
                  >
                    <p>ผลที่บันทึกภายหลังยังนับ แต่รอบจะไม่อยู่ในงานค้าง</p>
                  </Step>
                )}
              </li>
            ))}
          </ul>
        )}
      </Paged>
    </>
  );
}

function NewRound({ lists }: { lists: readonly { id: string; name: string }[] }): ReactNode {
  const [name, setName] = useState('');
  const [list, setList] = useState('');
  const [area, setArea] = useState(useQuery(meQuery).data?.scope.area ?? '');
  const [due, setDue] = useState({ day: addDays(today(), 90), fault: '' });
  const form = useSend({
    send: async (body: SentBody<typeof createRexrayRound>, key) =>
      await ask<typeof createRexrayRound>('POST', '/v1/rexray-rounds', { body, key }),
    done: lookAgain,
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    form.submit({ name, list, scopeArea: area, dueOn: due.day }, [
      ...(name.trim() === '' ? [{ field: 'name', message: 'กรอกชื่อรอบ' }] : []),
      ...(list === '' ? [{ field: 'list', message: 'เลือกบัญชีเป้าหมาย' }] : []),
      ...(due.day === '' ? [{ field: 'dueOn', message: due.fault }] : []),
    ]);
  };
  return (
    <form onSubmit={submit} noValidate>
      {form.refusal}
      {form.reply !== undefined && (
        <p className="notice good" role="status">
          เปิดรอบแล้ว
        </p>
      )}
      <Field name="name" label="ชื่อรอบ" value={name} fault={faultOf(form.faults, 'name')} onChange={setName} />
      <Field
        name="list"
        label="บัญชีเป้าหมาย"
        value={list}
        fault={faultOf(form.faults, 'list')}
        options={[['', 'เลือก'], ...lists.map((each) => [each.id, each.name] as const)]}
        onChange={setList}
      />
      <AreaField name="area" value={area} to={4} fault={faultOf(form.faults, 'scopeArea')} onChange={setArea} />
      <DateField
        name="dueOn"
        label="ครบกำหนด"
        value={due.day}
        last={addDays(today(), 3650)}
        usual={daysAhead(today(), 30, 90)}
        fault={faultOf(form.faults, 'dueOn')}
        onChange={(day, fault = '') => setDue({ day, fault })}
      />
      <button type="submit" disabled={form.isPending}>
        เปิดรอบ
      </button>
    </form>
  );
}

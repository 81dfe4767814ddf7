import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import { TargetListSource, TargetListStatus } from 'virtual:codes';
import type { createTargetList } from '#shared/contracts/target-lists.ts';
import { TARGET_LIST_SOURCES } from '#shared/domain/target-list/target-list.ts';
import { beYear } from '#shared/thai/be-year.ts';
import type { SentBody } from '../../kit/api.ts';
import { faultOf, Field } from '../../kit/controls.tsx';
import { DateField } from '../../kit/date-field.tsx';
import { dayText, today } from '../../kit/days.ts';
import { useSend } from '../../kit/form.tsx';
import { Shown } from '../../kit/states.tsx';
import { AreaField, AreaName } from '../areas.tsx';
import { ask, meQuery, queries } from '../calls.ts';
import { targetListsQuery, type TargetList } from '../target-lists.ts';
import { Title } from '../title.tsx';

export function ListsPage(): ReactNode {
  const lists = useQuery(targetListsQuery());
  const mayManage = useQuery(meQuery).data?.permissions.includes('target-lists:manage') === true;
  const [status, setStatus] = useState('');
  return (
    <>
      <Title>บัญชีเป้าหมาย</Title>
      {mayManage && (
        <details className="card">
          <summary>สร้างบัญชีใหม่</summary>
          <NewList />
        </details>
      )}
      <Field
        name="status"
        label="สถานะ"
        value={status}
        options={[['', 'ทุกสถานะ'], ...Object.entries(TargetListStatus)]}
        onChange={setStatus}
      />
      <Shown of={lists}>
        {({ items }) => <Rows items={items.filter((each) => status === '' || each.status === status)} />}
      </Shown>
    </>
  );
}

function Rows({ items }: { items: readonly TargetList[] }): ReactNode {
  if (items.length === 0) return <p className="notice">ไม่มีบัญชีเป้าหมายในพื้นที่นี้ เลขานุการ ศจพ.จ. เป็นผู้สร้างบัญชี</p>;
  return (
    <ul className="rows">
      {items.map(({ id, name, source, status, yearBe, phase, asOfDate, scopeArea }) => (
        <li key={id}>
          <Link className="main" to="/officer/lists/$id" params={{ id }}>
            {name}
          </Link>
          <div className="soft">
            {TargetListSource[source]} · ปี {yearBe} ระยะที่ {phase} · ข้อมูล ณ {dayText(asOfDate)} ·{' '}
            <AreaName code={scopeArea} />
          </div>
          <span className={status === 'DRAFT' ? 'chip' : 'chip good'}>{TargetListStatus[status]}</span>
        </li>
      ))}
    </ul>
  );
}

function NewList(): ReactNode {
  const navigate = useNavigate();
  const scope = useQuery(meQuery).data?.scope.area ?? '';
  const [name, setName] = useState('');
  const [source, setSource] = useState<TargetList['source']>('TPMAP');
  const [phase, setPhase] = useState('1');
  const [area, setArea] = useState(scope);
  const [asOf, setAsOf] = useState({ day: today(), fault: '' });
  const form = useSend({
    send: async (body: SentBody<typeof createTargetList>, key) =>
      await ask<typeof createTargetList>('POST', '/v1/target-lists', { body, key }),
    done: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: targetListsQuery().queryKey });
      await navigate({ to: '/officer/lists/$id', params: { id } });
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    form.submit(
      {
        name,
        source,
        yearBe: beYear(asOf.day === '' ? today() : asOf.day),
        phase: Number(phase),
        asOfDate: asOf.day,
        scopeArea: area,
      },
      [
        ...(name.trim() === '' ? [{ field: 'name', message: 'กรอกชื่อบัญชี' }] : []),
        ...(area === '' ? [{ field: 'area', message: 'เลือกพื้นที่' }] : []),
        ...(asOf.day === '' ? [{ field: 'asOfDate', message: asOf.fault }] : []),
      ],
    );
  };
  return (
    <form onSubmit={submit} noValidate>
      {form.refusal}
      <Field name="name" label="ชื่อบัญชี" value={name} fault={faultOf(form.faults, 'name')} onChange={setName} />
      <Field
        name="source"
        label="ที่มา"
        value={source}
        options={TARGET_LIST_SOURCES.map((code) => [code, TargetListSource[code] ?? code] as const)}
        onChange={(code) => setSource(TARGET_LIST_SOURCES.find((each) => each === code) ?? 'OTHER')}
      />
      <Field
        name="phase"
        label="ระยะที่"
        value={phase}
        numeric
        fault={faultOf(form.faults, 'phase')}
        onChange={setPhase}
      />
      <DateField
        name="asOfDate"
        label="ข้อมูล ณ วันที่"
        value={asOf.day}
        last={today()}
        usual={[{ label: 'วันนี้', day: today() }]}
        fault={faultOf(form.faults, 'asOfDate')}
        onChange={(day, fault = '') => setAsOf({ day, fault })}
      />
      <AreaField name="area" value={area} to={4} fault={faultOf(form.faults, 'area')} onChange={setArea} />
      <button type="submit" disabled={form.isPending}>
        สร้างบัญชี
      </button>
    </form>
  );
}

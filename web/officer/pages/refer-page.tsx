import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import { Dimension } from 'virtual:codes';
import type { proposeReferrals, sendReferral } from '#shared/contracts/referrals.ts';
import { addDays } from '#shared/thai/bangkok-time.ts';
import type { SentBody } from '../../kit/api.ts';
import { faultOf, Field } from '../../kit/controls.tsx';
import { DateField } from '../../kit/date-field.tsx';
import { daysAhead, today } from '../../kit/days.ts';
import { useSend } from '../../kit/form.tsx';
import { Shown } from '../../kit/states.tsx';
import { agenciesQuery, ask, householdQuery, queries, type Household } from '../calls.ts';
import { openNeedsOf } from '../household.ts';
import { Title } from '../title.tsx';

/** Sends needs of a household to an agency, within a time. */
export function ReferPage({ id }: { id: string }): ReactNode {
  const household = useQuery(householdQuery(id));
  return (
    <>
      <Title>ส่งต่อหน่วยงาน</Title>
      <Shown of={household}>{(known) => <Refer household={known} />}</Shown>
    </>
  );
}

const DAYS = 30;

function Refer({ household }: { household: Household }): ReactNode {
  const path = `/v1/households/${encodeURIComponent(household.id)}/referrals` as const;
  const navigate = useNavigate();
  const agencies = useQuery(agenciesQuery).data?.items ?? [];
  const proposed = useQuery({
    queryKey: ['proposed referrals', household.id],
    queryFn: async () => await ask<typeof proposeReferrals>('GET', `${path}/proposals`),
  }).data?.items;
  const needs = openNeedsOf(household);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [agency, setAgency] = useState('');
  const [due, setDue] = useState({ day: addDays(today(), DAYS), fault: '' });
  const [note, setNote] = useState('');
  const form = useSend({
    send: async (body: SentBody<typeof sendReferral>, key) =>
      await ask<typeof sendReferral>('POST', path, { body, key }),
    done: async (sent) => {
      queries.setQueryData(['referral', sent.id], sent);
      await queries.invalidateQueries({ queryKey: ['household', household.id] });
      await queries.invalidateQueries({ queryKey: ['referrals'] });
      await navigate({ to: '/officer/referrals/$id', params: { id: sent.id } });
    },
    fieldOf: (pointer) => pointer.split('/')[1] ?? '',
  });
  // Agencies that the table of hosts names for the chosen needs come first.
  const hosts = new Set(
    proposed?.flatMap(({ needId, hosts: of }) => (chosen.includes(needId) ? of.map((host) => host.agency) : [])),
  );
  const inOrder = [...agencies].toSorted((a, b) => Number(hosts.has(b.slug)) - Number(hosts.has(a.slug)));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    form.submit(
      { needIds: [...chosen], toAgency: agency, dueAt: due.day, ...(note.trim() === '' ? {} : { note: note.trim() }) },
      [
        ...(chosen.length === 0 ? [{ field: 'needIds', message: 'เลือกสภาพปัญหาอย่างน้อยหนึ่งเรื่อง' }] : []),
        ...(agency === '' ? [{ field: 'toAgency', message: 'เลือกหน่วยงาน' }] : []),
        ...(due.fault === '' ? [] : [{ field: 'dueAt', message: due.fault }]),
      ],
    );
  };
  if (needs.length === 0) return <p className="notice">ครัวเรือนนี้ไม่มีสภาพปัญหาที่ยังเปิดอยู่</p>;
  return (
    <form onSubmit={submit} noValidate>
      {form.refusal}
      <fieldset id="needIds" tabIndex={-1}>
        <legend>สภาพปัญหา</legend>
        {faultOf(form.faults, 'needIds') !== undefined && <p className="fault">{faultOf(form.faults, 'needIds')}</p>}
        <div className="choices">
          {needs.map(({ id, dimension, text }) => (
            <label key={id}>
              <input
                type="checkbox"
                checked={chosen.includes(id)}
                onChange={({ target }) =>
                  setChosen(target.checked ? [...chosen, id] : chosen.filter((each) => each !== id))
                }
              />
              {[Dimension[dimension], text].filter(Boolean).join(': ')}
            </label>
          ))}
        </div>
      </fieldset>
      <Field
        name="toAgency"
        label="หน่วยงาน"
        value={agency}
        fault={faultOf(form.faults, 'toAgency')}
        options={[
          ['', 'เลือกหน่วยงาน'],
          ...inOrder.map(({ slug, nameTh }): [string, string] => [
            slug,
            hosts.has(slug) ? `${nameTh} (เจ้าภาพ)` : nameTh,
          ]),
        ]}
        onChange={setAgency}
      />
      <DateField
        name="dueAt"
        label="ขอให้ช่วยภายใน"
        value={due.day}
        last={addDays(today(), 730)}
        usual={daysAhead(today(), 7, 30)}
        fault={faultOf(form.faults, 'dueAt')}
        onChange={(day, fault = '') => setDue({ day, fault })}
      />
      <Field
        name="note"
        label="หมายเหตุถึงหน่วยงาน"
        hint="ไม่ต้องกรอกก็ได้"
        lines
        value={note}
        fault={faultOf(form.faults, 'note')}
        onChange={setNote}
      />
      <button type="submit" disabled={form.isPending}>
        ส่งต่อ
      </button>
    </form>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import type { putMentor } from '#shared/contracts/mentors.ts';
import { faultOf, Field } from '../../kit/controls.tsx';
import { DateField } from '../../kit/date-field.tsx';
import { dayText, today } from '../../kit/days.ts';
import { useSend } from '../../kit/form.tsx';
import { Shown } from '../../kit/states.tsx';
import { ask, householdQuery, logbookQuery, meQuery, queries, type Household } from '../calls.ts';
import { addressOf, headOf } from '../household.ts';
import { mentorName, mentorsQuery } from '../mentors.ts';
import { PackedAt } from '../packed.tsx';
import { Title } from '../title.tsx';

/** Digits of the code of a district. */
const DISTRICT = 4;

export function MentorPage({ id }: { id: string }): ReactNode {
  const household = useQuery(householdQuery(id));
  return <Shown of={household}>{(known) => <Assigning household={known} />}</Shown>;
}

/** Who leads the household from a day on; nobody, when the mentorship ends. */
function Assigning({ household }: { household: Household }): ReactNode {
  const navigate = useNavigate();
  const scope = useQuery(meQuery).data?.scope;
  const own = scope?.unit ?? scope?.area ?? '';
  const mentors = useQuery(mentorsQuery(own.length >= DISTRICT ? own : household.areaCode.slice(0, DISTRICT)));
  const [mentor, setMentor] = useState(household.mentor ?? '');
  const [on, setOn] = useState({ day: today(), fault: '' });
  const [reason, setReason] = useState('');
  const form = useSend({
    send: async (body: { mentor: string | null; on: string; reason?: string }, key) =>
      await ask<typeof putMentor>('PUT', `/v1/households/${encodeURIComponent(household.id)}/mentor`, {
        body,
        ifMatch: household.version,
        key,
      }),
    done: async () => {
      for (const { queryKey } of [householdQuery(household.id), logbookQuery(household.id)])
        await queries.invalidateQueries({ queryKey });
      await queries.invalidateQueries({ queryKey: ['mentors'] });
      await navigate({ to: '/officer/h/$id', params: { id: household.id } });
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    form.submit(
      { mentor: mentor === '' ? null : mentor, on: on.day, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) },
      [
        ...(mentor === (household.mentor ?? '')
          ? [{ field: 'mentor', message: 'เลือกพี่เลี้ยงคนใหม่ หรือสิ้นสุดการเป็นพี่เลี้ยง' }]
          : []),
        ...(on.day === '' ? [{ field: 'on', message: on.fault }] : []),
      ],
    );
  };
  return (
    <>
      <Title>พี่เลี้ยงของครัวเรือน</Title>
      <PackedAt moment={household.packedAt} />
      <p className="soft">
        {headOf(household)} · {addressOf(household)}
      </p>
      <p>{household.mentor === null ? 'ยังไม่มีพี่เลี้ยง' : `มีพี่เลี้ยงตั้งแต่ ${dayText(household.mentorSince)}`}</p>
      <Shown of={mentors}>
        {({ items }) => (
          <form noValidate onSubmit={submit}>
            {form.refusal}
            <Field
              name="mentor"
              label="พี่เลี้ยง"
              value={mentor}
              options={[
                ['', household.mentor === null ? 'เลือก' : 'สิ้นสุด ไม่มีพี่เลี้ยง'],
                ...items.map(
                  (one) => [one.sub, `${mentorName(one)} (${one.households.toLocaleString('th-TH')} ครัวเรือน)`] as const,
                ),
                ...(household.mentor === null || items.some(({ sub }) => sub === household.mentor)
                  ? []
                  : [[household.mentor, 'พี่เลี้ยงคนปัจจุบัน (หน่วยอื่น)'] as const]),
              ]}
              fault={faultOf(form.faults, 'mentor')}
              onChange={setMentor}
            />
            <DateField
              name="on"
              label="มีผลวันที่"
              value={on.day}
              last={today()}
              usual={[{ label: 'วันนี้', day: today() }]}
              fault={faultOf(form.faults, 'on')}
              onChange={(day, fault = '') => setOn({ day, fault })}
            />
            <Field
              name="reason"
              label="เหตุผล (ถ้ามี)"
              value={reason}
              fault={faultOf(form.faults, 'reason')}
              onChange={setReason}
            />
            <button type="submit" disabled={form.isPending}>
              บันทึกพี่เลี้ยง
            </button>
          </form>
        )}
      </Shown>
    </>
  );
}

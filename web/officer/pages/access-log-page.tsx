import { useState, type FormEvent, type ReactNode } from 'react';
import { AccessAction, RevealedField, Role } from 'virtual:codes';
import type { listAccess } from '#shared/contracts/access-log.ts';
import { addDays } from '#shared/thai/bangkok-time.ts';
import { ErrorSummary, faultOf, Field, type Faults } from '../../kit/controls.tsx';
import { DateField } from '../../kit/date-field.tsx';
import { momentText, today } from '../../kit/days.ts';
import { Paged } from '../../kit/paged.tsx';
import { ask } from '../calls.ts';
import { Title } from '../title.tsx';

/** Who looked at a household. The id of the household may be in the address: `?household=`. */
export function AccessLogPage(): ReactNode {
  const [household, setHousehold] = useState(() => new URLSearchParams(location.search).get('household') ?? '');
  const [from, setFrom] = useState('');
  const [asked, setAsked] = useState(() => ({ household, from: '' }));
  const [faults, setFaults] = useState<Faults>([]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const missing = household.trim() === '' ? [{ field: 'household', message: 'กรอกรหัสแฟ้มบ้าน' }] : [];
    setFaults(missing);
    if (missing.length === 0) setAsked({ household: household.trim(), from });
  };
  return (
    <>
      <Title>ใครดูแฟ้มบ้าน</Title>
      <ErrorSummary faults={faults} />
      <form onSubmit={submit} noValidate>
        <Field
          name="household"
          label="รหัสแฟ้มบ้าน"
          hint="อยู่ท้ายที่อยู่ของหน้าแฟ้ม"
          value={household}
          fault={faultOf(faults, 'household')}
          onChange={setHousehold}
        />
        <DateField
          name="from"
          label="ตั้งแต่วันที่"
          none="ทั้งหมด"
          value={from}
          last={today()}
          usual={[
            { label: '7 วันที่ผ่านมา', day: addDays(today(), -7) },
            { label: '30 วันที่ผ่านมา', day: addDays(today(), -30) },
          ]}
          onChange={setFrom}
        />
        <button type="submit">ดูบันทึก</button>
      </form>
      {asked.household !== '' && (
        <section aria-labelledby="looks">
          <h2 id="looks">ใหม่สุดก่อน</h2>
          <Paged
            queryKey={['access-log', asked]}
            read={async (cursor) =>
              await ask<typeof listAccess>('GET', '/v1/access-log', { query: { ...asked, cursor } })
            }
            empty="ไม่มีผู้ดูแฟ้มนี้ในช่วงที่เลือก"
          >
            {(items) => (
              <ul className="rows">
                {items.map(({ at, sub, roles, action, fields, purpose }) => (
                  <li key={`${at} ${sub} ${action}`}>
                    <strong>{AccessAction[action]}</strong>{' '}
                    <span className="soft">{roles.map((role) => Role[role] ?? role).join(' · ')}</span>
                    <div className="hint">{momentText(at)}</div>
                    {fields.length > 0 && <div>{fields.map((field) => RevealedField[field] ?? field).join(' · ')}</div>}
                    {purpose !== null && <div>เพื่อ {purpose}</div>}
                  </li>
                ))}
              </ul>
            )}
          </Paged>
        </section>
      )}
    </>
  );
}

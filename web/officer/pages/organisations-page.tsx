import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { OrganisationLevel, Sector, UnitKind } from 'virtual:codes';
import type { listCommittees } from '#shared/contracts/committees.ts';
import type { createOrganisation, listOrganisations } from '#shared/contracts/organisations.ts';
import { SECTORS } from '#shared/domain/organisation/organisation.ts';
import type { SentBody } from '../../kit/api.ts';
import { faultOf, Field } from '../../kit/controls.tsx';
import { dayText } from '../../kit/days.ts';
import { useSend } from '../../kit/form.tsx';
import { Paged } from '../../kit/paged.tsx';
import { AreaField, AreaName } from '../areas.tsx';
import { ask, meQuery, queries } from '../calls.ts';
import { Title } from '../title.tsx';

const KEY = ['organisations'];

export function OrganisationsPage(): ReactNode {
  const me = useQuery(meQuery).data;
  const [sector, setSector] = useState('');
  const [area, setArea] = useState(me?.scope.area ?? '');
  const permissions = me?.permissions ?? [];
  return (
    <>
      <Title>หน่วยงานและหน่วย ศจพ.</Title>
      {permissions.includes('organisations:manage') && (
        <details className="card">
          <summary>เพิ่มหน่วยงานหรือภาคี</summary>
          <NewOrganisation />
        </details>
      )}
      {permissions.includes('committees:read') && (
        <section aria-labelledby="units">
          <h2 id="units">หน่วยของ ศจพ. ที่มีคำสั่งแล้ว</h2>
          <AreaField name="area" value={area} to={4} onChange={setArea} />
          {area === '' ? <p className="notice">เลือกจังหวัด</p> : <Units key={area} area={area} />}
        </section>
      )}
      <section aria-labelledby="organisations">
        <h2 id="organisations">ทะเบียนหน่วยงานและภาคีเครือข่าย</h2>
        <Field
          name="sector"
          label="ภาคี"
          value={sector}
          options={[['', 'ทุกภาคี'], ...Object.entries(Sector)]}
          onChange={setSector}
        />
        <Paged
          queryKey={[...KEY, sector]}
          read={async (cursor) =>
            await ask<typeof listOrganisations>('GET', '/v1/organisations', { query: { sector, cursor, limit: 50 } })
          }
          empty="ไม่มีหน่วยงานในภาคีนี้"
        >
          {(items) => (
            <ul className="rows">
              {items.map(({ slug, nameTh, sector: of, level, areaCode, active }) => (
                <li key={slug}>
                  <strong>{nameTh}</strong> {!active && <span className="chip bad">เลิกใช้</span>}
                  <div className="soft">
                    {Sector[of]} · {OrganisationLevel[level]}
                    {areaCode !== null && (
                      <>
                        {' '}
                        · <AreaName code={areaCode} />
                      </>
                    )}
                  </div>
                </li>
              ))}
            </ul>
          )}
        </Paged>
      </section>
    </>
  );
}

function Units({ area }: { area: string }): ReactNode {
  return (
    <Paged
      queryKey={['committees', area]}
      read={async () => await ask<typeof listCommittees>('GET', '/v1/committees', { query: { area } })}
      empty="ยังไม่มีคำสั่ง ศจพ. ในพื้นที่นี้"
    >
      {(items) => (
        <ul className="rows">
          {items.map(({ unit, kind, name, orderNo, orderDate, agencies, seats }) => (
            <li key={unit}>
              <strong>{name ?? UnitKind[kind]}</strong> <span className="soft">{unit}</span>
              <div>
                คำสั่ง {orderNo} ลงวันที่ {dayText(orderDate)} · หน่วยงานที่ต้องรายงาน {agencies.length.toLocaleString('th-TH')}{' '}
                · กรรมการ {seats.toLocaleString('th-TH')} คน
              </div>
            </li>
          ))}
        </ul>
      )}
    </Paged>
  );
}

function NewOrganisation(): ReactNode {
  const [nameTh, setName] = useState('');
  const [sector, setSector] = useState<(typeof SECTORS)[number] | ''>('');
  const [area, setArea] = useState(useQuery(meQuery).data?.scope.area ?? '');
  const form = useSend({
    send: async (body: SentBody<typeof createOrganisation>, key) =>
      await ask<typeof createOrganisation>('POST', '/v1/organisations', { body, key }),
    done: async () => await queries.invalidateQueries({ queryKey: KEY }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    form.submit({ nameTh, sector: sector === '' ? 'STATE' : sector, ...(area === '' ? {} : { areaCode: area }) }, [
      ...(nameTh.trim() === '' ? [{ field: 'nameTh', message: 'กรอกชื่อหน่วยงาน' }] : []),
      ...(sector === '' ? [{ field: 'new-sector', message: 'เลือกภาคี' }] : []),
    ]);
  };
  return (
    <form onSubmit={submit} noValidate>
      {form.refusal}
      {form.reply !== undefined && (
        <p className="notice good" role="status">
          เพิ่มแล้ว: {form.reply.nameTh}
        </p>
      )}
      <Field name="nameTh" label="ชื่อหน่วยงาน" value={nameTh} fault={faultOf(form.faults, 'nameTh')} onChange={setName} />
      <Field
        name="new-sector"
        label="ภาคีของหน่วยงาน"
        value={sector}
        fault={faultOf(form.faults, 'new-sector')}
        options={[['', 'เลือก'], ...SECTORS.map((code) => [code, Sector[code] ?? code] as const)]}
        onChange={(code) => setSector(SECTORS.find((each) => each === code) ?? '')}
      />
      <AreaField name="areaCode" value={area} to={6} fault={faultOf(form.faults, 'areaCode')} onChange={setArea} />
      <button type="submit" disabled={form.isPending}>
        เพิ่มหน่วยงาน
      </button>
    </form>
  );
}

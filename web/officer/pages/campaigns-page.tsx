import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { CampaignStatus, Metric } from 'virtual:codes';
import type { createCampaign, listCampaigns } from '#shared/contracts/campaigns.ts';
import { METRICS } from '#shared/domain/campaign/campaign.ts';
import { addDays } from '#shared/thai/bangkok-time.ts';
import type { SentBody } from '../../kit/api.ts';
import { faultOf, Field } from '../../kit/controls.tsx';
import { DateField } from '../../kit/date-field.tsx';
import { dayText, daysAhead, today } from '../../kit/days.ts';
import { useSend } from '../../kit/form.tsx';
import { Paged } from '../../kit/paged.tsx';
import { AreaField, AreaName } from '../areas.tsx';
import { ask, meQuery, queries } from '../calls.ts';
import { targetListsQuery } from '../target-lists.ts';
import { Title } from '../title.tsx';

const KEY = ['campaigns'];

export function CampaignsPage(): ReactNode {
  const mayManage = useQuery(meQuery).data?.permissions.includes('campaigns:manage') === true;
  return (
    <>
      <Title>แผนรณรงค์</Title>
      {mayManage && (
        <details className="card">
          <summary>สร้างแผนรณรงค์</summary>
          <NewCampaign />
        </details>
      )}
      <Paged
        queryKey={KEY}
        read={async () => await ask<typeof listCampaigns>('GET', '/v1/campaigns')}
        empty="ยังไม่มีแผนรณรงค์ในพื้นที่นี้"
      >
        {(items) => (
          <ul className="rows">
            {items.map(({ id, name, scopeArea, status, milestones, version }) => (
              <li key={id}>
                <strong>{name}</strong>{' '}
                <span className={status === 'RUNNING' ? 'chip good' : 'chip'}>
                  {CampaignStatus[status ?? 'RUNNING']}
                </span>
                <div className="soft">
                  <AreaName code={scopeArea} /> · ฉบับที่ {version.toLocaleString('th-TH')}
                </div>
                <ul>
                  {milestones.map(({ metric, pct, dueOn, denominator }) => (
                    <li key={`${metric} ${dueOn} ${pct}`}>
                      {Metric[metric]} ร้อยละ {pct.toLocaleString('th-TH')} ภายใน {dayText(dueOn)}
                      {denominator !== undefined &&
                        ` ของ ${denominator.households.toLocaleString('th-TH')} ครัวเรือน (${denominator.source})`}
                    </li>
                  ))}
                </ul>
              </li>
            ))}
          </ul>
        )}
      </Paged>
    </>
  );
}

/** A campaign on one frozen list with one milestone; more are said in the API. */
function NewCampaign(): ReactNode {
  const lists = useQuery(targetListsQuery()).data?.items ?? [];
  const [name, setName] = useState('');
  const [list, setList] = useState('');
  const [area, setArea] = useState(useQuery(meQuery).data?.scope.area ?? '');
  const [metric, setMetric] = useState<(typeof METRICS)[number]>('RECORDED');
  const [pct, setPct] = useState('75');
  const [due, setDue] = useState({ day: addDays(today(), 90), fault: '' });
  const form = useSend({
    send: async (body: SentBody<typeof createCampaign>, key) =>
      await ask<typeof createCampaign>('POST', '/v1/campaigns', { body, key }),
    done: async () => await queries.invalidateQueries({ queryKey: KEY }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    form.submit({ name, lists: [list], scopeArea: area, milestones: [{ metric, pct: Number(pct), dueOn: due.day }] }, [
      ...(name.trim() === '' ? [{ field: 'name', message: 'กรอกชื่อแผน' }] : []),
      ...(list === '' ? [{ field: 'lists', message: 'เลือกบัญชีเป้าหมายที่ตรึงแล้ว' }] : []),
      ...(pct.trim() === '' || Number.isNaN(Number(pct)) ? [{ field: 'pct', message: 'กรอกร้อยละเป็นตัวเลข' }] : []),
      ...(due.day === '' ? [{ field: 'dueOn', message: due.fault }] : []),
    ]);
  };
  return (
    <form onSubmit={submit} noValidate>
      {form.refusal}
      {form.reply !== undefined && (
        <p className="notice good" role="status">
          สร้างแผนแล้ว
        </p>
      )}
      <Field name="name" label="ชื่อแผน" value={name} fault={faultOf(form.faults, 'name')} onChange={setName} />
      <Field
        name="lists"
        label="บัญชีเป้าหมาย"
        value={list}
        fault={faultOf(form.faults, 'lists')}
        options={[
          ['', 'เลือก'],
          ...lists.filter(({ frozenAt }) => frozenAt !== null).map((each) => [each.id, each.name] as const),
        ]}
        onChange={setList}
      />
      <AreaField name="area" value={area} to={4} fault={faultOf(form.faults, 'scopeArea')} onChange={setArea} />
      <Field
        name="metric"
        label="หมุดหมาย"
        value={metric}
        options={METRICS.map((code) => [code, Metric[code] ?? code] as const)}
        onChange={(code) => setMetric(METRICS.find((each) => each === code) ?? 'RECORDED')}
      />
      <Field name="pct" label="ร้อยละ" value={pct} numeric fault={faultOf(form.faults, 'pct')} onChange={setPct} />
      <DateField
        name="dueOn"
        label="ภายในวันที่"
        value={due.day}
        last={addDays(today(), 3650)}
        usual={daysAhead(today(), 30, 90)}
        fault={faultOf(form.faults, 'dueOn')}
        onChange={(day, fault = '') => setDue({ day, fault })}
      />
      <button type="submit" disabled={form.isPending}>
        สร้างแผน
      </button>
    </form>
  );
}

/** The form of a campaign, new or changed: its lists, its area, and as many milestones as it has. */
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { CampaignStatus, Metric } from 'virtual:codes';
import type { createCampaign } from '#shared/contracts/campaigns.ts';
import { CAMPAIGN_STATUSES, METRICS } from '#shared/domain/campaign/campaign.ts';
import { addDays } from '#shared/thai/bangkok-time.ts';
import type { SentBody } from '../kit/api.ts';
import { Choice, faultOf, Field, type Faults } from '../kit/controls.tsx';
import { DateField } from '../kit/date-field.tsx';
import { daysAhead, today } from '../kit/days.ts';
import { AreaField } from './areas.tsx';
import { targetListsQuery } from './target-lists.ts';

export type CampaignBody = SentBody<typeof createCampaign>;
type Milestone = CampaignBody['milestones'][number];

/** A milestone as it is written: numbers are texts, and a day that cannot be read has a fault. */
type Written = {
  key: number;
  metric: Milestone['metric'];
  pct: string;
  dueOn: string;
  dueFault: string;
  /** Of a stated number of households instead of lists. */
  stated: { households: string; source: string; asOfDate: string } | undefined;
};

/** The field of the form for a pointer of the API, such as `/milestones/1/denominator/source`. */
export function campaignField(pointer: string): string {
  const [name = 'name', at, ...rest] = pointer.split('/').slice(1);
  return name === 'milestones' && at !== undefined ? `milestones-${at}-${rest.at(-1) ?? 'pct'}` : name;
}

export function CampaignForm(props: {
  first: CampaignBody;
  submit: string;
  faults: Faults;
  refusal: ReactNode;
  isPending: boolean;
  /** What is said beside the campaign itself. */
  children?: ReactNode;
  onSubmit: (body: CampaignBody, missing: Faults) => void;
}): ReactNode {
  const { first, submit, faults, refusal, isPending, children, onSubmit } = props;
  const all = useQuery(targetListsQuery()).data?.items ?? [];
  const [name, setName] = useState(first.name);
  const [lists, setLists] = useState<readonly string[]>(first.lists);
  const [area, setArea] = useState(first.scopeArea);
  const [starts, setStarts] = useState({ day: first.startsOn ?? '', fault: '' });
  const [status, setStatus] = useState(first.status ?? 'RUNNING');
  const [milestones, setMilestones] = useState<readonly Written[]>(() => first.milestones.map(written));
  // One that runs counts by lists that change no more.
  const offered = all.filter(({ id, frozenAt }) => status === 'DRAFT' || frozenAt !== null || lists.includes(id));
  const change = (key: number, changed: Partial<Written>): void =>
    setMilestones(milestones.map((each) => (each.key === key ? { ...each, ...changed } : each)));
  const send = (event: FormEvent): void => {
    event.preventDefault();
    const body = {
      name: name.trim(),
      lists: [...lists],
      scopeArea: area,
      ...(starts.day === '' ? {} : { startsOn: starts.day }),
      status,
      milestones: milestones.map(({ metric, pct, dueOn, stated }) => ({
        metric,
        pct: Number(pct),
        dueOn,
        ...(stated === undefined ? {} : { denominator: { ...stated, households: Number(stated.households) } }),
      })),
    };
    onSubmit(body, [
      ...(body.name === '' ? [{ field: 'name', message: 'กรอกชื่อแผน' }] : []),
      ...(lists.length === 0 && milestones.some(({ stated }) => stated === undefined)
        ? [{ field: 'lists', message: 'เลือกบัญชีเป้าหมายที่ตรึงแล้ว' }]
        : []),
      ...(starts.fault === '' ? [] : [{ field: 'startsOn', message: starts.fault }]),
      ...milestones.flatMap(missingIn),
    ]);
  };
  return (
    <form onSubmit={send} noValidate>
      {refusal}
      <Field name="name" label="ชื่อแผน" value={name} fault={faultOf(faults, 'name')} onChange={setName} />
      <fieldset id="lists" tabIndex={-1}>
        <legend>บัญชีเป้าหมาย</legend>
        {faultOf(faults, 'lists') !== undefined && <p className="fault">{faultOf(faults, 'lists')}</p>}
        {offered.length === 0 && <p className="hint">ไม่มีบัญชีที่ตรึงแล้วในพื้นที่นี้ ตรึงบัญชีก่อน หรือระบุฐานเองในหมุดหมาย</p>}
        <div className="choices">
          {offered.map((list) => (
            <label key={list.id}>
              <input
                type="checkbox"
                checked={lists.includes(list.id)}
                onChange={({ target }) =>
                  setLists(target.checked ? [...lists, list.id] : lists.filter((each) => each !== list.id))
                }
              />
              {list.name}
            </label>
          ))}
        </div>
      </fieldset>
      <AreaField name="scopeArea" value={area} to={4} fault={faultOf(faults, 'scopeArea')} onChange={setArea} />
      <DateField
        name="startsOn"
        label="เริ่มนับวันที่"
        value={starts.day}
        none="วันที่เปิดบัญชี"
        last={addDays(today(), 3650)}
        usual={[{ label: 'วันนี้', day: today() }]}
        fault={faultOf(faults, 'startsOn')}
        onChange={(day, fault = '') => setStarts({ day, fault })}
      />
      {milestones.map((milestone, at) => (
        <MilestoneFields
          key={milestone.key}
          milestone={milestone}
          at={at}
          faults={faults}
          onChange={(changed) => change(milestone.key, changed)}
          onDrop={
            milestones.length === 1
              ? undefined
              : () => setMilestones(milestones.filter(({ key }) => key !== milestone.key))
          }
        />
      ))}
      <p>
        <button
          type="button"
          className="plain"
          onClick={() => {
            const key = Math.max(...milestones.map((each) => each.key)) + 1;
            setMilestones([...milestones, { ...written(newMilestone(), 0), key }]);
          }}
        >
          + หมุดหมาย
        </button>
      </p>
      <Choice
        name="status"
        label="สถานะของแผน"
        value={status}
        codes={CAMPAIGN_STATUSES.map((code) => [code, CampaignStatus[code] ?? code] as const)}
        fault={faultOf(faults, 'status')}
        onChange={setStatus}
      />
      {children}
      <button type="submit" disabled={isPending}>
        {submit}
      </button>
    </form>
  );
}

export function newMilestone(): Milestone {
  return { metric: 'RECORDED', pct: 75, dueOn: addDays(today(), 90) };
}

function written({ metric, pct, dueOn, denominator }: Milestone, key: number): Written {
  const stated = denominator && { ...denominator, households: String(denominator.households) };
  return { key, metric, pct: String(pct), dueOn, dueFault: '', stated };
}

function missingIn({ pct, dueOn, dueFault, stated }: Written, at: number): Faults {
  const isNumber = (text: string): boolean => text.trim() !== '' && !Number.isNaN(Number(text));
  return [
    ...(isNumber(pct) ? [] : [{ field: `milestones-${at}-pct`, message: 'กรอกร้อยละเป็นตัวเลข' }]),
    ...(dueOn === '' ? [{ field: `milestones-${at}-dueOn`, message: dueFault }] : []),
    ...(stated === undefined || isNumber(stated.households)
      ? []
      : [{ field: `milestones-${at}-households`, message: 'กรอกจำนวนครัวเรือนฐานเป็นตัวเลข' }]),
    ...(stated === undefined || stated.source.trim() !== ''
      ? []
      : [{ field: `milestones-${at}-source`, message: 'กรอกที่มาของจำนวนครัวเรือนฐาน' }]),
    ...(stated === undefined || stated.asOfDate !== ''
      ? []
      : [{ field: `milestones-${at}-asOfDate`, message: 'เลือกวันที่ของจำนวนครัวเรือนฐาน' }]),
  ];
}

function MilestoneFields(props: {
  milestone: Written;
  at: number;
  faults: Faults;
  onChange: (changed: Partial<Written>) => void;
  onDrop: (() => void) | undefined;
}): ReactNode {
  const { milestone, at, faults, onChange, onDrop } = props;
  const { metric, pct, dueOn, stated } = milestone;
  const number = (at + 1).toLocaleString('th-TH');
  const name = (field: string): string => `milestones-${at}-${field}`;
  const fault = (field: string): string | undefined => faultOf(faults, name(field));
  return (
    <fieldset className="card">
      <legend>หมุดหมายที่ {number}</legend>
      <Field
        name={name('metric')}
        label="ตัวชี้วัด"
        value={metric}
        options={METRICS.map((code) => [code, Metric[code] ?? code] as const)}
        fault={fault('metric')}
        onChange={(code) => onChange({ metric: METRICS.find((each) => each === code) ?? 'RECORDED' })}
      />
      <Field
        name={name('pct')}
        label="ร้อยละ"
        value={pct}
        numeric
        fault={fault('pct')}
        onChange={(text) => onChange({ pct: text })}
      />
      <DateField
        name={name('dueOn')}
        label="ภายในวันที่"
        value={dueOn}
        last={addDays(today(), 3650)}
        usual={daysAhead(today(), 30, 90)}
        fault={fault('dueOn')}
        onChange={(day, dueFault = '') => onChange({ dueOn: day, dueFault })}
      />
      <Choice
        name={name('of')}
        label="คิดร้อยละจาก"
        value={stated === undefined ? 'lists' : 'stated'}
        codes={[
          ['lists', 'ครัวเรือนในบัญชี'],
          ['stated', 'จำนวนที่ระบุเอง'],
        ]}
        onChange={(code) =>
          onChange({ stated: code === 'lists' ? undefined : { households: '', source: '', asOfDate: today() } })
        }
      />
      {stated !== undefined && (
        <>
          <Field
            name={name('households')}
            label="จำนวนครัวเรือนฐาน"
            value={stated.households}
            numeric
            fault={fault('households')}
            onChange={(households) => onChange({ stated: { ...stated, households } })}
          />
          <Field
            name={name('source')}
            label="ที่มา"
            value={stated.source}
            fault={fault('source')}
            onChange={(source) => onChange({ stated: { ...stated, source } })}
          />
          <DateField
            name={name('asOfDate')}
            label="ข้อมูล ณ วันที่"
            value={stated.asOfDate}
            last={today()}
            usual={[{ label: 'วันนี้', day: today() }]}
            fault={fault('asOfDate')}
            onChange={(asOfDate) => onChange({ stated: { ...stated, asOfDate } })}
          />
        </>
      )}
      {onDrop !== undefined && (
        <button type="button" className="plain" onClick={onDrop}>
          ตัดหมุดหมายที่ {number}
        </button>
      )}
    </fieldset>
  );
}

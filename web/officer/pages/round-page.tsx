import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import {
  Dimension,
  RexrayResult,
  RoundResult,
  RoundResultFilter,
  RoundStatus,
  SeenByKind,
  UnitKind,
} from 'virtual:codes';
import type { listRexrayRounds, listRoundCases } from '#shared/contracts/campaigns.ts';
import type { listCommittees } from '#shared/contracts/committees.ts';
import type { recordEntry } from '#shared/contracts/logbook-routes.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import { CallFailed, type SentBody } from '../../kit/api.ts';
import { Choice, faultOf, Field } from '../../kit/controls.tsx';
import { DateField } from '../../kit/date-field.tsx';
import { dayText, today } from '../../kit/days.ts';
import { useSend } from '../../kit/form.tsx';
import { Paged } from '../../kit/paged.tsx';
import { Shown } from '../../kit/states.tsx';
import { AreaName } from '../areas.tsx';
import { ask, householdQuery, logbookQuery, meQuery, queries, type Household } from '../calls.ts';
import { openNeedsOf } from '../household.ts';
import { Title } from '../title.tsx';

type Round = ReplyOf<typeof listRexrayRounds>['items'][number];
type Case = ReplyOf<typeof listRoundCases>['items'][number];
type Rexray = Extract<SentBody<typeof recordEntry>, { type: 'rexray' }>;

/** A round of the account's area. Throws CallFailed. */
async function read(id: string): Promise<Round> {
  const { items } = await ask<typeof listRexrayRounds>('GET', '/v1/rexray-rounds');
  const found = items.find((each) => each.id === id);
  if (found === undefined) throw new CallFailed(404, {});
  return found;
}

export function RoundPage({ id }: { id: string }): ReactNode {
  const round = useQuery({ queryKey: ['rexray-rounds', id], queryFn: async () => await read(id) });
  return <Shown of={round}>{(known) => <Cases round={known} />}</Shown>;
}

function Cases({ round }: { round: Round }): ReactNode {
  const me = useQuery(meQuery).data;
  const [unit, setUnit] = useState('');
  const [result, setResult] = useState('');
  const [opened, setOpened] = useState<Case>();
  const [saved, setSaved] = useState(false);
  const area = me?.scope.area ?? round.scopeArea;
  const units = useQuery({
    queryKey: ['committees', area],
    enabled: me?.permissions.includes('committees:read') === true,
    queryFn: async () => await ask<typeof listCommittees>('GET', '/v1/committees', { query: { area } }),
  }).data?.items;
  const mayRecord = me?.permissions.includes('logbook:rexray') === true;
  if (opened !== undefined)
    return (
      <Look
        of={opened}
        round={round}
        onLeave={(isSaved) => {
          setOpened(undefined);
          setSaved(isSaved);
        }}
      />
    );
  return (
    <>
      <Title>{round.name}</Title>
      <p className="soft">
        <AreaName code={round.scopeArea} /> · {RoundStatus[round.status]} · ครบกำหนด {dayText(round.dueOn)}
      </p>
      <div role="status">{saved && <p className="notice good">บันทึกผลแล้ว</p>}</div>
      <div className="filters">
        {units !== undefined && units.length > 0 && (
          <Field
            name="unit"
            label="หน่วย"
            value={unit}
            options={[
              ['', 'ทุกหน่วย'],
              ...units.map((each) => [each.unit, each.name ?? `${UnitKind[each.kind]} ${each.unit}`] as const),
            ]}
            onChange={setUnit}
          />
        )}
        <Field
          name="result"
          label="ผล"
          value={result}
          options={[['', 'ทุกผล'], ...Object.entries(RoundResultFilter)]}
          onChange={setResult}
        />
      </div>
      <Paged
        queryKey={['rexray-rounds', round.id, 'cases', unit, result]}
        read={async (cursor) =>
          await ask<typeof listRoundCases>('GET', `/v1/rexray-rounds/${encodeURIComponent(round.id)}/cases`, {
            query: { unit, result, cursor },
          })
        }
        empty="ไม่มีครัวเรือนของรอบนี้ตามหน่วยและผลที่เลือก"
      >
        {(items) => (
          <ul className="rows">
            {items.map((item) => (
              <li key={item.id}>
                <Link className="main" to="/officer/h/$id" params={{ id: item.id }}>
                  {item.headName ?? item.areaName}
                </Link>
                <span className="soft"> · {item.areaName}</span>
                <div className="chips">
                  <span className={item.result === 'COMPLETE' ? 'chip good' : 'chip'}>
                    {item.result === null ? RoundResultFilter['none'] : RoundResult[item.result]}
                  </span>
                  {item.on !== null && <span className="chip">เมื่อ {dayText(item.on)}</span>}
                </div>
                <p className="hint">
                  สภาพปัญหาที่ยังเปิดอยู่ {item.openNeeds.toLocaleString('th-TH')} · พบใหม่ในรอบนี้{' '}
                  {item.newNeeds.toLocaleString('th-TH')}
                </p>
                {mayRecord && (
                  <button type="button" className="plain" onClick={() => (setSaved(false), setOpened(item))}>
                    บันทึกผล<span className="for-readers"> {item.headName ?? item.areaName}</span>
                  </button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Paged>
    </>
  );
}

type Leave = (isSaved: boolean) => void;

function Look({
  of: { id, headName, areaName },
  round,
  onLeave,
}: {
  of: Case;
  round: Round;
  onLeave: Leave;
}): ReactNode {
  const household = useQuery(householdQuery(id));
  return (
    <>
      <Title>{`ผล Re-X-ray ${headName ?? areaName}`}</Title>
      <p>
        <button type="button" className="plain" onClick={() => onLeave(false)}>
          กลับไปรายการ
        </button>
      </p>
      <Shown of={household}>{(known) => <Result household={known} round={round} onLeave={onLeave} />}</Shown>
    </>
  );
}

const RESULTS = Object.keys(RexrayResult) as NonNullable<Rexray['results']>[number]['result'][];

/** What became of each need that is open. New needs are recorded with a visit, as on any day. */
function Result({ household, round, onLeave }: { household: Household; round: Round; onLeave: Leave }): ReactNode {
  const needs = openNeedsOf(household);
  const [day, setDay] = useState({ day: today(), fault: '' });
  const [by, setBy] = useState<Rexray['by']['kind']>('OFFICER');
  const [gone, setGone] = useState(false);
  const [results, setResults] = useState<Readonly<Record<string, (typeof RESULTS)[number]>>>({});
  const form = useSend({
    send: async (body: Rexray, key) =>
      await ask<typeof recordEntry>('POST', `/v1/households/${encodeURIComponent(household.id)}/logbook`, {
        body,
        key,
      }),
    done: async () => {
      for (const { queryKey } of [householdQuery(household.id), logbookQuery(household.id)])
        await queries.invalidateQueries({ queryKey });
      await queries.invalidateQueries({ queryKey: ['rexray-rounds', round.id] });
      onLeave(true);
    },
    fieldOf: (pointer) => {
      const [, name = 'on', at] = pointer.split('/');
      return name === 'results' ? `need-${needs[Number(at)]?.id ?? ''}` : name;
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const said = gone
      ? []
      : needs.flatMap(({ id: needId }) => {
          const result = results[needId];
          return result === undefined ? [] : [{ needId, result }];
        });
    form.submit(
      { type: 'rexray', round: round.id, on: day.day, by: { kind: by }, results: said, ...(gone ? { gone } : {}) },
      [
        ...(day.day === '' ? [{ field: 'on', message: day.fault }] : []),
        ...needs.flatMap(({ id, text }) =>
          gone || results[id] !== undefined
            ? []
            : [{ field: `need-${id}`, message: `เลือกผลของ: ${text ?? 'สภาพปัญหา'}` }],
        ),
      ],
    );
  };
  return (
    <form onSubmit={submit} noValidate>
      {form.refusal}
      <DateField
        name="on"
        label="วันที่ลงพื้นที่"
        value={day.day}
        last={today()}
        usual={[{ label: 'วันนี้', day: today() }]}
        fault={faultOf(form.faults, 'on')}
        onChange={(chosen, fault = '') => setDay({ day: chosen, fault })}
      />
      <Field
        name="by"
        label="ผู้ลงพื้นที่"
        value={by}
        options={Object.entries(SeenByKind)}
        fault={faultOf(form.faults, 'by')}
        onChange={(kind) => setBy(kind as Rexray['by']['kind'])}
      />
      <Choice
        name="gone"
        label="ครัวเรือน"
        value={gone ? 'gone' : 'here'}
        codes={[
          ['here', 'ยังอยู่'],
          ['gone', RoundResult['HOUSEHOLD_GONE'] ?? ''],
        ]}
        fault={faultOf(form.faults, 'gone')}
        onChange={(code) => setGone(code === 'gone')}
      />
      {!gone && needs.length === 0 && <p className="notice">ไม่มีสภาพปัญหาที่ยังเปิดอยู่ บันทึกได้เลย</p>}
      {!gone &&
        needs.map(({ id, dimension, text }) => (
          <Choice
            key={id}
            name={`need-${id}`}
            label={`${Dimension[dimension]}: ${text ?? ''}`}
            value={results[id] ?? ''}
            codes={RESULTS.map((code) => [code, RexrayResult[code] ?? code] as const)}
            fault={faultOf(form.faults, `need-${id}`)}
            onChange={(result) => setResults({ ...results, [id]: result })}
          />
        ))}
      <p className="hint">พบปัญหาใหม่ ให้บันทึกการเยี่ยมที่แฟ้มบ้าน</p>
      <button type="submit" disabled={form.isPending}>
        บันทึกผล
      </button>
    </form>
  );
}

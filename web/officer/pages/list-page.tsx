import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { Dimension, ListChange, TargetListSource, TargetListStatus } from 'virtual:codes';
import type {
  compareTargetList,
  fillTargetList,
  freezeTargetList,
  publishTargetList,
  readTargetListChanges,
  readTargetListFill,
  supersedeTargetList,
} from '#shared/contracts/target-lists.ts';
import { LIST_CHANGES } from '#shared/domain/target-list/list-changes.ts';
import { TARGET_LIST_LIFE_CYCLE } from '#shared/domain/target-list/target-list.ts';
import { addDays } from '#shared/thai/bangkok-time.ts';
import type { SentBody } from '../../kit/api.ts';
import { Choice, faultOf, Field } from '../../kit/controls.tsx';
import { DateField } from '../../kit/date-field.tsx';
import { dayText, momentText, today } from '../../kit/days.ts';
import { Step, useSend } from '../../kit/form.tsx';
import { Paged } from '../../kit/paged.tsx';
import { Shown } from '../../kit/states.tsx';
import { AreaName } from '../areas.tsx';
import { ask, meQuery, queries } from '../calls.ts';
import { targetListsQuery, type TargetList } from '../target-lists.ts';
import { Title } from '../title.tsx';

const WHILE_IT_RUNS_MS = 1500;

export function ListPage({ id }: { id: string }): ReactNode {
  const lists = useQuery(targetListsQuery());
  return (
    <Shown of={lists}>
      {({ items }) => {
        const list = items.find((each) => each.id === id);
        if (list === undefined)
          return (
            <>
              <Title>บัญชีเป้าหมาย</Title>
              <p className="notice">ไม่พบบัญชีนี้ หรืออยู่นอกพื้นที่ของท่าน</p>
            </>
          );
        return <Opened list={list} others={items.filter((each) => each.id !== id)} />;
      }}
    </Shown>
  );
}

function pathOf(id: string) {
  return `/v1/target-lists/${encodeURIComponent(id)}` as const;
}

function Opened({ list, others }: { list: TargetList; others: readonly TargetList[] }): ReactNode {
  const { id, name, source, status, version, yearBe, phase, asOfDate, openedOn, scopeArea } = list;
  const permissions = useQuery(meQuery).data?.permissions ?? [];
  const mayManage = permissions.includes('target-lists:manage');
  return (
    <>
      <Title>{name}</Title>
      <span className={status === 'DRAFT' ? 'chip' : 'chip good'} role="status">
        {TargetListStatus[status]}
      </span>
      <dl className="facts">
        <dt>ที่มา</dt>
        <dd>
          {TargetListSource[source]} ปี {yearBe} ระยะที่ {phase}
        </dd>
        <dt>พื้นที่</dt>
        <dd>
          <AreaName code={scopeArea} />
        </dd>
        <dt>ข้อมูล ณ</dt>
        <dd>{dayText(asOfDate)}</dd>
        <dt>นับความช่วยเหลือตั้งแต่</dt>
        <dd>{openedOn === null ? 'วันที่เผยแพร่' : dayText(openedOn)}</dd>
        <dt>สร้างเมื่อ</dt>
        <dd>{momentText(list.createdAt)}</dd>
        {list.publishedAt !== null && (
          <>
            <dt>เผยแพร่เมื่อ</dt>
            <dd>{momentText(list.publishedAt)}</dd>
          </>
        )}
        {list.frozenAt !== null && (
          <>
            <dt>ตรึงเมื่อ</dt>
            <dd>{momentText(list.frozenAt)}</dd>
          </>
        )}
        <dt>ฉบับที่</dt>
        <dd>{version.toLocaleString('th-TH')}</dd>
      </dl>
      <div className="actions">
        {permissions.includes('uploads:create') && status !== 'SUPERSEDED' && (
          <Link className="button plain" to="/officer/uploads/new" search={{ source: 'tpmap-targets', list: id }}>
            เติมด้วยไฟล์
          </Link>
        )}
      </div>
      {mayManage && (
        <>
          {status === 'DRAFT' && <Fill id={id} others={others} />}
          <NextStep list={list} />
          {others.length > 0 && <Compare id={id} others={others} />}
        </>
      )}
    </>
  );
}

const STEPS = {
  PUBLISHED: { label: 'เผยแพร่บัญชี', says: 'ทุกหน่วยงานในพื้นที่จะเห็นและใช้บัญชีนี้', call: 'publish' },
  FROZEN: { label: 'ตรึงบัญชี', says: 'ครัวเรือนในบัญชีขณะนี้เป็นฐานของตัวเลข ครัวเรือนที่เพิ่มภายหลังนับแยก', call: 'freeze' },
  SUPERSEDED: { label: 'แทนที่บัญชี', says: 'มีบัญชีใหม่ใช้แทน ตัวเลขและงานเดิมยังอยู่', call: 'supersede' },
} as const;

function NextStep({ list: { id, status } }: { list: TargetList }): ReactNode {
  return TARGET_LIST_LIFE_CYCLE[status].map((next) => {
    if (next === 'DRAFT') return null;
    const { label, says, call } = STEPS[next];
    return (
      <Step
        key={next}
        label={label}
        onDo={async () => {
          await ask<typeof freezeTargetList | typeof publishTargetList | typeof supersedeTargetList>(
            'POST',
            `${pathOf(id)}/${call}`,
          );
          await queries.invalidateQueries({ queryKey: targetListsQuery().queryKey });
        }}
      >
        <p>{says} เปลี่ยนกลับไม่ได้</p>
      </Step>
    );
  });
}

type YesNo = 'any' | 'no' | 'yes';

function asked(answer: YesNo): boolean | undefined {
  return answer === 'any' ? undefined : answer === 'yes';
}

/** Puts households on the list by conditions: counted first. */
function Fill({ id, others }: { id: string; others: readonly TargetList[] }): ReactNode {
  const [sourceList, setSourceList] = useState('');
  const [surveyed, setSurveyed] = useState('');
  const [helped, setHelped] = useState('');
  const [openNeed, setOpenNeed] = useState<YesNo>('any');
  const [vulnerable, setVulnerable] = useState<YesNo>('any');
  const [dimension, setDimension] = useState('');
  const form = useSend({
    send: async (body: SentBody<typeof fillTargetList>, key) =>
      await ask<typeof fillTargetList>('POST', `${pathOf(id)}/fill`, { body, key }),
    fieldOf: (pointer) => (pointer === '' ? 'fill' : pointer.slice(1)),
  });
  const send = (dryRun: boolean): void => {
    const said = Object.entries({
      sourceList: sourceList === '' ? undefined : sourceList,
      surveyedSince: surveyed === '' ? undefined : surveyed,
      notHelpedSince: helped === '' ? undefined : helped,
      hasOpenNeed: asked(openNeed),
      vulnerable: asked(vulnerable),
      dimension: dimension === '' ? undefined : dimension,
    }).filter(([, value]) => value !== undefined);
    form.submit(
      { ...Object.fromEntries(said), dryRun },
      said.length === 0 ? [{ field: 'sourceList', message: 'เลือกเงื่อนไขอย่างน้อยหนึ่งข้อ' }] : [],
    );
  };
  const yesNo = [
    ['any', 'ไม่กำหนด'],
    ['yes', 'มี'],
    ['no', 'ไม่มี'],
  ] as const;
  const usual = [
    { label: '30 วันที่ผ่านมา', day: addDays(today(), -30) },
    { label: '1 ปีที่ผ่านมา', day: addDays(today(), -365) },
  ];
  return (
    <details className="card" id="fill">
      <summary>เติมบัญชีตามเงื่อนไข</summary>
      {form.refusal}
      <Field
        name="sourceList"
        label="อยู่ในบัญชี"
        value={sourceList}
        fault={faultOf(form.faults, 'sourceList')}
        options={[['', 'ไม่กำหนด'], ...others.map((each) => [each.id, each.name] as const)]}
        onChange={setSourceList}
      />
      <DateField
        name="surveyedSince"
        label="สำรวจแล้วตั้งแต่"
        none="ไม่กำหนด"
        value={surveyed}
        last={today()}
        usual={usual}
        fault={faultOf(form.faults, 'surveyedSince')}
        onChange={setSurveyed}
      />
      <DateField
        name="notHelpedSince"
        label="ไม่ได้รับความช่วยเหลือตั้งแต่"
        none="ไม่กำหนด"
        value={helped}
        last={today()}
        usual={usual}
        fault={faultOf(form.faults, 'notHelpedSince')}
        onChange={setHelped}
      />
      <Choice name="hasOpenNeed" label="สภาพปัญหาที่ยังเปิดอยู่" value={openNeed} codes={yesNo} onChange={setOpenNeed} />
      <Choice name="vulnerable" label="กลุ่มเปราะบาง" value={vulnerable} codes={yesNo} onChange={setVulnerable} />
      <Field
        name="dimension"
        label="ด้าน"
        value={dimension}
        options={[['', 'ทุกด้าน'], ...Object.entries(Dimension)]}
        onChange={setDimension}
      />
      <div className="actions">
        <button type="button" className="plain" disabled={form.isPending} onClick={() => send(true)}>
          นับก่อน ยังไม่เติม
        </button>
        <button type="button" disabled={form.isPending} onClick={() => send(false)}>
          เติมบัญชี
        </button>
      </div>
      {form.reply !== undefined && <FillRun key={form.reply.id} list={id} run={form.reply.id} />}
    </details>
  );
}

function FillRun({ list, run }: { list: string; run: string }): ReactNode {
  const fill = useQuery({
    queryKey: ['fill', list, run],
    queryFn: async () =>
      await ask<typeof readTargetListFill>('GET', `${pathOf(list)}/fills/${encodeURIComponent(run)}`),
    refetchInterval: ({ state }) => (state.data?.status === 'RUNNING' ? WHILE_IT_RUNS_MS : false),
  });
  return (
    <Shown of={fill}>
      {({ status, dryRun, wouldAdd, added, skipped }) => (
        <p role="status" className={status === 'DONE' ? 'notice good' : 'notice'}>
          {status === 'RUNNING' ? 'กำลังนับ… ' : status === 'STOPPED' ? 'หยุด เพราะบัญชีไม่เป็นร่างแล้ว · ' : ''}
          {dryRun
            ? `จะเติม ${wouldAdd.toLocaleString('th-TH')} ครัวเรือน`
            : `เติมแล้ว ${added.toLocaleString('th-TH')} ครัวเรือน`}{' '}
          · อยู่ในบัญชีแล้ว {skipped.toLocaleString('th-TH')} ครัวเรือน
        </p>
      )}
    </Shown>
  );
}

/** What changed between two lists. */
function Compare({ id, others }: { id: string; others: readonly TargetList[] }): ReactNode {
  const [against, setAgainst] = useState('');
  const form = useSend({
    send: async (body: SentBody<typeof compareTargetList>, key) =>
      await ask<typeof compareTargetList>('POST', `${pathOf(id)}/changes`, { body, key }),
  });
  return (
    <details className="card">
      <summary>เทียบกับบัญชีอื่น</summary>
      {form.refusal}
      <Field
        name="against"
        label="บัญชีที่เทียบ"
        value={against}
        fault={faultOf(form.faults, 'against')}
        options={[['', 'เลือก'], ...others.map((each) => [each.id, each.name] as const)]}
        onChange={setAgainst}
      />
      <button
        type="button"
        className="plain"
        disabled={form.isPending}
        onClick={() => form.submit({ against }, against === '' ? [{ field: 'against', message: 'เลือกบัญชีที่เทียบ' }] : [])}
      >
        เทียบ
      </button>
      {form.reply !== undefined && <Changes key={form.reply.id} list={id} report={form.reply.id} />}
    </details>
  );
}

function Changes({ list, report }: { list: string; report: string }): ReactNode {
  const [change, setChange] = useState('');
  const path = `${pathOf(list)}/changes/${encodeURIComponent(report)}` as const;
  const changes = useQuery({
    queryKey: ['changes', list, report],
    queryFn: async () => await ask<typeof readTargetListChanges>('GET', path, { query: { limit: 1 } }),
    refetchInterval: ({ state }) => (state.data?.status === 'RUNNING' ? WHILE_IT_RUNS_MS : false),
  });
  return (
    <Shown of={changes}>
      {({ status, added, gone, kept, dimensionsChanged }) => {
        const counts = { ADDED: added, GONE: gone, KEPT: kept, DIMENSIONS_CHANGED: dimensionsChanged };
        if (status === 'RUNNING') return <p role="status">กำลังเทียบ…</p>;
        return (
          <>
            <dl className="tiles">
              {LIST_CHANGES.map((code) => (
                <div key={code}>
                  <dt>{ListChange[code]}</dt>
                  <dd>{counts[code].toLocaleString('th-TH')}</dd>
                </div>
              ))}
            </dl>
            <Field
              name="change"
              label="แสดงครัวเรือนที่"
              value={change}
              options={[['', 'ทั้งหมด'], ...LIST_CHANGES.map((code) => [code, ListChange[code] ?? code] as const)]}
              onChange={setChange}
            />
            <Paged
              queryKey={['changes', list, report, change]}
              read={async (cursor) =>
                await ask<typeof readTargetListChanges>('GET', path, { query: { change, cursor, limit: 50 } })
              }
              empty="ไม่มีครัวเรือนตามที่เลือก"
            >
              {(items) => (
                <ul className="rows">
                  {items.map((each) => (
                    <li key={each.id}>
                      <Link className="main" to="/officer/h/$id" params={{ id: each.id }}>
                        เปิดแฟ้ม
                      </Link>{' '}
                      <span className="chip">{ListChange[each.change]}</span>
                    </li>
                  ))}
                </ul>
              )}
            </Paged>
          </>
        );
      }}
    </Shown>
  );
}

import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import {
  AssistanceStatus,
  AssistanceType,
  Dimension,
  EntryType,
  HouseholdStatus,
  NeedStatus,
  Role,
  Stage,
  TargetState,
  UrgencyLevel,
  VisitOutcome,
} from 'virtual:codes';
import type { revealHousehold } from '#shared/contracts/households.ts';
import { dayText, momentText } from '../../kit/days.ts';
import { Failed, Shown } from '../../kit/states.tsx';
import { agenciesQuery, ask, householdQuery, logbookQuery, meQuery, type Entry, type Household } from '../calls.ts';
import { addressOf, birthText, headOf, openNeedsOf } from '../household.ts';
import { PackedAt } from '../packed.tsx';
import { Title } from '../title.tsx';

export function HouseholdPage({ id }: { id: string }): ReactNode {
  const household = useQuery(householdQuery(id));
  return <Shown of={household}>{(known) => <File household={known} />}</Shown>;
}

function File({ household }: { household: Household }): ReactNode {
  const permissions = useQuery(meQuery).data?.permissions ?? [];
  const needs = openNeedsOf(household);
  return (
    <>
      <Title>{`แฟ้มบ้าน ${headOf(household) ?? household.areaName}`}</Title>
      <PackedAt moment={household.packedAt} />
      <p>{addressOf(household)}</p>
      <div className="chips">
        {household.urgency !== null && household.urgency.level !== 'NORMAL' && (
          <span className="chip bad">{UrgencyLevel[household.urgency.level]}</span>
        )}
        {household.status !== 'ACTIVE' && <span className="chip">{HouseholdStatus[household.status]}</span>}
        {household.targets.map(({ list, state }) => (
          <span key={list} className="chip">
            {TargetState[state]}
          </span>
        ))}
        {household.stage !== null && <span className="chip good">{Stage[household.stage.stage]}</span>}
      </div>
      <dl className="facts">
        <dt>พี่เลี้ยง</dt>
        <dd>
          {household.mentor === null ? 'ยังไม่มี' : 'มีแล้ว'}
          {permissions.includes('mentors:assign') && (
            <>
              {' · '}
              <Link to="/officer/h/$id/mentor" params={{ id: household.id }}>
                มอบหมายพี่เลี้ยง
              </Link>
            </>
          )}
        </dd>
        <dt>เยี่ยมล่าสุด</dt>
        <dd>{dayText(household.lastVisitOn)}</dd>
        <dt>ช่วยเหลือล่าสุด</dt>
        <dd>{dayText(household.lastHelpOn)}</dd>
        <dt>นัดครั้งต่อไป</dt>
        <dd>{dayText(household.nextDue)}</dd>
      </dl>
      <h2>สภาพปัญหาที่ยังเปิดอยู่ ({needs.length.toLocaleString('th-TH')})</h2>
      {needs.length === 0 ? (
        <p className="soft">ไม่มี</p>
      ) : (
        <ul className="rows">
          {needs.map(({ id, dimension, text, status, openedOn }) => (
            <li key={id}>
              <strong>{Dimension[dimension]}</strong> <span className="chip">{NeedStatus[status]}</span>
              <div>{text}</div>
              <div className="hint">พบเมื่อ {dayText(openedOn)}</div>
            </li>
          ))}
        </ul>
      )}
      {permissions.includes('plans:read') && (
        <p>
          <Link to="/officer/h/$id/plan" params={{ id: household.id }}>
            แผนของครัวเรือน
          </Link>
        </p>
      )}
      {permissions.includes('referrals:send') && needs.length > 0 && (
        <p>
          <Link to="/officer/h/$id/refer" params={{ id: household.id }}>
            ส่งต่อหน่วยงาน
          </Link>
        </p>
      )}
      {household.merged.length > 0 && permissions.includes('households:merge') && (
        <p>
          <Link to="/officer/h/$id/merges" params={{ id: household.id }}>
            ครัวเรือนที่รวมเข้ามา
          </Link>
        </p>
      )}
      <Steps household={household} />
      <Members household={household} mayReveal={permissions.includes('households:reveal')} />
      {permissions.includes('logbook:read') && (
        <>
          <Timeline id={household.id} />
          <p>
            <Link to="/officer/h/$id/proof" params={{ id: household.id }}>
              ตรวจความครบถ้วนของแฟ้ม
            </Link>
          </p>
        </>
      )}
      {permissions.includes('access-log:read') && (
        <p>
          <Link to="/officer/h/$id/looks" params={{ id: household.id }}>
            ใครดูแฟ้มนี้
          </Link>
        </p>
      )}
      {permissions.includes('logbook:visit') && (
        <div className="at-thumb">
          <Link className="button wide" to="/officer/h/$id/visit" params={{ id: household.id }}>
            บันทึกการเยี่ยม
          </Link>
        </div>
      )}
    </>
  );
}

/** What this account may do next, as the file says it: steps that no form of this face takes yet are told as what is possible. */
function Steps({ household }: { household: Household }): ReactNode {
  const told = new Set(
    household.steps.flatMap(({ type, to }) => {
      if (type === null) return [];
      const into =
        to === null ? undefined : type === 'target-state' ? TargetState[to] : (NeedStatus[to] ?? AssistanceStatus[to]);
      return [[EntryType[type] ?? type, into].filter(Boolean).join(': ')];
    }),
  );
  if (told.size === 0) return null;
  return (
    <details className="card">
      <summary>สิ่งที่ทำต่อได้ ({told.size.toLocaleString('th-TH')})</summary>
      <ul>
        {[...told].map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </details>
  );
}

const PURPOSES = ['ยืนยันตัวบุคคลก่อนให้ความช่วยเหลือ', 'ประสานหน่วยงานที่รับส่งต่อ', 'ตรวจสอบข้อมูลตามที่ครัวเรือนร้องขอ'] as const;

function Members({ household, mayReveal }: { household: Household; mayReveal: boolean }): ReactNode {
  const [purpose, setPurpose] = useState<string>(PURPOSES[0]);
  const reveal = useMutation({
    mutationFn: async () =>
      await ask<typeof revealHousehold>('POST', `/v1/households/${encodeURIComponent(household.id)}/reveal`, {
        body: { fields: ['citizenId', 'birthDate', 'telephone'], purpose },
      }),
  });
  const shown = (id: string) => reveal.data?.members.find((member) => member.id === id);
  return (
    <section aria-labelledby="members">
      <h2 id="members">สมาชิก ({household.members.length.toLocaleString('th-TH')} คน)</h2>
      <ul className="rows">
        {household.members.map((member) => {
          const { citizenId, birthDate, telephone } = { ...member, ...shown(member.id) };
          return (
            <li key={member.id}>
              <strong>{[member.title, member.firstName, member.lastName].filter(Boolean).join(' ')}</strong>{' '}
              {member.relation !== null && <span className="soft">{member.relation}</span>}
              <dl className="facts">
                <dt>เลขประจำตัว</dt>
                <dd className="number">{citizenId ?? 'ไม่ทราบ'}</dd>
                <dt>วันเกิด</dt>
                <dd>{birthText(birthDate) ?? 'ไม่ทราบ'}</dd>
                {telephone !== null && telephone !== undefined && (
                  <>
                    <dt>โทรศัพท์</dt>
                    <dd className="number">{telephone}</dd>
                  </>
                )}
              </dl>
            </li>
          );
        })}
      </ul>
      {reveal.error !== null && <Failed error={reveal.error} />}
      {mayReveal && reveal.data === undefined && (
        <details className="card">
          <summary>ดูข้อมูลที่ปิดบังไว้</summary>
          <div className="field">
            <label className="label" htmlFor="purpose">
              เหตุผลที่ต้องดู (ระบบบันทึกไว้)
            </label>
            <select id="purpose" value={purpose} onChange={(event) => setPurpose(event.target.value)}>
              {PURPOSES.map((text) => (
                <option key={text}>{text}</option>
              ))}
            </select>
          </div>
          <button type="button" className="plain" disabled={reveal.isPending} onClick={() => reveal.mutate()}>
            แสดงข้อมูล
          </button>
        </details>
      )}
    </section>
  );
}

function Timeline({ id }: { id: string }): ReactNode {
  const logbook = useQuery(logbookQuery(id));
  const byAgency = logbook.data?.entries.some(({ recordedBy }) => recordedBy.agency !== null) === true;
  const agencies = useQuery({ ...agenciesQuery, enabled: byAgency }).data?.items ?? [];
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline">บันทึกในแฟ้ม ใหม่สุดก่อน</h2>
      <Shown of={logbook}>
        {({ entries, packedAt }) => (
          <>
            {packedAt !== undefined && <p className="hint">ในเครื่องนี้มีการเยี่ยมสามครั้งล่าสุด บันทึกอื่นต้องใช้สัญญาณ</p>}
            <ol className="timeline">
              {entries.map((entry) => (
                <li key={entry.id}>
                  <strong>{EntryType[entry.type] ?? entry.type}</strong> {toldOf(entry)}
                  <div className="hint">
                    {[momentText(entry.recordedAt), whoOf(entry), agencyOf(entry, agencies)]
                      .filter(Boolean)
                      .join(' · ')}
                  </div>
                </li>
              ))}
            </ol>
          </>
        )}
      </Shown>
    </section>
  );
}

function whoOf({ recordedBy, source }: Entry): string {
  if (typeof source === 'object' && source !== null && 'row' in source)
    return `จากไฟล์ แถว ${source.row.toLocaleString('th-TH')}`;
  return recordedBy.roles.map((role) => Role[role] ?? role).join(' · ');
}

/** The agency for which an entry was recorded, by its name where the register has one. */
function agencyOf({ recordedBy: { agency } }: Entry, agencies: readonly { slug: string; nameTh: string }[]): string {
  return agencies.find(({ slug }) => slug === agency)?.nameTh ?? agency ?? '';
}

/** The gist of an entry in one line, of the kinds that have one. */
function toldOf(entry: Entry): string {
  if (entry.type === 'visit')
    return [dayText(entry.on), VisitOutcome[entry.outcome], entry.notes].filter(Boolean).join(' · ');
  if (entry.type === 'need') return `${Dimension[entry.dimension]} · ${entry.text}`;
  if (entry.type === 'assistance')
    return [AssistanceType[entry.assistanceType], AssistanceStatus[entry.status], entry.description]
      .filter(Boolean)
      .join(' · ');
  if (entry.type === 'need-status') return NeedStatus[entry.status] ?? '';
  if (entry.type === 'follow-up') return `${dayText(entry.on)} · ${Stage[entry.stage]}`;
  if (entry.type === 'target-state') return TargetState[entry.state] ?? '';
  if (entry.type === 'urgency') return UrgencyLevel[entry.level] ?? '';
  return '';
}

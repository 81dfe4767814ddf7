import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import { DuplicateReason, HouseholdStatus } from 'virtual:codes';
import type { consentToMerge, dismissDuplicate, listDuplicates } from '#shared/contracts/duplicates.ts';
import type { mergeHouseholds } from '#shared/contracts/merges.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import { CallFailed, type SentBody } from '../../kit/api.ts';
import { Choice, faultOf, Field } from '../../kit/controls.tsx';
import { dayText, momentText } from '../../kit/days.ts';
import { Step, useSend } from '../../kit/form.tsx';
import { Paged } from '../../kit/paged.tsx';
import { Shown } from '../../kit/states.tsx';
import { ask, householdQuery, meQuery, queries, type Household } from '../calls.ts';
import { addressOf, birthText } from '../household.ts';
import { comparedFields, fieldOfMerge, pairsOf, type Pairing } from '../merge.ts';
import { Title } from '../title.tsx';

type Duplicate = ReplyOf<typeof listDuplicates>['items'][number];
type Side = Duplicate['households'][number];
/** Household that stays, when two were merged. */
type Done = { told: string; kept?: string };

const KEY = ['duplicates'];

async function lookAgain(): Promise<void> {
  await queries.invalidateQueries({ queryKey: KEY });
}

export function DuplicatesPage(): ReactNode {
  const isProvince = useQuery(meQuery).data?.scope.area?.length === 2;
  const [reason, setReason] = useState('');
  const [opened, setOpened] = useState<Duplicate>();
  const [done, setDone] = useState<Done>();
  const leave = (what?: Done): void => {
    setOpened(undefined);
    setDone(what);
    void lookAgain();
  };
  if (opened !== undefined) return <Pair duplicate={opened} onChange={setOpened} onLeave={leave} />;
  return (
    <>
      <Title>ครัวเรือนที่อาจซ้ำกัน</Title>
      <div role="status">
        {done !== undefined && (
          <p className="notice good">
            {done.told}
            {done.kept !== undefined && (
              <>
                {' '}
                <Link to="/officer/h/$id" params={{ id: done.kept }}>
                  เปิดแฟ้มที่เก็บไว้
                </Link>{' '}
                ·{' '}
                <Link to="/officer/h/$id/merges" params={{ id: done.kept }}>
                  ยกเลิกการรวม
                </Link>
              </>
            )}
          </p>
        )}
      </div>
      {isProvince && (
        <details className="card">
          <summary>ขอรวมกับครัวเรือนของอีกจังหวัด</summary>
          <AskAbroad onDone={leave} />
        </details>
      )}
      <Field
        name="reason-of"
        label="เหตุที่อาจซ้ำกัน"
        value={reason}
        options={[['', 'ทุกเหตุ'], ...Object.entries(DuplicateReason)]}
        onChange={setReason}
      />
      <Paged
        queryKey={[...KEY, reason]}
        read={async (cursor) =>
          await ask<typeof listDuplicates>('GET', '/v1/duplicates', { query: { reason, cursor } })
        }
        empty="ไม่มีคู่ที่รอตัดสินในพื้นที่นี้ ระบบค้นหาคู่ใหม่ทุกคืน"
      >
        {(items) => (
          <ul className="rows">
            {items.map((duplicate) => (
              <li key={duplicate.id}>
                <strong>{duplicate.households.map(nameOf).join(' กับ ')}</strong>
                <Reasons of={duplicate} />
                <ul>
                  {duplicate.households.map((side) => (
                    <li key={side.id}>{placeOf(side)}</li>
                  ))}
                </ul>
                <p className="hint">
                  พบเมื่อ {dayText(duplicate.since)} · ควรตัดสินภายใน {dayText(duplicate.dueOn)}
                </p>
                <button type="button" className="plain" onClick={() => setOpened(duplicate)}>
                  เทียบและตัดสิน<span className="for-readers"> {duplicate.households.map(nameOf).join(' กับ ')}</span>
                </button>
              </li>
            ))}
          </ul>
        )}
      </Paged>
    </>
  );
}

/** A pair that no search finds, for no search looks across the border of a province: both are named by the addresses of their files. */
function AskAbroad({ onDone }: { onDone: (done: Done) => void }): ReactNode {
  const [own, setOwn] = useState('');
  const [other, setOther] = useState('');
  const [reason, setReason] = useState('');
  const form = useSend({
    send: async (said: { keep: string; other: string; reason: string }, key) => {
      const household = await queries.fetchQuery({ ...householdQuery(said.keep), staleTime: 0 });
      return await mergeOrAsk({ own: household, other: said.other, reason: said.reason, key });
    },
    done: (kept) => onDone(kept ?? { told: 'ขอความยินยอมแล้ว คู่นี้อยู่ในรายการของทั้งสองจังหวัด' }),
    fieldOf: (pointer) => (pointer === '/reason' ? 'reason' : pointer === '/other' ? 'other' : 'keep'),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const said = { keep: idIn(own), other: idIn(other), reason: reason.trim() };
    form.submit(said, [
      ...(said.keep === '' ? [{ field: 'keep', message: 'กรอกรหัสครัวเรือนของท่าน' }] : []),
      ...(said.other === '' ? [{ field: 'other', message: 'กรอกรหัสครัวเรือนของอีกจังหวัด' }] : []),
      ...(said.reason === '' ? [{ field: 'reason', message: 'กรอกเหตุผลที่รวม' }] : []),
    ]);
  };
  return (
    <form onSubmit={submit} noValidate>
      {form.refusal}
      <Field
        name="keep"
        label="รหัสครัวเรือนของท่าน (เก็บไว้)"
        hint="ที่อยู่ของหน้าแฟ้ม หรือรหัสที่อยู่หลัง /h/"
        value={own}
        fault={faultOf(form.faults, 'keep')}
        onChange={setOwn}
      />
      <Field
        name="other"
        label="รหัสครัวเรือนของอีกจังหวัด"
        value={other}
        fault={faultOf(form.faults, 'other')}
        onChange={setOther}
      />
      <Field
        name="reason"
        label="เหตุผลที่รวม"
        lines
        value={reason}
        fault={faultOf(form.faults, 'reason')}
        onChange={setReason}
      />
      <button type="submit" disabled={form.isPending}>
        ขอความยินยอม
      </button>
    </form>
  );
}

/** Of the address of a file, its id; an id as it is. */
function idIn(text: string): string {
  return /\/h\/(?<id>[^/?#]+)/u.exec(text)?.groups?.['id'] ?? text.trim();
}

/** The person that speaks for the pair, else the first; of a household outside the account's area its province alone. */
function nameOf({ household, personId, provinceName }: Side): string {
  if (household === null) return `ครัวเรือนใน จ.${provinceName}`;
  const { members } = household;
  const person = members.find(({ id }) => id === personId) ?? members[0];
  return person === undefined ? 'ครัวเรือนไม่มีสมาชิก' : [person.firstName, person.lastName].filter(Boolean).join(' ');
}

function placeOf({ household, provinceName }: Side): string {
  if (household === null) return `จ.${provinceName} (อยู่นอกพื้นที่ของท่าน)`;
  const { addressNo, moo, areaName } = household;
  const parts = [
    addressNo === null ? '' : `บ้านเลขที่ ${addressNo}`,
    moo === null || moo === 0 ? '' : `หมู่ ${moo}`,
    areaName,
  ];
  return parts.filter((part) => part !== '').join(' ');
}

function Reasons({ of: { reasons } }: { of: Duplicate }): ReactNode {
  return (
    <div className="chips">
      {reasons.length === 0 && <span className="chip">มีผู้เสนอให้รวม</span>}
      {reasons.map((code) => (
        <span key={code} className="chip">
          {DuplicateReason[code]}
        </span>
      ))}
    </div>
  );
}

type Decision = { onChange: (duplicate: Duplicate) => void; onLeave: (done?: Done) => void };

function Pair({ duplicate, onChange, onLeave }: Decision & { duplicate: Duplicate }): ReactNode {
  const area = useQuery(meQuery).data?.scope.area ?? '';
  const { id, households, consents } = duplicate;
  const [one, other] = households;
  const isAcross = one?.province !== other?.province;
  /** A province decides across its border; the API says no to other offices. */
  const speaks = isAcross && households.some(({ province }) => province === area);
  const own = households.filter(({ household }) => household !== null);
  const path = `/v1/duplicates/${encodeURIComponent(id)}` as const;
  return (
    <>
      <Title>เทียบสองครัวเรือน</Title>
      <p>
        <button type="button" className="plain" onClick={() => onLeave()}>
          กลับไปรายการ
        </button>
      </p>
      <Reasons of={duplicate} />
      {consents.map(({ province, at }) => (
        <p key={province} className="notice good">
          จ.{households.find((each) => each.province === province)?.provinceName ?? province} ยินยอมให้รวมแล้วเมื่อ{' '}
          {momentText(at)}
        </p>
      ))}
      {own.length === 2 && one !== undefined && other !== undefined ? (
        <BothHere sides={[one, other]} onLeave={onLeave} />
      ) : (
        <OneHere duplicate={duplicate} speaks={speaks} onLeave={onLeave} />
      )}
      {speaks && !consents.some(({ province }) => province === area) && (
        <Step
          label="ยินยอมให้รวม"
          onDo={async (_, key) => onChange(await ask<typeof consentToMerge>('POST', `${path}/consent`, { key }))}
        >
          <p>อีกจังหวัดจะรวมครัวเรือนของจังหวัดท่านเข้ากับครัวเรือนของตนได้ ท่านยกเลิกการรวมภายหลังได้</p>
        </Step>
      )}
      {(own.length === 2 || speaks) && (
        <Step
          label="ไม่ใช่ครัวเรือนเดียวกัน"
          why="เหตุผลที่ไม่ใช่ครัวเรือนเดียวกัน"
          onDo={async (reason, key) => {
            await ask<typeof dismissDuplicate>('POST', `${path}/dismiss`, { body: { reason }, key });
            onLeave({ told: 'ตัดสินแล้วว่าไม่ใช่ครัวเรือนเดียวกัน' });
          }}
        >
          <p>ระบบจะไม่เสนอคู่นี้อีกจนกว่าจะมีเหตุใหม่ อย่าเขียนเลขประจำตัวในเหตุผล</p>
        </Step>
      )}
    </>
  );
}

/** Both in the account's area: compared field by field, and merged. */
function BothHere({ sides, onLeave }: { sides: readonly [Side, Side]; onLeave: Decision['onLeave'] }): ReactNode {
  const [one, other] = [useQuery(householdQuery(sides[0].id)), useQuery(householdQuery(sides[1].id))];
  return (
    <Shown of={one}>
      {(first) => (
        <Shown of={other}>
          {(second) => (
            <>
              <Differences both={[first, second]} sides={sides} />
              <Merge both={[first, second]} sides={sides} onLeave={onLeave} />
            </>
          )}
        </Shown>
      )}
    </Shown>
  );
}

const NUMBERS = ['ครัวเรือนที่ 1', 'ครัวเรือนที่ 2'] as const;

function Differences({
  both,
  sides,
}: {
  both: readonly [Household, Household];
  sides: readonly [Side, Side];
}): ReactNode {
  const fields = comparedFields(both, HouseholdStatus);
  const differing = fields.filter(({ texts: [one, other] }) => one !== other);
  const same = fields.filter(({ texts: [one, other] }) => one === other && one !== '–');
  return (
    <>
      <table className="side-by-side">
        <caption>สิ่งที่ต่างกัน</caption>
        <thead>
          <tr>
            <th scope="col">เรื่อง</th>
            {both.map(({ id }, at) => (
              <th key={id} scope="col">
                <Link to="/officer/h/$id" params={{ id }}>
                  {NUMBERS[at]}
                </Link>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {differing.map(({ key, label, texts: [one, other] }) => (
            <tr key={key}>
              <th scope="row">{label}</th>
              <td>{one}</td>
              <td>{other}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">สมาชิก</th>
            {both.map((household, at) => (
              <td key={household.id}>
                <Members of={household} alike={sides[at]?.personId ?? null} />
              </td>
            ))}
          </tr>
        </tbody>
      </table>
      {same.length > 0 && (
        <p className="soft">ตรงกัน: {same.map(({ label, texts: [text] }) => `${label} ${text}`).join(' · ')}</p>
      )}
    </>
  );
}

function Members({ of: { members }, alike }: { of: Household; alike: string | null }): ReactNode {
  return (
    <ul>
      {members.map((member) => (
        <li key={member.id}>
          {personText(member)} {member.id === alike && <span className="chip bad">คล้ายกัน</span>}
          <div className="hint number">
            {[member.citizenId, birthText(member.birthDate)].filter(Boolean).join(' · ')}
          </div>
        </li>
      ))}
    </ul>
  );
}

function personText({ title, firstName, lastName }: Household['members'][number]): string {
  return [title, firstName, lastName].filter(Boolean).join(' ');
}

function Merge(props: {
  both: readonly [Household, Household];
  sides: readonly [Side, Side];
  onLeave: Decision['onLeave'];
}): ReactNode {
  const { both, sides, onLeave } = props;
  const [keep, setKeep] = useState('');
  const [members, setMembers] = useState<Pairing>({});
  const [needs, setNeeds] = useState<Pairing>({});
  const [reason, setReason] = useState('');
  const kept = both.find(({ id }) => id === keep);
  const goes = both.find(({ id }) => id !== keep);
  const form = useSend({
    send: async (body: SentBody<typeof mergeHouseholds>, key) => {
      try {
        return await ask<typeof mergeHouseholds>('POST', '/v1/merges', { body, key });
      } catch (error) {
        // Somebody recorded meanwhile: what differs now is read again, and nothing that was chosen is lost.
        if (error instanceof CallFailed && error.problem.code === 'version-conflict')
          for (const { id } of both) await queries.invalidateQueries({ queryKey: householdQuery(id).queryKey });
        throw error;
      }
    },
    done: async (reply) => {
      for (const { id } of both) await queries.invalidateQueries({ queryKey: householdQuery(id).queryKey });
      onLeave({ told: 'รวมเป็นครัวเรือนเดียวแล้ว', kept: reply.keep });
    },
    fieldOf: (pointer) => fieldOfMerge(pointer, { members, needs }),
  });
  const choose = (id: string): void => {
    setKeep(id);
    setNeeds({});
    // Whom the search found to be one is proposed; the officer may say otherwise.
    const from = sides.find((side) => side.id !== id)?.personId ?? null;
    const to = sides.find((side) => side.id === id)?.personId ?? null;
    setMembers(from === null || to === null ? {} : { [from]: to });
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    form.submit(
      {
        keep,
        other: goes?.id ?? '',
        reason: reason.trim(),
        versions: Object.fromEntries(both.map(({ id, version }) => [id, version])),
        members: pairsOf(members),
        needs: pairsOf(needs),
      },
      [
        ...(kept === undefined ? [{ field: 'keep', message: 'เลือกครัวเรือนที่เก็บไว้' }] : []),
        ...(reason.trim() === '' ? [{ field: 'reason', message: 'กรอกเหตุผลที่รวม' }] : []),
      ],
    );
  };
  return (
    <details className="card step">
      <summary>รวมเป็นครัวเรือนเดียว</summary>
      <form onSubmit={submit} noValidate>
        {form.refusal}
        <Choice
          name="keep"
          label="ครัวเรือนที่เก็บไว้ (ที่อยู่และชื่อเป็นตามครัวเรือนนี้)"
          value={keep}
          codes={both.map((household, at) => [household.id, `${NUMBERS[at]}: ${addressOf(household)}`] as const)}
          fault={faultOf(form.faults, 'keep')}
          onChange={choose}
        />
        {kept !== undefined && goes !== undefined && (
          <>
            <Same
              legend="สมาชิกคนใดเป็นคนเดียวกัน"
              hint="ผู้ที่เลขประจำตัวประชาชนตรงกัน ระบบนับเป็นคนเดียวกันเอง"
              none="คนละคน"
              from={goes.members.map((member) => [member.id, personText(member)])}
              to={kept.members.map((member) => [member.id, personText(member)])}
              pairing={members}
              faults={form.faults}
              onChange={setMembers}
            />
            <Same
              legend="สภาพปัญหาใดเป็นเรื่องเดียวกัน"
              none="คนละเรื่อง"
              from={goes.needs.map(({ id, text }) => [id, text ?? id])}
              to={kept.needs.map(({ id, text }) => [id, text ?? id])}
              pairing={needs}
              faults={form.faults}
              onChange={setNeeds}
            />
          </>
        )}
        <Field
          name="reason"
          label="เหตุผลที่รวม"
          lines
          value={reason}
          fault={faultOf(form.faults, 'reason')}
          onChange={setReason}
        />
        <button type="submit" disabled={form.isPending}>
          รวมครัวเรือน
        </button>
      </form>
    </details>
  );
}

/** Of each of the household that goes: which of the household that stays it is. */
function Same(props: {
  legend: string;
  hint?: string;
  none: string;
  from: readonly (readonly [id: string, text: string])[];
  to: readonly (readonly [id: string, text: string])[];
  pairing: Pairing;
  faults: readonly { field: string; message: string }[];
  onChange: (pairing: Pairing) => void;
}): ReactNode {
  const { legend, hint, none, from, to, pairing, faults, onChange } = props;
  if (from.length === 0 || to.length === 0) return null;
  return (
    <fieldset>
      <legend>{legend}</legend>
      {hint !== undefined && <p className="hint">{hint}</p>}
      {from.map(([id, text]) => (
        <Field
          key={id}
          name={`one-${id}`}
          label={text}
          value={pairing[id] ?? ''}
          fault={faultOf(faults, `one-${id}`)}
          options={[['', none], ...to]}
          onChange={(chosen) => onChange({ ...pairing, [id]: chosen })}
        />
      ))}
    </fieldset>
  );
}

/**
 * Merges a household outside the account's area into one of its own; undefined when its province has not consented: then it was asked to.
 * Throws CallFailed.
 */
async function mergeOrAsk(said: {
  own: Household;
  other: string;
  reason: string;
  key: string;
}): Promise<Done | undefined> {
  const { own, other, reason, key } = said;
  const body = { keep: own.id, other, reason, versions: { [own.id]: own.version } };
  try {
    const { keep } = await ask<typeof mergeHouseholds>('POST', '/v1/merges', { body, key });
    await queries.invalidateQueries({ queryKey: householdQuery(keep).queryKey });
    return { told: 'รวมเป็นครัวเรือนเดียวแล้ว', kept: keep };
  } catch (error) {
    if (error instanceof CallFailed && error.problem.code === 'consent-needed') return undefined;
    throw error;
  }
}

/** One of the two is in another province or another office's area: of it the API tells no more than its province. */
function OneHere(props: { duplicate: Duplicate; speaks: boolean; onLeave: Decision['onLeave'] }): ReactNode {
  const { duplicate, speaks, onLeave } = props;
  const own = duplicate.households.find(({ household }) => household !== null);
  const other = duplicate.households.find(({ household }) => household === null);
  const household = useQuery({ ...householdQuery(own?.id ?? ''), enabled: own !== undefined });
  const isConsented = duplicate.consents.some(({ province }) => province === other?.province);
  const [asked, setAsked] = useState(false);
  return (
    <>
      {own !== undefined && (
        <Shown of={household}>
          {(known) => (
            <section className="card" aria-labelledby="own">
              <h2 id="own">
                <Link to="/officer/h/$id" params={{ id: known.id }}>
                  {nameOf(own)}
                </Link>
              </h2>
              <p>{addressOf(known)}</p>
              <Members of={known} alike={own.personId} />
            </section>
          )}
        </Shown>
      )}
      <p className="notice">
        อีกครัวเรือนอยู่ จ.{other?.provinceName} นอกพื้นที่ของท่าน ระบบจึงไม่แสดงชื่อและที่อยู่
        {!speaks && ' ให้ฝ่ายเลขานุการ ศจพ.จ. เป็นผู้ตัดสิน'}
      </p>
      <div role="status">
        {asked && <p className="notice good">ขอความยินยอมแล้ว รวมได้เมื่อ จ.{other?.provinceName} ยินยอม</p>}
      </div>
      {speaks && !asked && household.data !== undefined && other !== undefined && (
        <Step
          label={isConsented ? 'รวมเข้ากับครัวเรือนของจังหวัดท่าน' : 'ขอความยินยอมจากอีกจังหวัด'}
          why="เหตุผลที่รวม"
          onDo={async (reason, key) => {
            if (household.data === undefined) return;
            const kept = await mergeOrAsk({ own: household.data, other: other.id, reason, key });
            if (kept) onLeave(kept);
            else setAsked(true);
          }}
        >
          <p>ครัวเรือนของจังหวัดท่านเป็นครัวเรือนที่เก็บไว้</p>
        </Step>
      )}
    </>
  );
}

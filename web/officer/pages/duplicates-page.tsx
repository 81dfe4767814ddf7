import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { DuplicateReason } from 'virtual:codes';
import type { consentToMerge, dismissDuplicate, listDuplicates } from '#shared/contracts/duplicates.ts';
import { Field } from '../../kit/controls.tsx';
import { dayText, momentText } from '../../kit/days.ts';
import { Step } from '../../kit/form.tsx';
import { Paged } from '../../kit/paged.tsx';
import { Shown } from '../../kit/states.tsx';
import { ask, householdQuery, meQuery, queries } from '../calls.ts';
import { nameOf, placeOf, type Done, type Duplicate, type Side } from '../duplicate.ts';
import { addressOf } from '../household.ts';
import { AskAbroad, mergeOrAsk } from '../merge-abroad.tsx';
import { MergeForm } from '../merge-form.tsx';
import { Differences, Members } from '../side-by-side.tsx';
import { Title } from '../title.tsx';

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
              <MergeForm both={[first, second]} sides={sides} onLeave={onLeave} />
            </>
          )}
        </Shown>
      )}
    </Shown>
  );
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

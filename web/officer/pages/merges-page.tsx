import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import { EntryType } from 'virtual:codes';
import type { undoMerge } from '#shared/contracts/merges.ts';
import { CallFailed } from '../../kit/api.ts';
import { faultOf, Field } from '../../kit/controls.tsx';
import { momentText } from '../../kit/days.ts';
import { useSend } from '../../kit/form.tsx';
import { Failed, Shown } from '../../kit/states.tsx';
import { ask, householdQuery, logbookQuery, meQuery, queries, type Entry } from '../calls.ts';
import { Title } from '../title.tsx';

type Merged = Entry & { type: 'merged' };

/** What a call gives back at once. */
const MOST = 10;

/** Households that were merged into one, and how each merge is undone. */
export function MergesPage({ id }: { id: string }): ReactNode {
  const mayMerge = useQuery(meQuery).data?.permissions.includes('households:merge') === true;
  const logbook = useQuery(logbookQuery(id));
  return (
    <>
      <Title>ครัวเรือนที่รวมเข้ามา</Title>
      <p>
        <Link to="/officer/h/$id" params={{ id }}>
          กลับไปแฟ้มบ้าน
        </Link>
      </p>
      <Shown of={logbook}>
        {({ entries, packedAt }) => {
          // What this device keeps has no merges.
          if (packedAt !== undefined) return <Failed error={new CallFailed(0, {})} />;
          const undone = new Set(entries.flatMap((entry) => (entry.type === 'unmerged' ? [entry.merge] : [])));
          const merges = entries.filter((entry): entry is Merged => entry.type === 'merged' && entry.from !== null);
          if (merges.length === 0) return <p className="notice">ไม่มีครัวเรือนใดรวมเข้ามาในแฟ้มนี้</p>;
          return (
            <ul className="rows">
              {merges.map((merge) => (
                <li key={merge.id}>
                  <strong>รวมเมื่อ {momentText(merge.recordedAt)}</strong>{' '}
                  {undone.has(merge.id) && <span className="chip">ยกเลิกแล้ว</span>}
                  <div>เหตุผล: {merge.reason}</div>
                  {mayMerge && !undone.has(merge.id) && (
                    // Newest first: what was recorded since the merge stands before it.
                    <Undo id={id} merge={merge} since={entries.slice(0, entries.indexOf(merge))} />
                  )}
                </li>
              ))}
            </ul>
          );
        }}
      </Shown>
    </>
  );
}

function Undo({ id, merge, since }: { id: string; merge: Merged; since: readonly Entry[] }): ReactNode {
  const [reason, setReason] = useState('');
  const [back, setBack] = useState<readonly string[]>([]);
  const name = `undo-${merge.id}`;
  const form = useSend({
    send: async (body: { reason: string; entries: string[] }, key) =>
      await ask<typeof undoMerge>('POST', `/v1/merges/${encodeURIComponent(merge.id)}/undo`, { body, key }),
    done: async () => {
      for (const { queryKey } of [logbookQuery(id), householdQuery(id)]) await queries.invalidateQueries({ queryKey });
    },
    fieldOf: (pointer) => (pointer.startsWith('/entries') ? `${name}-entries` : name),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    form.submit({ reason: reason.trim(), entries: [...back] }, [
      ...(reason.trim() === '' ? [{ field: name, message: 'กรอกเหตุผลที่ยกเลิก' }] : []),
      ...(back.length > MOST ? [{ field: `${name}-entries`, message: `เลือกได้ไม่เกิน ${MOST} รายการ` }] : []),
    ]);
  };
  return (
    <details className="card step">
      <summary>ยกเลิกการรวม</summary>
      <form onSubmit={submit} noValidate>
        {form.refusal}
        {since.length > 0 && (
          <fieldset id={`${name}-entries`} tabIndex={-1}>
            <legend>รายการหลังการรวมที่เป็นของครัวเรือนเดิม (ที่ไม่เลือกอยู่ที่แฟ้มนี้)</legend>
            {faultOf(form.faults, `${name}-entries`) !== undefined && (
              <p className="fault">{faultOf(form.faults, `${name}-entries`)}</p>
            )}
            <div className="choices">
              {since.map((entry) => (
                <label key={entry.id}>
                  <input
                    type="checkbox"
                    checked={back.includes(entry.id)}
                    onChange={({ target }) =>
                      setBack(target.checked ? [...back, entry.id] : back.filter((each) => each !== entry.id))
                    }
                  />
                  {EntryType[entry.type] ?? entry.type} · {momentText(entry.recordedAt)}
                </label>
              ))}
            </div>
          </fieldset>
        )}
        <Field
          name={name}
          label="เหตุผลที่ยกเลิก"
          lines
          value={reason}
          fault={faultOf(form.faults, name)}
          onChange={setReason}
        />
        <button type="submit" disabled={form.isPending}>
          ยืนยัน: ยกเลิกการรวม
        </button>
      </form>
    </details>
  );
}

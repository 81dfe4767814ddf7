/** A merge across the border of two provinces: at once where the other has consented, else it is asked to. */
import { useState, type FormEvent, type ReactNode } from 'react';
import type { mergeHouseholds } from '#shared/contracts/merges.ts';
import { CallFailed } from '../kit/api.ts';
import { faultOf, Field } from '../kit/controls.tsx';
import { useSend } from '../kit/form.tsx';
import { ask, householdQuery, queries, type Household } from './calls.ts';
import type { Done } from './duplicate.ts';

/** A pair that no search finds, for no search looks across the border of a province: both are named by the addresses of their files. */
export function AskAbroad({ onDone }: { onDone: (done: Done) => void }): ReactNode {
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

/**
 * Merges a household outside the account's area into one of its own; undefined when its province has not consented: then it was asked to.
 * Throws CallFailed.
 */
export async function mergeOrAsk(said: {
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

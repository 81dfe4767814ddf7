/** The merge of two households in the account's area: which one stays, and which members and needs are one. */
import { useState, type FormEvent, type ReactNode } from 'react';
import type { mergeHouseholds } from '#shared/contracts/merges.ts';
import { CallFailed, type SentBody } from '../kit/api.ts';
import { Choice, faultOf, Field } from '../kit/controls.tsx';
import { useSend } from '../kit/form.tsx';
import { ask, householdQuery, queries, type Household } from './calls.ts';
import type { Done, Side } from './duplicate.ts';
import { addressOf } from './household.ts';
import { fieldOfMerge, pairsOf, type Pairing } from './merge.ts';
import { NUMBERS, personText } from './side-by-side.tsx';

export function MergeForm(props: {
  both: readonly [Household, Household];
  sides: readonly [Side, Side];
  onLeave: (done: Done) => void;
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

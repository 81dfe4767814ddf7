import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef, useState, type FormEvent, type ReactNode } from 'react';
import { Dimension, PlanAgreedBy, PlanItemStatus, PlanStatus, Role } from 'virtual:codes';
import type { putPlan, readPlan } from '#shared/contracts/plans.ts';
import { CallFailed } from '../../kit/api.ts';
import { Choice, ErrorSummary, faultOf, Field, type Faults } from '../../kit/controls.tsx';
import { DateField } from '../../kit/date-field.tsx';
import { dayText, momentText, today } from '../../kit/days.ts';
import { Failed, Shown } from '../../kit/states.tsx';
import { ask, householdQuery, logbookQuery, meQuery, packedHousehold, queries, type Household } from '../calls.ts';
import { Conflict } from '../conflict.tsx';
import { addressOf } from '../household.ts';
import { PackedAt } from '../packed.tsx';
import { chosen, differencesOf, formOf, type Difference, type PlanForm, type PlanItem } from '../plan.ts';
import { Title } from '../title.tsx';

/** The household as it was read with the plan: its version is what the plan is sent with. */
type Read = { household: Household; plan: PlanForm | null };

/** The plan to go on with: the draft of the next one where there is one, else the one in force. */
async function read(id: string): Promise<Read> {
  const household = await queries.fetchQuery({ ...householdQuery(id), staleTime: 0 });
  if (household.packedAt !== undefined) {
    const packed = (await packedHousehold(id))?.plan ?? null;
    return { household, plan: packed && formOf(packed) };
  }
  const path = `/v1/households/${encodeURIComponent(id)}/plan` as const;
  try {
    const plan = await ask<typeof readPlan>('GET', path);
    const { draftVersion } = plan;
    const draft =
      draftVersion === null || draftVersion === plan.version
        ? plan
        : await ask<typeof readPlan>('GET', path, { query: { version: draftVersion } });
    return { household, plan: formOf(draft) };
  } catch (error) {
    if (error instanceof CallFailed && error.problem.code === 'plan-not-found') return { household, plan: null };
    throw error;
  }
}

export function PlanPage({ id }: { id: string }): ReactNode {
  const now = useQuery({
    queryKey: ['plan', id],
    queryFn: async () => await read(id),
    gcTime: 0,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
  return <Shown of={now}>{(known) => <PlanFormOf read={known} />}</Shown>;
}

const NEW_PLAN: PlanForm = { status: 'DRAFT', ultimateGoal: '', items: [] };

function PlanFormOf({ read: first }: { read: Read }): ReactNode {
  const mayWrite = useQuery(meQuery).data?.permissions.includes('plans:write') === true;
  const [{ household, plan }, setRead] = useState(first);
  const [form, setForm] = useState<PlanForm>(plan ?? NEW_PLAN);
  const [stale, setStale] = useState<Read>();
  const [faults, setFaults] = useState<Faults>([]);
  const [failure, setFailure] = useState<unknown>();
  const [saved, setSaved] = useState(false);
  const change = (changed: Partial<PlanForm>): void => {
    setForm({ ...form, ...changed });
    setSaved(false);
  };

  /** What was sent last and has no answer: the same is sent again under the same key, for it may have arrived. */
  const sent = useRef<{ text: string; key: string }>(undefined);
  const save = async (body: PlanForm, ifMatch: number): Promise<void> => {
    const text = JSON.stringify([body, ifMatch]);
    if (sent.current?.text !== text) sent.current = { text, key: crypto.randomUUID() };
    const { key } = sent.current;
    setFaults([]);
    setFailure(undefined);
    const path = `/v1/households/${encodeURIComponent(household.id)}/plan` as const;
    try {
      await ask<typeof putPlan>('PUT', path, { body, ifMatch, key });
      const next = await read(household.id);
      setRead(next);
      setForm(next.plan ?? NEW_PLAN);
      setStale(undefined);
      setSaved(true);
      await queries.invalidateQueries({ queryKey: logbookQuery(household.id).queryKey });
    } catch (error) {
      const refused = error instanceof CallFailed ? error : undefined;
      if (refused?.problem.code === 'version-conflict') {
        setForm(body);
        setStale(await read(household.id).catch(() => undefined));
        return;
      }
      const errors = refused?.problem.errors ?? [];
      setFaults(errors.map(({ pointer, message }) => ({ field: fieldAt(pointer), message })));
      if (errors.length === 0) setFailure(error);
    }
  };

  if (stale !== undefined)
    return (
      <PlanConflict
        mine={form}
        read={stale}
        failure={failure}
        onSend={(body) => void save(body, stale.household.version)}
      />
    );
  const drafted = plan === null || plan.status === 'DRAFT';
  return (
    <>
      <Title>แผนของครัวเรือน</Title>
      <PackedAt moment={household.packedAt} />
      <p className="soft">
        {household.members[0]?.firstName} · {addressOf(household)}
      </p>
      <div role="status">{saved && <p className="notice good">บันทึกแผนแล้ว</p>}</div>
      {plan === null && !mayWrite && <p className="notice">ครัวเรือนนี้ยังไม่มีแผน</p>}
      <ErrorSummary faults={faults} />
      {failure !== undefined && <Failed error={failure} />}
      <form
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          void save(form, household.version);
        }}
      >
        <fieldset disabled={!mayWrite} aria-label="แผน">
          <Field
            name="ultimateGoal"
            label="เป้าหมายสูงสุดของครัวเรือน"
            lines
            value={form.ultimateGoal}
            fault={faultOf(faults, 'ultimateGoal')}
            onChange={(ultimateGoal) => change({ ultimateGoal })}
          />
          {form.items.map((item, at) => (
            <Item
              key={item.seq}
              item={item}
              at={at}
              faults={faults}
              onChange={(changed) =>
                change({ items: form.items.map((each) => (each.seq === item.seq ? { ...each, ...changed } : each)) })
              }
              onDrop={() => change({ items: form.items.filter(({ seq }) => seq !== item.seq) })}
            />
          ))}
          <p>
            <button
              type="button"
              className="plain"
              onClick={() => change({ items: [...form.items, newItem(form.items)] })}
            >
              + กิจกรรม
            </button>
          </p>
          {drafted && (
            <Choice
              name="status"
              label="สถานะของแผน"
              value={form.status}
              codes={(['DRAFT', 'AGREED'] as const).map((code) => [code, PlanStatus[code] ?? code] as const)}
              fault={faultOf(faults, 'status')}
              onChange={(status) =>
                change(
                  status === 'DRAFT'
                    ? { status, agreedOn: undefined, agreedBy: undefined }
                    : { status, agreedOn: today() },
                )
              }
            />
          )}
          {drafted && form.status === 'AGREED' && (
            <>
              <DateField
                name="agreedOn"
                label="วันที่ตกลงกับครัวเรือน"
                value={form.agreedOn ?? ''}
                last={today()}
                usual={[{ label: 'วันนี้', day: today() }]}
                fault={faultOf(faults, 'agreedOn')}
                onChange={(agreedOn) => change({ agreedOn })}
              />
              <Choice
                name="agreedBy"
                label="ผู้ตกลงฝ่ายครัวเรือน"
                value={form.agreedBy ?? ''}
                codes={Object.entries(PlanAgreedBy) as [NonNullable<PlanForm['agreedBy']>, string][]}
                fault={faultOf(faults, 'agreedBy')}
                onChange={(agreedBy) => change({ agreedBy })}
              />
            </>
          )}
        </fieldset>
        <div className="actions">
          {mayWrite && <button type="submit">บันทึกแผน</button>}
          <Link className="button plain" to="/officer/h/$id" params={{ id: household.id }}>
            กลับไปแฟ้มบ้าน
          </Link>
        </div>
      </form>
    </>
  );
}

function newItem(items: readonly PlanItem[]): PlanItem {
  const seq = Math.max(0, ...items.map((item) => item.seq)) + 1;
  return { seq, dimension: 'income', selfActivity: '', supportActivity: '', periodText: '', status: 'NOT_STARTED' };
}

/** The field of the form that a pointer of the API (`/items/1/selfActivity`) is about. */
function fieldAt(pointer: string): string {
  const [, name, at, field] = pointer.split('/');
  return name === 'items' && at !== undefined ? `item-${at}-${field ?? 'selfActivity'}` : (name ?? 'ultimateGoal');
}

function Item(props: {
  item: PlanItem;
  at: number;
  faults: Faults;
  onChange: (changed: Partial<PlanItem>) => void;
  onDrop: () => void;
}): ReactNode {
  const { item, at, faults, onChange, onDrop } = props;
  const text = (field: 'periodText' | 'selfActivity' | 'supportActivity', label: string): ReactNode => (
    <Field
      name={`item-${at}-${field}`}
      label={label}
      value={item[field]}
      fault={faultOf(faults, `item-${at}-${field}`)}
      onChange={(value) => onChange({ [field]: value })}
    />
  );
  return (
    <section className="card" aria-labelledby={`item-${item.seq}`}>
      <h2 id={`item-${item.seq}`}>กิจกรรมที่ {item.seq.toLocaleString('th-TH')}</h2>
      <Field
        name={`item-${at}-dimension`}
        label="ด้าน"
        value={item.dimension}
        options={Object.entries(Dimension)}
        onChange={(dimension) => onChange({ dimension: dimension as PlanItem['dimension'] })}
      />
      {text('selfActivity', 'ครัวเรือนทำเอง')}
      {text('supportActivity', 'ผู้สนับสนุนทำ')}
      {text('periodText', 'ระยะเวลา')}
      <Field
        name={`item-${at}-status`}
        label="สถานะ"
        value={item.status}
        options={Object.entries(PlanItemStatus)}
        fault={faultOf(faults, `item-${at}-status`)}
        onChange={(status) => onChange({ status: status as PlanItem['status'] })}
      />
      <button type="button" className="plain" onClick={onDrop}>
        ตัดกิจกรรมที่ {item.seq.toLocaleString('th-TH')}
      </button>
    </section>
  );
}

/** Somebody changed the plan meanwhile. */
function PlanConflict(props: {
  mine: PlanForm;
  read: Read;
  failure: unknown;
  onSend: (body: PlanForm) => void;
}): ReactNode {
  const { mine, read: now, failure, onSend } = props;
  const theirs = now.plan ?? NEW_PLAN;
  const logbook = useQuery(logbookQuery(now.household.id)).data?.entries ?? [];
  const last = logbook.find(({ type }) => type === 'plan');
  return (
    <Conflict
      title="แผนถูกแก้ไขโดยผู้อื่นแล้ว"
      differences={differencesOf(mine, theirs).map(({ key, label, mine: own, theirs: other }) => ({
        key,
        label,
        mine: textOf(key, own),
        theirs: textOf(key, other),
      }))}
      who={
        last === undefined
          ? 'ไม่ทราบ'
          : `${last.recordedBy.roles.map((role) => Role[role] ?? role).join(' · ')} · ${momentText(last.recordedAt)}`
      }
      failure={failure}
      onSend={(ofMine) => onSend(chosen(mine, theirs, ofMine))}
    />
  );
}

const NAMES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  dimension: Dimension,
  agreedBy: PlanAgreedBy,
};

/** What a field says, in the words of its list. */
function textOf(key: Difference['key'], value: Difference['mine']): string {
  if (value === undefined || value === '') return '–';
  if (typeof value === 'object') {
    const { dimension, selfActivity, supportActivity } = value;
    return [Dimension[dimension], selfActivity, supportActivity].filter(Boolean).join(' · ');
  }
  if (key === 'agreedOn') return dayText(value);
  const field = key.split('.').at(-1) ?? key;
  const names = field === 'status' ? (key.includes('.') ? PlanItemStatus : PlanStatus) : NAMES[field];
  return names?.[value] ?? value;
}

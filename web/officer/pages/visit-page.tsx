import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState, type FormEvent, type ReactNode } from 'react';
import { AssistanceType, Dimension, NeedResult as Results, Stage, VisitOutcome, VisitPurpose } from 'virtual:codes';
import type { recordBatch } from '#shared/contracts/logbook-routes.ts';
import { CallFailed } from '../../kit/api.ts';
import { Choice, ErrorSummary, faultOf, Field, Phrases, type Faults } from '../../kit/controls.tsx';
import { DateField } from '../../kit/date-field.tsx';
import { addDays } from '#shared/thai/bangkok-time.ts';
import { today } from '../../kit/days.ts';
import { Failed, Shown } from '../../kit/states.tsx';
import { agenciesQuery, ask, householdQuery, logbookQuery, meQuery, queries, type Household } from '../calls.ts';
import { draftOf, dropDraft, keepDraft, type Draft } from '../drafts.ts';
import { addressOf, openNeedsOf } from '../household.ts';
import { PackedAt } from '../packed.tsx';
import { openedVault } from '../offline/device.ts';
import { addVisit, mayHaveArrived } from '../offline/outbox.ts';
import { FOUR_T, NEED_PHRASES, STAGE_PHRASES } from '../phrases.ts';
import { Title } from '../title.tsx';
import {
  batchOf,
  faultsIn,
  faultsShown,
  fieldAt,
  newVisit,
  NO_AGENCY,
  OF_NEW_NEED,
  OWN_AGENCY,
  RESULTS,
  resultsLeftOut,
  usualNext,
  type NeedResult,
  type VisitForm,
} from '../visit.ts';

export function VisitPage({ id }: { id: string }): ReactNode {
  const household = useQuery(householdQuery(id));
  const draft = useQuery({
    queryKey: ['draft', id],
    queryFn: async () => (await draftOf(id)) ?? null,
    gcTime: 0,
    staleTime: Infinity,
  });
  return (
    <Shown of={household}>
      {(known) => <Shown of={draft}>{(begun) => <VisitFormOf household={known} begun={begun} />}</Shown>}
    </Shown>
  );
}

/** Codes of a list as choices. */
function choicesOf<Code extends string>(names: Readonly<Record<string, string>>): (readonly [Code, string])[] {
  return Object.entries(names) as [Code, string][];
}

function VisitFormOf({ household, begun }: { household: Household; begun: Draft | null }): ReactNode {
  const me = useQuery(meQuery).data;
  const permissions = me?.permissions ?? [];
  const navigate = useNavigate();
  const [{ form, key, savedAt }, setDraft] = useState<Draft>(
    () => begun ?? { form: newVisit(household), key: crypto.randomUUID() },
  );
  const [found, setFound] = useState<Faults>(() => begun?.faults ?? []);
  const faults = useMemo(() => faultsShown(found, household, me?.scope.agency === null), [found, household, me]);
  const [failure, setFailure] = useState<unknown>();
  const [sending, setSending] = useState(false);
  /** The platform may have the visit already: it is sent again as it is, for another body under another key would record it twice. */
  const [uncertain, setUncertain] = useState(savedAt !== undefined);
  const title = `${household.members[0]?.firstName ?? ''} · ${addressOf(household)}`;
  // Another body is another call: the key is made anew with each change.
  const change = (changed: Partial<VisitForm>, refused = found): void => {
    const next = { form: { ...form, ...changed }, key: crypto.randomUUID(), title, faults: refused };
    setDraft(next);
    void keepDraft(household.id, next);
  };
  const met = form.outcome === 'MET';

  /** Sends it. Without signal or sign-in it waits in the outbox of this device, when there is one. */
  const record = async (body: ReturnType<typeof batchOf>, online: boolean): Promise<void> => {
    const path = `/v1/households/${encodeURIComponent(household.id)}/logbook/batch` as const;
    try {
      await ask<typeof recordBatch>('POST', path, { body, key });
    } catch (error) {
      const vault = openedVault();
      const waits = error instanceof CallFailed && (error.passes || error.status === 401);
      if (vault === undefined || !waits) throw error;
      const waiting = { household: household.id, title, form, body };
      // A device without room takes no item: the visit stays a draft under its key, and the form shows why the call failed.
      await addVisit(vault, key, waiting, mayHaveArrived(error, online)).catch(() => {
        throw error;
      });
    }
  };

  const save = async (): Promise<void> => {
    const missing = faultsIn(form, household);
    setFound(missing);
    setFailure(undefined);
    if (missing.length > 0) return;
    const at = savedAt ?? new Date().toISOString();
    const sent = { form, key, title, savedAt: at };
    setDraft(sent);
    await keepDraft(household.id, sent);
    const body = batchOf(form, household, at);
    const online = navigator.onLine;
    setSending(true);
    try {
      await record(body, online);
    } catch (error) {
      const errors = error instanceof CallFailed ? (error.problem.errors ?? []) : [];
      const refused = errors.map(({ pointer, message }) => ({ field: fieldAt(pointer, body), message }));
      setFound(refused);
      if (errors.length === 0) setFailure(error);
      const unsure = error instanceof CallFailed && mayHaveArrived(error, online);
      setUncertain(unsure);
      if (!unsure) change({}, refused);
      return;
    } finally {
      setSending(false);
    }
    await dropDraft(household.id);
    for (const { queryKey } of [householdQuery(household.id), logbookQuery(household.id)])
      await queries.invalidateQueries({ queryKey });
    await queries.invalidateQueries({ queryKey: ['due'] });
    await navigate({ to: '/officer/h/$id', params: { id: household.id } });
  };

  return (
    <>
      <Title>บันทึกการเยี่ยม</Title>
      <p className="soft">{title}</p>
      <PackedAt moment={household.packedAt} />
      <ErrorSummary faults={faults} />
      {failure !== undefined && <Failed error={failure} />}
      <form
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          void save();
        }}
      >
        {uncertain && (
          <p className="notice warn">ไม่แน่ใจว่าระบบได้รับแล้วหรือไม่ กดบันทึกเพื่อส่งรายการเดิมอีกครั้ง ระบบจะบันทึกเพียงครั้งเดียว</p>
        )}
        <fieldset disabled={uncertain} aria-label="การเยี่ยม">
          <DateField
            name="on"
            label="วันที่เยี่ยม"
            value={form.on}
            last={today()}
            usual={[
              { label: 'วันนี้', day: today() },
              { label: 'เมื่อวาน', day: addDays(today(), -1) },
            ]}
            fault={faultOf(faults, 'on')}
            onChange={(on, onFault) => change({ on, onFault })}
          />
          <Choice
            name="outcome"
            label="ผลการเยี่ยม"
            value={form.outcome}
            codes={choicesOf<Exclude<VisitForm['outcome'], ''>>(VisitOutcome)}
            fault={faultOf(faults, 'outcome')}
            onChange={(outcome) => change({ outcome })}
          />
          {met && (
            <>
              <FourTs form={form} faults={faults} change={change} />
              <OpenNeeds household={household} form={form} faults={faults} change={change} />
              {permissions.includes('logbook:need') && <NewNeed form={form} faults={faults} change={change} />}
              {permissions.includes('logbook:assistance') && (
                <Help household={household} form={form} faults={faults} change={change} />
              )}
            </>
          )}
          <DateField
            name="next"
            label="นัดครั้งต่อไป"
            none="ไม่นัด"
            value={form.next}
            last={addDays(today(), 366)}
            usual={usualNext(form.on)}
            fault={faultOf(faults, 'next')}
            onChange={(next, nextFault) => change({ next, nextFault })}
          />
          <details>
            <summary>วัตถุประสงค์และบันทึกเพิ่มเติม</summary>
            <Choice
              name="purpose"
              label="วัตถุประสงค์"
              value={form.purpose}
              codes={choicesOf<VisitForm['purpose']>(VisitPurpose)}
              fault={faultOf(faults, 'purpose')}
              onChange={(purpose) => change({ purpose })}
            />
            <Field
              name="notes"
              label="บันทึก"
              lines
              value={form.notes}
              hint="ไม่เขียนเลขประจำตัวประชาชน"
              fault={faultOf(faults, 'notes')}
              onChange={(notes) => change({ notes })}
            />
          </details>
        </fieldset>
        <div className="at-thumb">
          <button type="submit" className="wide" disabled={sending}>
            บันทึก
          </button>
        </div>
      </form>
    </>
  );
}

type Part = { form: VisitForm; change: (changed: Partial<VisitForm>) => void };

function FourTs({ form, faults, change }: Part & { faults: Faults }): ReactNode {
  return (
    <section aria-labelledby="four-t">
      <h2 id="four-t">4ท ของครัวเรือน</h2>
      {FOUR_T.map(({ part, label, phrases }) => (
        <Phrases
          key={part}
          name={part}
          label={label}
          phrases={phrases}
          value={form.fourT[part]}
          fault={faultOf(faults, part)}
          onChange={(value) => change({ fourT: { ...form.fourT, [part]: value } })}
        />
      ))}
    </section>
  );
}

function OpenNeeds({ household, form, faults, change }: Part & { household: Household; faults: Faults }): ReactNode {
  const needs = openNeedsOf(household);
  const leftOut = resultsLeftOut(form, household);
  const whole = faultOf(faults, RESULTS);
  if (needs.length === 0 && leftOut === 0) return null;
  return (
    <section id={RESULTS} tabIndex={-1} aria-labelledby="open-needs">
      <h2 id="open-needs">สภาพปัญหาเดิม</h2>
      {whole !== undefined && <p className="fault">{whole}</p>}
      {leftOut > 0 && (
        <p className="notice warn">
          ผลของสภาพปัญหา {leftOut.toLocaleString('th-TH')} เรื่องจะไม่ถูกส่ง เพราะมีผู้ปิดหรือตัดเรื่องนั้นออกจากแฟ้มแล้ว
        </p>
      )}
      {needs.map(({ id, dimension, text }) => (
        <Choice
          key={id}
          name={`result-${id}`}
          label={`${Dimension[dimension]}: ${text}`}
          value={form.results[id] ?? ''}
          fault={faultOf(faults, `result-${id}`)}
          codes={choicesOf<NeedResult>(Results)}
          onChange={(result) => change({ results: { ...form.results, [id]: result } })}
        />
      ))}
      {Object.keys(form.results).length > leftOut && (
        <>
          <Choice
            name="stage"
            label="ขั้นการพัฒนาของครัวเรือนวันนี้"
            value={form.stage}
            codes={choicesOf<Exclude<VisitForm['stage'], ''>>(Stage)}
            fault={faultOf(faults, 'stage')}
            onChange={(stage) => change({ stage })}
          />
          <Phrases
            name="reasons"
            label="เหตุผลของขั้นการพัฒนา"
            phrases={STAGE_PHRASES}
            value={form.reasons}
            fault={faultOf(faults, 'reasons')}
            onChange={(reasons) => change({ reasons })}
          />
        </>
      )}
    </section>
  );
}

function NewNeed({ form, faults, change }: Part & { faults: Faults }): ReactNode {
  const { need } = form;
  if (need === null)
    return (
      <p>
        <button type="button" className="plain" onClick={() => change({ need: { dimension: '', text: '' } })}>
          + สภาพปัญหาใหม่
        </button>
      </p>
    );
  return (
    <section className="card" aria-labelledby="new-need">
      <h2 id="new-need">สภาพปัญหาใหม่</h2>
      <Choice
        name="need-dimension"
        label="ด้าน"
        value={need.dimension}
        codes={choicesOf<Exclude<typeof need.dimension, ''>>(Dimension)}
        fault={faultOf(faults, 'need-dimension')}
        onChange={(dimension) => change({ need: { ...need, dimension } })}
      />
      <div className="choices">
        {(NEED_PHRASES[need.dimension] ?? []).map((phrase) => (
          <button
            key={phrase}
            type="button"
            className="plain"
            onClick={() => change({ need: { ...need, text: phrase } })}
          >
            {phrase}
          </button>
        ))}
      </div>
      <Field
        name="need-text"
        label="สภาพปัญหา"
        lines
        value={need.text}
        fault={faultOf(faults, 'need-text')}
        onChange={(text) => change({ need: { ...need, text } })}
      />
      <button
        type="button"
        className="plain"
        onClick={() => change({ need: null, help: form.help?.needId === OF_NEW_NEED ? null : form.help })}
      >
        ไม่บันทึกสภาพปัญหาใหม่
      </button>
    </section>
  );
}

function Help({ household, form, faults, change }: Part & { household: Household; faults: Faults }): ReactNode {
  const { help } = form;
  const ownAgency = useQuery(meQuery).data?.scope.agency ?? null;
  const agencies = useQuery({ ...agenciesQuery, enabled: help !== null && ownAgency === null });
  const needs = [
    ...openNeedsOf(household).map(({ id, dimension, text }) => [id, `${Dimension[dimension]}: ${text}`] as const),
    ...(form.need === null ? [] : [[OF_NEW_NEED, 'สภาพปัญหาใหม่ข้างบน'] as const]),
  ];
  if (help === null)
    return needs.length === 0 ? null : (
      <p>
        <button
          type="button"
          className="plain"
          onClick={() =>
            change({
              help: {
                assistanceType: '',
                needId: needs[0]?.[0] ?? '',
                agency: ownAgency === null ? '' : OWN_AGENCY,
                words: '',
              },
            })
          }
        >
          + ความช่วยเหลือที่ให้วันนี้
        </button>
      </p>
    );
  return (
    <section className="card" aria-labelledby="help">
      <h2 id="help">ความช่วยเหลือที่ให้</h2>
      <Field
        name="help-type"
        label="ประเภท"
        value={help.assistanceType}
        options={[['', 'เลือก'], ...choicesOf(AssistanceType)]}
        fault={faultOf(faults, 'help-type')}
        onChange={(code) => change({ help: { ...help, assistanceType: code as typeof help.assistanceType } })}
      />
      {ownAgency === null && (
        <Field
          name="help-agency"
          label="หน่วยงานที่ให้"
          value={help.agency}
          options={[
            ['', 'เลือก'],
            ...(agencies.data?.items ?? []).map(({ slug, nameTh }) => [slug, nameTh] as const),
            [NO_AGENCY, 'ไม่ทราบหน่วยงาน'],
          ]}
          fault={faultOf(faults, 'help-agency')}
          onChange={(agency) => change({ help: { ...help, agency } })}
        />
      )}
      <Field
        name="help-need"
        label="ช่วยเรื่องใด"
        value={help.needId}
        options={needs}
        fault={faultOf(faults, 'help-need')}
        onChange={(needId) => change({ help: { ...help, needId } })}
      />
      <Field
        name="help-words"
        label="รายละเอียด (ถ้ามี)"
        value={help.words}
        fault={faultOf(faults, 'help-words')}
        onChange={(words) => change({ help: { ...help, words } })}
      />
      <button type="button" className="plain" onClick={() => change({ help: null })}>
        ไม่บันทึกความช่วยเหลือ
      </button>
    </section>
  );
}

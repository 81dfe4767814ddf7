/** What a row of help means for the household that it speaks of: help that is new, or that the household has had already. */
import type { AssistanceBody, CorrectionBody } from '#shared/domain/logbook/bodies.ts';
import { ASSISTANCE_TYPES } from '#shared/reference/assistance-types.ts';

import type { FileRow } from '../cells/row.ts';
import type { Household, Member } from '#shared/domain/household/household.ts';
import { isGiven } from '#shared/domain/household/given-help.ts';
import { saidIn, type LogbookEntry } from '#shared/domain/logbook/entry.ts';
import { chainRoots } from '#shared/domain/logbook/replay.ts';
import { steppedEntries } from '#shared/domain/logbook/steps.ts';
import { normalizeThai } from '#shared/thai/thai-text.ts';
import { refusal, warning, type Judgement } from './judgement.ts';

/**
 * Judges a row of help that has no error of its own. `member` is the person of the household that it names, undefined when it
 * names nobody or a stranger; `history` is the entries of the household, and of those that were merged into it: help stays in the logbook in
 * which it was recorded.
 */
export function judgeAssistance(
  row: FileRow,
  household: Household | undefined,
  member: Member | undefined,
  history: readonly LogbookEntry[],
): Judgement {
  const { values } = row;
  if (!household)
    return refusal(row)(
      'household-not-found',
      'ไม่พบครัวเรือนนี้ในระบบ กรุณาลงทะเบียนครัวเรือนก่อน หรือตรวจเลขประจำตัวประชาชน/รหัสประจำบ้าน',
    );
  const { dimension, deliveredOn } = values;
  if (dimension === undefined) return refusal(row)('dimension-missing', 'ต้องระบุมิติ', 'dimension');
  if (deliveredOn === undefined) return refusal(row)('delivered-on-missing', 'ต้องมีวันที่ให้ความช่วยเหลือ', 'delivered_on');
  const named = values.citizenId !== undefined || values.firstName !== undefined;
  const problems =
    named && !member
      ? [warning(row, 'person-not-member', 'ไม่พบบุคคลนี้ในครัวเรือน จึงบันทึกเป็นความช่วยเหลือของทั้งครัวเรือน', 'citizen_id')]
      : [];
  const body: AssistanceBody = {
    type: 'assistance',
    agency: values.agency ?? null,
    coAgencies: [],
    dimension,
    assistanceType: helpType(values.assistanceType),
    status: 'DELIVERED',
    deliveredOn,
    plannedOn: null,
    personIds: member ? [member.id] : [],
    // Help from files names no need.
    needIds: [],
    cashBaht: values.cashBaht ?? null,
    inKindBaht: values.inKindBaht ?? null,
    description: values.description ?? '',
  };
  // Of two members that became one by a merge, the household keeps one citizen ID: a row with the other one names nobody whom it knows.
  const isStranger = named && !member;
  const fitting = knownHelp(household, history).filter(
    (known) => fits(known, body) || (isStranger && fits(known, withPersonsOf(known, household, body))),
  );
  if (fitting.length === 0) return { outcome: 'created', body, problems };
  const { agency } = body;
  const inForce = fitting.filter(({ superseded }) => !superseded);
  const isOfAgency = ({ help }: KnownHelp): boolean => help.agency === agency;
  if (inForce.length > 0 && (agency === null || inForce.some(isOfAgency))) return { outcome: 'unchanged', problems };
  const [nameless, ...others] = inForce;
  if (agency === null || !nameless || fitting.some(isOfAgency)) {
    const message = 'เคยบันทึกความช่วยเหลือนี้แล้ว และมีผู้แก้ไขหรือยกเลิกภายหลัง จึงไม่บันทึกซ้ำ';
    return { outcome: 'unchanged', problems: [...problems, warning(row, 'help-corrected', message, 'delivered_on')] };
  }
  if (nameless.entry.householdId !== household.id) {
    const message = 'บันทึกความช่วยเหลือนี้ไว้แล้วในแฟ้มที่รวมเข้ามา โดยไม่ระบุหน่วยงาน และแก้ไขในแฟ้มนั้นไม่ได้แล้ว จึงไม่บันทึกซ้ำ';
    return { outcome: 'unchanged', problems: [...problems, warning(row, 'help-corrected', message, 'agency')] };
  }
  if (others.length > 0) {
    const message = 'มีความช่วยเหลือที่ไม่ระบุหน่วยงานและตรงกับแถวนี้มากกว่าหนึ่งรายการ จึงบันทึกเป็นรายการใหม่ กรุณาตรวจสอบว่านับซ้ำหรือไม่';
    return { outcome: 'created', body, problems: [...problems, warning(row, 'help-ambiguous', message, 'agency')] };
  }
  return { outcome: 'updated', body: naming(nameless, agency), problems };
}

/**
 * Whether the help of a row may be one that the household has: what facts hold of it is equal, and no other agency is named; or
 * facts of its month have left the document. Only the entries tell for sure.
 */
export function mayHaveHelp(household: Pick<Household, 'facts' | 'factsSince'>, { values }: FileRow): boolean {
  const { factsSince } = household;
  if (factsSince !== undefined && values.deliveredOn !== undefined && values.deliveredOn < factsSince) return true;
  const likeness = likenessOf(values);
  return household.facts.some(
    ({ body }) =>
      body.type === 'assistance' &&
      agree(body.agency, values.agency ?? null) &&
      body.deliveredOn === values.deliveredOn &&
      likenessOf(body) === likeness,
  );
}

type Likeness = {
  deliveredOn?: string | null;
  dimension?: string;
  assistanceType?: string;
  cashBaht?: number | null;
  inKindBaht?: number | null;
};

/** What facts hold of help beside its agency, as one text. Two rows of a household that differ in it are never the same help. */
export function likenessOf({ deliveredOn, dimension, assistanceType, cashBaht, inKindBaht }: Likeness): string {
  return JSON.stringify([deliveredOn, dimension, helpType(assistanceType), cashBaht ?? null, inKindBaht ?? null]);
}

function helpType(code: string | undefined): AssistanceBody['assistanceType'] {
  return ASSISTANCE_TYPES.find((type) => type === code) ?? 'OTHER';
}

type KnownHelp = {
  /** The help as it was after one of the entries of its chain. */
  help: AssistanceBody;
  /** A correction or a later step took its place. */
  superseded: boolean;
  /** What is in force in its place: itself, or what held after the last entry of its chain. */
  now: AssistanceBody;
  /** The entry in force that says the help itself, which a correction may take the place of. */
  entry: { id: string; householdId: string; said: AssistanceBody };
};

/** The help of a household and of those that were merged into it, whose members are known by the ids that they have now. */
function knownHelp(household: Household, history: readonly LogbookEntry[]): KnownHelp[] {
  const now = new Map(
    household.members.flatMap(({ id, aliases = [] }) => aliases.map((alias) => [alias, id] as const)),
  );
  const asOfNow = (help: AssistanceBody): AssistanceBody =>
    now.size === 0 ? help : { ...help, personIds: [...new Set(help.personIds.map((id) => now.get(id) ?? id))] };
  const logbooks = Map.groupBy(history, ({ householdId }) => householdId);
  return [...logbooks.values()]
    .flatMap(deliveredHelp)
    .map((known) => ({ ...known, help: asOfNow(known.help), now: asOfNow(known.now) }));
}

/** What a row says, of the persons of help that is in the logbook of a household that was merged. */
function withPersonsOf({ help, entry }: KnownHelp, { id }: Household, said: AssistanceBody): AssistanceBody {
  return entry.householdId === id ? said : { ...said, personIds: help.personIds };
}

/** Delivered help of a logbook; also what was superseded since: the file it came from must not bring it back. */
function deliveredHelp(history: readonly LogbookEntry[]): KnownHelp[] {
  const stepped = steppedEntries(history);
  const roots = chainRoots(history);
  const chains = Map.groupBy(
    history.flatMap(({ id, householdId, body }) => {
      const said = saidIn(body);
      const step = stepped.get(id);
      const help = step ? step.said : said;
      if (help !== undefined && help.type !== 'assistance') return [];
      return [{ id, householdId, root: step?.root ?? roots.get(id) ?? id, help, said }];
    }),
    ({ root }) => root,
  );
  return [...chains.values()].flatMap((chain) => {
    // Help that was withdrawn is as if it had not been recorded: a file may say it again.
    const now = chain.at(-1)?.help;
    const entry = chain
      .flatMap(({ id, householdId, said }) => (said?.type === 'assistance' ? [{ id, householdId, said }] : []))
      .at(-1);
    if (!now || !entry) return [];
    return chain.flatMap(({ help }, at) =>
      help && isGiven(help.status) ? [{ help, now, entry, superseded: at < chain.length - 1 }] : [],
    );
  });
}

/**
 * Whether a row says help that is known: equal, or equal but for an agency that one of the two does not name. Help that was
 * recorded without an agency and has been named since is that agency's: no other agency's row is the same help.
 */
function fits({ help, now }: KnownHelp, said: AssistanceBody): boolean {
  return (
    isAlike(help, said) &&
    (help.agency === said.agency || (agree(help.agency, said.agency) && agree(now.agency, said.agency)))
  );
}

/** No two agencies are named. */
function agree(one: string | null, other: string | null): boolean {
  return one === null || other === null || one === other;
}

/** Same person, dimension, type, day, description and both values, in the same household. */
function isAlike(a: AssistanceBody, b: AssistanceBody): boolean {
  return (
    a.dimension === b.dimension &&
    a.assistanceType === b.assistanceType &&
    a.deliveredOn === b.deliveredOn &&
    a.cashBaht === b.cashBaht &&
    a.inKindBaht === b.inKindBaht &&
    normalizeThai(a.description) === normalizeThai(b.description) &&
    a.personIds.length === b.personIds.length &&
    a.personIds.every((id) => b.personIds.includes(id))
  );
}

/** The correction that gives help its agency. Everything else that is known of the help is kept, also the needs that it names. */
function naming({ entry: { id, said } }: KnownHelp, agency: string): CorrectionBody {
  const coAgencies = said.coAgencies.filter((coAgency) => coAgency !== agency);
  return {
    type: 'correction',
    supersedes: id,
    reason: 'ระบุหน่วยงานจากไฟล์ที่นำเข้า',
    entry: { ...said, agency, coAgencies },
  };
}

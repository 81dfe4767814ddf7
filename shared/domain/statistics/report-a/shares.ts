import { bangkokDay, bangkokMonth, daysBetween } from '#shared/thai/bangkok-time.ts';
import { ENDINGS } from '../../case/referral.ts';
import { byRecording } from '../known-household.ts';
import type { KnownHelp, KnownHousehold, KnownReferral } from '../known-household.ts';
import type { ReportPeriod } from '../report-period.ts';

/** What some records of one list household add to a row of Report A: those of one agency to its row, all of them to the total. */
export type HelpShare = {
  /** The records of the month. */
  records: readonly KnownHelp[];
  newHousehold: boolean;
  integrated: boolean;
  fiscalYear: boolean;
  sinceList: boolean;
  integratedSinceList: boolean;
  adviceOnly: boolean;
  needsTouched: number;
  onTime: number;
  afterClose: number;
};

/**
 * As whom agencies are counted. `row`: whose row of this report a helper is in (`rollUp`). `body`: the department, ministry, local authority or
 * body outside the state that it is of, by which help is integrated (R40).
 */
export type Counting = { row: (agency: string) => string; body: (agency: string) => string };

/** The shares of one list household in the rows of Report A; `all` is its share in the total. */
export type HouseholdShares = { all: HelpShare; byAgency: ReadonlyMap<string | null, HelpShare> };

/**
 * Cuts the help that a list household received by agency. A record belongs to the row of its giver and of each co-agency, ไม่ระบุหน่วยงาน
 * being a row like others but no agency when two are needed for integration (domain.md §6.2 rule 4, §6.3 A1–A5, A7, A10, A13). Two
 * agencies that are counted as one body are one (R40).
 * Whether a household is new is asked of help by anyone; whether it is integrated, of all agencies that helped it in the period.
 */
export function helpShares(
  household: KnownHousehold,
  period: ReportPeriod,
  counting: Counting,
): HouseholdShares | undefined {
  const records: KnownHelp[] = [];
  const agenciesInMonth = new Set<string>();
  const agenciesSinceList = new Set<string>();
  let helpedBefore = false;
  for (const help of household.helps) {
    const inMonth = isInMonth(help, period);
    const sinceList = isSinceList(help, period);
    if (!inMonth && !sinceList && !isInFiscalYear(help, period)) continue;
    records.push(help);
    helpedBefore ||= sinceList && help.deliveredOn < period.firstOfMonth;
    for (const agency of help.agencies)
      if (agency !== null) {
        const body = counting.body(agency);
        if (inMonth) agenciesInMonth.add(body);
        if (sinceList) agenciesSinceList.add(body);
      }
  }
  if (records.length === 0) return undefined;
  const about = {
    period,
    helpedBefore,
    integrated: agenciesInMonth.size >= 2,
    integratedSinceList: agenciesSinceList.size >= 2,
  };
  const byAgency = new Map<string | null, HelpShare>();
  for (const [agency, own] of recordsByRow(records, counting)) byAgency.set(agency, shareOf(own, about));
  return { all: shareOf(records, about), byAgency };
}

/** The agencies, null included, whose help a household received in the month: for households outside the lists (A12). */
export function helpersInMonth(
  household: KnownHousehold,
  period: ReportPeriod,
  counting: Counting,
): Set<string | null> {
  const helpers = new Set<string | null>();
  for (const help of household.helps)
    if (isInMonth(help, period)) for (const row of rowsOf(help.agencies, counting)) helpers.add(row);
  return helpers;
}

/**
 * The needs of a household resolved in the month, each with the rows it is credited to: giver and co-agencies of the last delivered help
 * that names it (domain.md §6.3 A6).
 *
 * Decisions: "up to the closing day" is up to the day on which the need's status says it was closed, so help after that earns nothing. Help
 * counts however long ago. Of help on the same day the one recorded last is credited, a correction being recorded at its own moment. A need
 * that no delivered help names is in no row and so not in the total either.
 */
export function resolvedNeeds(
  household: KnownHousehold,
  period: ReportPeriod,
  counting: Counting,
): (readonly (string | null)[])[] {
  const credited: (readonly (string | null)[])[] = [];
  for (const [needId, status] of household.needs) {
    if (status.status !== 'RESOLVED' || !status.on.startsWith(period.month)) continue;
    let last: KnownHelp | undefined;
    for (const help of household.helps)
      if (help.deliveredOn <= status.on && help.deliveredOn <= period.lastOfMonth && help.fact.needIds.includes(needId))
        last = last && isLater(last, help) ? last : help;
    if (last) credited.push(rowsOf(last.agencies, counting));
  }
  return credited;
}

function isLater(a: KnownHelp, b: KnownHelp): boolean {
  return a.deliveredOn === b.deliveredOn ? byRecording(a.entry, b.entry) > 0 : a.deliveredOn > b.deliveredOn;
}

/** What one referral adds to the row of the agency asked. `days`: Bangkok calendar days from sent to done, when it was done in the month. */
export type ReferralShare = {
  received: boolean;
  accepted: boolean;
  completed: boolean;
  rejected: boolean;
  overdue: boolean;
  days: number;
};

/**
 * A referral in the month (domain.md §6.3 A9). Of several answers with the same status the one recorded last tells the day. Overdue at the
 * close whatever is known later of the time after it; due on a day means until the end of that Bangkok day. One that its sender has
 * withdrawn is not overdue any more, and is no rejection.
 */
export function referralShare(referral: KnownReferral, period: ReportPeriod): ReferralShare {
  const { sent, answers } = referral;
  const answeredInMonth = (status: string): boolean => {
    const at = answers.get(status)?.at;
    return at !== undefined && bangkokMonth(new Date(at)) === period.month;
  };
  const done = answers.get('DONE');
  const overdueAt = new Date(period.overdueAt);
  const endedBy = (status: string): boolean => {
    const at = answers.get(status)?.at;
    return at !== undefined && new Date(at) <= overdueAt;
  };
  const due =
    sent.dueAt.length === 10
      ? sent.dueAt < bangkokDay(overdueAt)
      : new Date(sent.dueAt).getTime() < overdueAt.getTime();
  return {
    received: bangkokMonth(new Date(sent.sentAt)) === period.month,
    accepted: answeredInMonth('ACCEPTED'),
    completed: answeredInMonth('DONE'),
    rejected: answeredInMonth('REJECTED'),
    overdue: due && new Date(sent.sentAt) <= overdueAt && !ENDINGS.some(endedBy),
    days: done ? daysBetween(bangkokDay(new Date(sent.sentAt)), bangkokDay(new Date(done.at))) : 0,
  };
}

type About = { period: ReportPeriod; helpedBefore: boolean; integrated: boolean; integratedSinceList: boolean };

function shareOf(helps: readonly KnownHelp[], about: About): HelpShare {
  const { period } = about;
  const records = helps.filter((help) => isInMonth(help, period));
  const helped = records.length > 0;
  const sinceList = helps.some((help) => isSinceList(help, period));
  return {
    records,
    newHousehold: helped && !about.helpedBefore,
    integrated: helped && about.integrated,
    fiscalYear: helps.some((help) => isInFiscalYear(help, period)),
    sinceList,
    integratedSinceList: sinceList && about.integratedSinceList,
    adviceOnly: helped && records.every((help) => help.fact.assistanceType === 'ADVICE'),
    needsTouched: new Set(records.flatMap((help) => help.fact.needIds)).size,
    onTime: records.filter((help) => isOnTime(help, period)).length,
    afterClose: records.filter((help) => help.firstDeliveredAt > period.close).length,
  };
}

/** The rows that helpers are in, each once. */
function rowsOf(agencies: readonly (string | null)[], { row }: Counting): readonly (string | null)[] {
  const [only, ...others] = agencies;
  if (only !== undefined && others.length === 0) return only === null ? agencies : [row(only)];
  return [...new Set(agencies.map((agency) => (agency === null ? null : row(agency))))];
}

function recordsByRow(records: readonly KnownHelp[], counting: Counting): Map<string | null, KnownHelp[]> {
  const byAgency = new Map<string | null, KnownHelp[]>();
  for (const help of records)
    for (const agency of rowsOf(help.agencies, counting)) {
      const own = byAgency.get(agency);
      if (own) own.push(help);
      else byAgency.set(agency, [help]);
    }
  return byAgency;
}

function isInMonth(help: KnownHelp, period: ReportPeriod): boolean {
  return help.deliveredOn >= period.firstOfMonth && help.deliveredOn <= period.lastOfMonth;
}

function isInFiscalYear(help: KnownHelp, period: ReportPeriod): boolean {
  return help.deliveredOn >= period.firstOfFiscalYear && help.deliveredOn <= period.lastOfMonth;
}

function isSinceList(help: KnownHelp, period: ReportPeriod): boolean {
  return period.sinceList !== null && help.deliveredOn >= period.sinceList && help.deliveredOn <= period.lastOfMonth;
}

function isOnTime(help: KnownHelp, period: ReportPeriod): boolean {
  const lateFrom = period.lateFrom.get(help.deliveredOn);
  return lateFrom !== undefined && help.firstDeliveredAt < lateFrom;
}

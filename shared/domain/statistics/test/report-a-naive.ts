/* oxlint-disable typescript/no-non-null-assertion -- a test's second opinion: what is missing here should throw */
import {
  bangkokDay,
  bangkokMonth,
  daysBetween,
  firstDayOfFiscalYear,
  fiscalYear,
  formatBangkok,
} from '#shared/thai/bangkok-time.ts';
import { closeOf } from '../close.ts';
import type {
  AssistanceFact,
  EntryFact,
  FactBody,
  NeedStatusFact,
  ReferralAnsweredFact,
  ReferralSentFact,
  TargetStateFact,
} from '../facts.ts';
import type { ReportAInput } from '../report-a/report-a.ts';
import type { AgencyRow, ReportA } from '../report-a/shape.ts';

/**
 * Report A a second time, written from the table of domain.md §6.3 with sets over everything at once and no eye to speed. It shares the
 * calendar with the one in use and nothing else, so that both being equal says something.
 */
export type NaiveReport = { report: ReportA; behind: (agency: string, figure: string) => string[] };

type Entry<Fact extends FactBody> = Omit<EntryFact, 'body'> & { body: Fact };
type Help = Entry<AssistanceFact> & {
  day: string;
  household: string;
  /** As what the helpers are counted: in the rows, and for integration. */
  agencies: Set<string | null>;
  bodies: Set<string>;
};
type Listing = { household: string; list: string; area: string; entry: EntryFact };

export function naiveReportA(input: ReportAInput, all: readonly EntryFact[]): NaiveReport {
  const { month, area: scope } = input.selection;
  const T = input.asOf.toISOString();
  const today = bangkokDay(input.asOf);
  const entries = [...all].sort(
    (a, b) =>
      a.recordedAt.localeCompare(b.recordedAt) || a.version - b.version || a.householdId.localeCompare(b.householdId),
  );
  const rank = (entry: EntryFact): number => entries.findIndex((other) => other.id === entry.id);
  const households = [...new Set(entries.map((entry) => entry.householdId))];
  const here = (area: string | null | undefined): boolean =>
    scope === 'TH' ? area !== null && area !== undefined : area?.startsWith(scope) === true;

  const countsAt = (entry: EntryFact, moment: string): boolean =>
    entry.recordedAt <= moment &&
    (entry.body.type === 'registered' ||
      !entries.some((other) => other.supersedes === entry.id && other.recordedAt <= moment));
  const known = entries.filter((entry) => countsAt(entry, T));
  const ofType = <Type extends FactBody['type']>(type: Type): Entry<Extract<FactBody, { type: Type }>>[] =>
    known.filter((entry): entry is Entry<Extract<FactBody, { type: Type }>> => entry.body.type === type);

  // Which organisation is counted as which.
  const organisation = (slug: string) => input.organisations?.(slug);
  const upwards = (slug: string): string[] => {
    const path = [slug];
    for (const each of path)
      for (const above of [organisation(each)?.parent, organisation(each)?.reportsAs])
        if (typeof above === 'string' && !path.includes(above)) path.push(above);
    return path;
  };
  const standsAlone = (slug: string): boolean => {
    const is = organisation(slug);
    return is !== undefined && (is.sector !== 'STATE' || ['NATIONAL', 'LAO', 'NON_STATE'].includes(is.level));
  };
  const isTop = (slug: string): boolean =>
    organisation(slug)?.sector === 'STATE' && organisation(slug)?.level === 'NATIONAL' && upwards(slug).length === 1;
  const bodyOf = (slug: string): string => upwards(slug).find(standsAlone) ?? upwards(slug).at(-1)!;
  const rowOf = (slug: string): string => {
    if (input.rollUp === 'department') return bodyOf(slug);
    return input.rollUp === 'ministry' ? (upwards(slug).find(isTop) ?? bodyOf(slug)) : slug;
  };
  const rowsOf = (slugs: Iterable<string | null>): Set<string | null> =>
    new Set([...slugs].map((slug) => (slug === null ? null : rowOf(slug))));

  // Who is counted as whom.
  const state = (household: string, list: string): Entry<TargetStateFact> | undefined =>
    ofType('target-state').findLast((entry) => entry.householdId === household && entry.body.list === list);
  const allLists = [...new Set(ofType('target-state').map((entry) => entry.body.list))];
  const duplicateOf = (household: string): string | undefined => {
    const said = allLists
      .map((list) => state(household, list))
      .filter((entry) => entry !== undefined)
      .filter(({ body }) => body.state === 'DUPLICATE')
      .map((entry) => ({ at: rank(entry), is: entry.body.duplicateOf }));
    const merged = ofType('merged')
      .filter(({ householdId }) => householdId === household)
      .map((entry) => ({ at: rank(entry), is: entry.body.into }));
    return [...said, ...merged]
      .filter(({ is }) => is !== household && is !== undefined && households.includes(is))
      .sort((a, b) => a.at - b.at)
      .at(-1)?.is;
  };
  const countedAs = (household: string): string => {
    let current = household;
    for (let step = 0; step < households.length; step += 1) {
      const next = duplicateOf(current);
      if (next === undefined) return current;
      current = next;
    }
    // Still going: a circle, in which we now stand.
    const circle = new Set<string>();
    while (!circle.has(current)) {
      circle.add(current);
      current = duplicateOf(current)!;
    }
    return [...circle].sort()[0]!;
  };
  const canonical = new Map(households.map((household) => [household, countedAs(household)]));
  const canon = (household: string): string => canonical.get(household)!;

  // The lists.
  const ids = input.selection.lists;
  const lists = input.lists.filter((list) =>
    ids
      ? ids.includes(list.id) && list.createdAt <= T
      : list.publishedAt !== undefined &&
        list.publishedAt <= T &&
        (scope === 'TH' || list.scopeArea.startsWith(scope) || scope.startsWith(list.scopeArea)),
  );
  const isFrozen = (list: { frozenAt?: string }): boolean => list.frozenAt !== undefined && list.frozenAt <= T;
  const hasBaseline = lists.length > 0 && lists.every((list) => isFrozen(list));
  const opened = lists
    .map(
      (list) =>
        list.openedOn ??
        (list.publishedAt && list.publishedAt <= T ? bangkokDay(new Date(list.publishedAt)) : undefined),
    )
    .filter((day) => day !== undefined)
    .sort()[0];

  const listings = (list: string, at: string): Listing[] =>
    entries
      .filter((entry) => entry.body.type === 'listed' && entry.body.list === list && countsAt(entry, at))
      .map((entry) => ({
        household: entry.householdId,
        list,
        area: entry.body.type === 'listed' ? entry.body.area : '',
        entry,
      }));
  const inB: Listing[] = [];
  const late: Listing[] = [];
  const open: Listing[] = [];
  for (const list of lists)
    if (isFrozen(list)) {
      inB.push(...listings(list.id, list.frozenAt!));
      late.push(...listings(list.id, T).filter((listing) => listing.entry.recordedAt > list.frozenAt!));
    } else open.push(...listings(list.id, T));
  const first = (candidates: Listing[]): Listing | undefined =>
    candidates.sort((a, b) => rank(a.entry) - rank(b.entry))[0];
  const decisive = (household: string): Listing | undefined =>
    first(inB.filter((listing) => listing.household === household)) ??
    first([...late, ...open].filter((listing) => listing.household === household));
  const isInB = (household: string): boolean => inB.some((listing) => listing.household === household);
  const isOut = (household: string, list: string): boolean => {
    const verified = state(household, list)?.body;
    return (
      verified?.state === 'NOT_POOR' ||
      verified?.state === 'DUPLICATE' ||
      (verified?.state === 'DECEASED' && verified.allMembers === true) ||
      (verified?.state === 'MOVED' &&
        (verified.toArea === undefined ||
          verified.toArea === null ||
          verified.toArea.slice(0, 2) !== decisive(household)!.area.slice(0, 2)))
    );
  };
  const frozen = new Set(households.filter((household) => isInB(household) && here(decisive(household)?.area)));
  const adjusted = new Set(
    [...frozen].filter((household) =>
      inB.some((listing) => listing.household === household && !isOut(household, listing.list)),
    ),
  );

  // List households, with duplicates counted as the household they are.
  const listArea = new Map<string, string>();
  for (const household of new Set(households.map(canon))) {
    const own = decisive(household);
    const members = households.filter((other) => canon(other) === household);
    const counted = own ?? first(members.map(decisive).filter((listing) => listing !== undefined));
    if (counted) listArea.set(household, counted.area);
  }
  const isListHousehold = (household: string): boolean => listArea.has(household);
  const lateAdded = new Set(
    late
      .filter((listing) => !isInB(listing.household))
      .map((listing) => canon(listing.household))
      .filter((household) => !isInB(household) && here(listArea.get(household))),
  );
  const livesIn = (household: string): string | null => {
    const last = known.findLast(
      (entry) => entry.householdId === household && (entry.body.type === 'registered' || entry.body.type === 'move'),
    )?.body;
    return last?.type === 'registered' ? last.area : last?.type === 'move' ? last.toArea : null;
  };

  // Delivered help.
  const helps: Help[] = ofType('assistance')
    .filter(({ body }) => body.status === 'DELIVERED' || body.status === 'VERIFIED')
    .filter(({ body }) => body.deliveredOn !== null && body.deliveredOn <= today)
    .map((entry) => ({
      ...entry,
      day: entry.body.deliveredOn!,
      household: canon(entry.householdId),
      agencies: rowsOf([entry.body.agency, ...entry.body.coAgencies]),
      bodies: new Set(
        [entry.body.agency, ...entry.body.coAgencies]
          .filter((agency) => agency !== null)
          .map((agency) => bodyOf(agency)),
      ),
    }));
  const listHelps = helps.filter((help) => here(listArea.get(help.household)));
  const outsideHelps = helps.filter((help) => !isListHousehold(help.household) && here(livesIn(help.household)));
  const inMonth = (help: Help): boolean => help.day.slice(0, 7) === month;
  const untilEndOfMonth = (help: Help): boolean => help.day.slice(0, 7) <= month;
  const inFiscalYear = (help: Help): boolean =>
    untilEndOfMonth(help) && help.day >= firstDayOfFiscalYear(fiscalYear(month));
  const sinceList = (help: Help): boolean =>
    opened !== undefined && untilEndOfMonth(help) && help.day.slice(0, 7) >= opened.slice(0, 7);
  const householdsOf = (some: Help[]): Set<string> => new Set(some.map((help) => help.household));
  const helpedBefore = householdsOf(listHelps.filter((help) => sinceList(help) && help.day.slice(0, 7) < month));
  const agenciesOf = (household: string, period: (help: Help) => boolean): Set<string> =>
    new Set(
      listHelps.filter((help) => help.household === household && period(help)).flatMap((help) => [...help.bodies]),
    );
  const firstDelivered = (help: Help): string => {
    const chain: EntryFact[] = [];
    for (
      let entry = entries.find((other) => other.id === help.id && other.body.type !== 'registered');
      entry;
      entry = entries.find((other) => other.id === entry?.supersedes && other.body.type !== 'registered')
    )
      chain.push(entry);
    return chain.findLast(
      ({ body }) => body.type === 'assistance' && (body.status === 'DELIVERED' || body.status === 'VERIFIED'),
    )!.recordedAt;
  };

  // Needs and referrals.
  const resolved: Set<string | null>[] = [];
  // What was said of each need, and what results of follow-ups and Re-X-rays made of it where its life-cycle allows.
  const statuses = new Map<string, Entry<NeedStatusFact>>();
  const result = (entry: EntryFact, needId: string, status: string, on: string): void => {
    const now = statuses.get(needId)?.body.status ?? 'OPEN';
    const from = ['OPEN', 'ACCEPTED', 'PARTIAL', 'REOPENED', ...(status === 'RESOLVED' ? ['IN_PROGRESS'] : [])];
    if (from.includes(now)) statuses.set(needId, { ...entry, body: { type: 'need-status', needId, status, on } });
  };
  for (const entry of known) {
    const { body } = entry;
    if (body.type === 'need-status') statuses.set(body.needId, { ...entry, body });
    if (body.type === 'follow-up') for (const needId of body.resolved) result(entry, needId, 'RESOLVED', body.on);
    if (body.type === 'rexray')
      for (const { needId, result: of } of body.results) {
        if (of === 'COMPLETE') result(entry, needId, 'RESOLVED', body.on);
        if (of === 'INCOMPLETE') result(entry, needId, 'IN_PROGRESS', body.on);
      }
  }
  for (const [needId, inForce] of statuses) {
    const { status, on } = inForce.body;
    const naming = listHelps
      .filter((help) => help.household === canon(inForce.householdId) && help.body.needIds.includes(needId))
      .filter((help) => help.day <= on)
      .sort((a, b) => a.day.localeCompare(b.day) || rank(a) - rank(b));
    if (status === 'RESOLVED' && on.slice(0, 7) === month && naming.length > 0) resolved.push(naming.at(-1)!.agencies);
  }
  const close = closeOf(month).toISOString();
  const lookAt = T < close ? T : close;
  const answer = (referralId: string, status: string): ReferralAnsweredFact | undefined =>
    ofType('referral-answered').findLast(
      (entry) => entry.body.referralId === referralId && entry.body.status === status,
    )?.body;
  const referrals: ReferralSentFact[] = [];
  for (const id of new Set(ofType('referral-sent').map((entry) => entry.body.referralId))) {
    const sent = ofType('referral-sent').findLast((entry) => entry.body.referralId === id)!;
    if (here(listArea.get(canon(sent.householdId)))) referrals.push(sent.body);
  }
  const monthOfInstant = (instant: string | undefined): string => (instant ? bangkokMonth(new Date(instant)) : '');

  // Figures.
  const sets = new Map<string, Set<string>>();
  const baht = (values: (number | null)[]): number | null => {
    const withValue = values.filter((value) => value !== null);
    return values.length > 0 && withValue.length === 0
      ? null
      : withValue.reduce((sum, value) => sum + Math.round(value * 100), 0) / 100;
  };
  const percent = (part: number, whole: number): number | null =>
    whole === 0 ? null : Number((BigInt(part) * 20_000n + BigInt(whole)) / (2n * BigInt(whole))) / 100;
  const median = (days: number[]): number | null => {
    const sorted = days.sort((a, b) => a - b);
    const middle = sorted.length / 2;
    return sorted.length === 0
      ? null
      : sorted.length % 2 === 1
        ? sorted[Math.floor(middle)]!
        : (sorted[middle - 1]! + sorted[middle]!) / 2;
  };

  const row = (agency: string | null | undefined): Omit<AgencyRow, 'agency' | 'silent'> => {
    const name = agency === undefined ? 'total' : (agency ?? 'none');
    const mine = (agencies: Set<string | null>): boolean => agency === undefined || agencies.has(agency);
    const records = listHelps.filter((help) => mine(help.agencies));
    const a4 = records.filter(inMonth);
    const a1 = householdsOf(a4);
    const since = householdsOf(records.filter(sinceList));
    const dimension = (wanted: string): Set<string> =>
      householdsOf(a4.filter((help) => help.body.dimension === wanted));
    const cash = a4.map((help) => help.body.cashBaht);
    const inKind = a4.map((help) => help.body.inKindBaht);
    const own = referrals.filter((sent) => agency === undefined || rowOf(sent.toAgency) === agency);
    const answeredInMonth = (status: string): ReferralSentFact[] =>
      own.filter((sent) => monthOfInstant(answer(sent.referralId, status)?.at) === month);
    const done = answeredInMonth('DONE');
    const membersIn = (household: string, set: Set<string>): boolean =>
      [...set].some((member) => canon(member) === household);
    const counted: Record<string, Set<string>> = {
      households: a1,
      newHouseholds: a1.difference(helpedBefore),
      'byDimension.health': dimension('health'),
      'byDimension.living': dimension('living'),
      'byDimension.education': dimension('education'),
      'byDimension.income': dimension('income'),
      'byDimension.access': dimension('access'),
      integratedHouseholds: new Set([...a1].filter((household) => agenciesOf(household, inMonth).size >= 2)),
      fiscalYearHouseholds: householdsOf(records.filter(inFiscalYear)),
      sinceListHouseholds: since,
      percentOfFrozen: new Set([...since].filter((household) => membersIn(household, frozen))),
      percentOfAdjusted: new Set([...since].filter((household) => membersIn(household, adjusted))),
      outsideList: householdsOf(outsideHelps.filter((help) => mine(help.agencies) && inMonth(help))),
      'extra.adviceOnlyHouseholds': a1.difference(
        householdsOf(a4.filter((help) => help.body.assistanceType !== 'ADVICE')),
      ),
      'extra.integratedSinceList': new Set(
        [...since].filter((household) => agenciesOf(household, sinceList).size >= 2),
      ),
    };
    for (const [figure, set] of Object.entries(counted)) sets.set(`${name} ${figure}`, set);
    const size = (figure: string): number => counted[figure]!.size;
    return {
      households: size('households'),
      newHouseholds: size('newHouseholds'),
      persons: new Set(a4.flatMap((help) => help.body.personIds)).size,
      assistances: a4.length,
      byDimension: {
        health: size('byDimension.health'),
        living: size('byDimension.living'),
        education: size('byDimension.education'),
        income: size('byDimension.income'),
        access: size('byDimension.access'),
      },
      needsTouched: new Set(a4.flatMap((help) => help.body.needIds)).size,
      needsResolved: resolved.filter((agencies) => mine(agencies)).length,
      integratedHouseholds: size('integratedHouseholds'),
      cashBaht: baht(cash),
      inKindBaht: baht(inKind),
      withoutValue: a4.filter((help) => help.body.cashBaht === null && help.body.inKindBaht === null).length,
      referrals: {
        received: own.filter((sent) => monthOfInstant(sent.sentAt) === month).length,
        accepted: answeredInMonth('ACCEPTED').length,
        completed: done.length,
        rejected: answeredInMonth('REJECTED').length,
        overdue: own.filter((sent) => {
          const due =
            sent.dueAt.length === 10
              ? sent.dueAt < bangkokDay(new Date(lookAt))
              : new Date(sent.dueAt) < new Date(lookAt);
          const ended = ['DONE', 'REJECTED', 'RETURNED', 'WITHDRAWN'].some((status) => {
            const given = answer(sent.referralId, status);
            return given !== undefined && new Date(given.at) <= new Date(lookAt);
          });
          return due && !ended && new Date(sent.sentAt) <= new Date(lookAt);
        }).length,
        medianDays: median(
          done.map((sent) =>
            daysBetween(bangkokDay(new Date(sent.sentAt)), bangkokDay(new Date(answer(sent.referralId, 'DONE')!.at))),
          ),
        ),
      },
      fiscalYearHouseholds: size('fiscalYearHouseholds'),
      sinceListHouseholds: size('sinceListHouseholds'),
      percentOfFrozen: hasBaseline ? percent(size('percentOfFrozen'), frozen.size) : null,
      percentOfAdjusted: hasBaseline ? percent(size('percentOfAdjusted'), adjusted.size) : null,
      outsideList: size('outsideList'),
      recordedOnTime: percent(
        a4.filter((help) => daysBetween(help.day, bangkokDay(new Date(firstDelivered(help)))) <= 7).length,
        a4.length,
      ),
      extra: {
        adviceOnlyHouseholds: size('extra.adviceOnlyHouseholds'),
        integratedSinceList: size('extra.integratedSinceList'),
        recordedAfterClose: a4.filter((help) => firstDelivered(help) > close).length,
      },
    };
  };

  // Rows: the order, others with a figure, the unspecified last.
  const orders = input.committees
    .filter((order) => order.recordedAt <= T && scope.startsWith(order.area))
    .sort((a, b) => b.area.length - a.area.length || b.recordedAt.localeCompare(a.recordedAt));
  const onOrder = [...new Set((orders[0]?.agencies ?? input.defaultCommittee).map(rowOf))];
  const signs = new Set(
    [...input.activity]
      .filter((sign) => sign.month === month && sign.firstAt <= T)
      .flatMap((sign) => upwards(sign.agency)),
  );
  const isSilent = (agency: string | null): boolean =>
    agency !== null &&
    onOrder.includes(agency) &&
    !signs.has(agency) &&
    ![...listHelps, ...outsideHelps].some((help) => inMonth(help) && help.agencies.has(agency));
  const hasFigure = (value: unknown): boolean =>
    typeof value === 'number'
      ? value !== 0
      : typeof value === 'object' && value !== null && Object.values(value).some(hasFigure);
  const others = input.agencyOrder.filter((agency) => !onOrder.includes(agency) && hasFigure(row(agency)));
  const agencies = [...onOrder, ...others, ...(hasFigure(row(null)) ? [null] : [])];
  const rows = agencies.map((agency): AgencyRow => ({ agency, ...row(agency), silent: isSilent(agency) }));
  const sum = (figure: (some: AgencyRow) => number): number => rows.map(figure).reduce((a, b) => a + b, 0);
  const recordsOfRows = agencies.flatMap((agency) =>
    listHelps.filter((help) => inMonth(help) && help.agencies.has(agency)),
  );

  sets.set('total baseline.frozen', frozen);
  sets.set('total baseline.adjusted', adjusted);
  sets.set('total baseline.lateAdded', lateAdded);
  return {
    report: {
      month,
      area: scope,
      list: ids ? ids.join(',') : null,
      revision: input.revision,
      asOf: formatBangkok(input.asOf),
      definitions: input.definitionsVersion,
      baseline: {
        frozen: hasBaseline ? frozen.size : null,
        adjusted: hasBaseline ? adjusted.size : null,
        lateAdded: lateAdded.size,
      },
      rows,
      total: { ...row(undefined), silent: onOrder.filter(isSilent).length },
      summedRows: {
        households: sum((some) => some.households),
        newHouseholds: sum((some) => some.newHouseholds),
        persons: sum((some) => some.persons),
        assistances: sum((some) => some.assistances),
        byDimension: {
          health: sum((some) => some.byDimension.health),
          living: sum((some) => some.byDimension.living),
          education: sum((some) => some.byDimension.education),
          income: sum((some) => some.byDimension.income),
          access: sum((some) => some.byDimension.access),
        },
        needsTouched: sum((some) => some.needsTouched),
        needsResolved: sum((some) => some.needsResolved),
        integratedHouseholds: sum((some) => some.integratedHouseholds),
        withoutValue: sum((some) => some.withoutValue),
        referrals: {
          received: sum((some) => some.referrals.received),
          accepted: sum((some) => some.referrals.accepted),
          completed: sum((some) => some.referrals.completed),
          rejected: sum((some) => some.referrals.rejected),
          overdue: sum((some) => some.referrals.overdue),
        },
        fiscalYearHouseholds: sum((some) => some.fiscalYearHouseholds),
        sinceListHouseholds: sum((some) => some.sinceListHouseholds),
        outsideList: sum((some) => some.outsideList),
        cashBaht: baht(recordsOfRows.map((help) => help.body.cashBaht)),
        inKindBaht: baht(recordsOfRows.map((help) => help.body.inKindBaht)),
        silent: sum((some) => (some.silent ? 1 : 0)),
      },
    },
    behind: (agency, figure) => [...(sets.get(`${agency} ${figure}`) ?? [])].sort(),
  };
}

/**
 * A second calculation of the queue, written from the table of kinds (casework E) and slow on purpose: it goes through all households at every
 * look, with plain sets, and reads no row of the queue. It takes needs, referrals, resolutions and checks from the documents.
 */
import type { Household, Need } from '#shared/domain/household/household.ts';
import type { EntryFact, FactBody } from '#shared/domain/statistics/facts.ts';
import type { TargetList } from '#shared/domain/target-list/target-list.ts';
import { addDays, bangkokDay } from '#shared/thai/bangkok-time.ts';

/** `owner`: `place <area>`, `unit <code>`, `mentor <sub>` or `agency <slug>`. */
export type NaiveRow = {
  owner: string;
  kind: string;
  about: string;
  since: string;
  dueOn: string;
  from: string;
  priority: number;
};

const OUT = new Set(['SELF_RESOLVED', 'NOT_POOR', 'REFUSED', 'NOT_FOUND', 'MOVED', 'DECEASED', 'DUPLICATE']);
const CLOSED = new Set(['RESOLVED', 'SELF_RESOLVED', 'NOT_SOLVABLE', 'WITHDRAWN']);
const ENDED = new Set(['DONE', 'REJECTED', 'RETURNED', 'WITHDRAWN']);
/** From the least to the furthest, out-states apart. */
const STEPS = [
  'LISTED',
  'ASSIGNED',
  'VISITED',
  'CONFIRMED',
  'PLANNED',
  'ASSISTING',
  'ASSISTED',
  'FOLLOWING',
  'GRADUATED',
  'RELAPSED',
];

const earliest = (days: readonly string[]): string | undefined => [...days].toSorted()[0];
const latest = (days: readonly string[]): string | undefined => [...days].toSorted().at(-1);

type Body<Type extends FactBody['type']> = Extract<FactBody, { type: Type }> & { version: number };

/** Facts of a type that nothing has superseded. */
function factsOf<Type extends FactBody['type']>({ facts }: Household, type: Type): Body<Type>[] {
  const gone = new Set(facts.flatMap((fact: EntryFact) => (fact.supersedes === null ? [] : [fact.supersedes])));
  return facts.flatMap(({ id, version, body }) =>
    body.type === type && !gone.has(id) ? [{ ...(body as Extract<FactBody, { type: Type }>), version }] : [],
  );
}

/** Everything of a household that waits, shown or not. */
function rowsOf(household: Household, lists: ReadonlyMap<string, TargetList>): NaiveRow[] {
  const { id, areaCode, mentor, needs, referrals } = household;
  const place = `place ${areaCode}`;
  const mine = mentor === null ? place : `mentor ${mentor}`;
  const on = [...new Set(household.targets.map(({ list }) => list))];
  const stateOn = (list: string): string => household.verifications[list]?.state ?? 'LISTED';
  const inOn = on.filter((list) => !OUT.has(stateOn(list)));
  const isIn = on.length === 0 || inOn.length > 0;
  const state = inOn
    .map(stateOn)
    .toSorted((a, b) => STEPS.indexOf(a) - STEPS.indexOf(b))
    .at(-1);
  const critical = household.urgency?.level === 'CRITICAL';

  const rows: NaiveRow[] = [];
  const add = (
    kind: string,
    owners: readonly string[],
    since: string,
    dueOn: string,
    from = since,
    about = id,
  ): void => {
    for (const owner of owners) {
      // Of an agency of the state that works, or worked and gave help, the crisis of a household may be told.
      const isTold = !owner.startsWith('agency ') || working.has(owner);
      rows.push({
        owner,
        kind,
        about,
        since,
        dueOn,
        from,
        priority: isTold && (critical || kind === 'CRISIS') ? 0 : 1,
      });
    }
  };
  const working = new Set(
    referrals
      .filter(({ status, ofState }) => ofState && (status === 'ACCEPTED' || status === 'IN_PROGRESS'))
      .map(({ toAgency }) => `agency ${toAgency}`),
  );

  const visits = factsOf(household, 'visit');
  const contacts = [
    ...visits.filter(({ outcome }) => outcome === 'MET').map((one) => one.on),
    ...factsOf(household, 'survey').map((one) => one.on),
    ...factsOf(household, 'follow-up').map((one) => one.on),
    ...factsOf(household, 'rexray')
      .filter(({ gone }) => !gone)
      .map((one) => one.on),
  ];
  const contact = latest(contacts);
  const help = factsOf(household, 'assistance').filter(({ status }) => status !== 'CANCELLED' && status !== 'RETURNED');
  const open = needs.filter(({ status }) => !CLOSED.has(status));
  const helped = (need: Need, after = 0): boolean =>
    help.some(({ needIds, version }) => needIds.includes(need.id) && version > after);
  const statusSaid = (needId: string, after: number): boolean =>
    [
      ...factsOf(household, 'need-status').map((one) => ({ needId: one.needId, version: one.version })),
      ...factsOf(household, 'follow-up').flatMap(({ resolved, version }) =>
        resolved.map((one) => ({ needId: one, version })),
      ),
      ...factsOf(household, 'rexray').flatMap(({ results, version }) =>
        results.map((one) => ({ needId: one.needId, version })),
      ),
    ].some((one) => one.needId === needId && one.version > after);

  if (isIn) {
    const { crisisOn, stage } = household;
    const causes = [
      ...(critical && household.urgency ? [household.urgency.on] : []),
      ...(stage?.stage === 'CRISIS' ? [stage.on] : []),
    ];
    const crisis = causes.length > 0 ? earliest([...causes, ...(crisisOn === null ? [] : [crisisOn])]) : crisisOn;
    const goesOn = causes.length > 0 || (crisisOn !== null && (contact === undefined || contact < crisisOn));
    if (goesOn && crisis !== undefined && crisis !== null)
      add(
        'CRISIS',
        mentor === null ? [place] : [place, mine],
        crisis,
        contact !== undefined && contact >= crisis ? addDays(contact, 7) : addDays(crisis, 3),
      );

    const assigned = household.mentorSince;
    if (mentor !== null && assigned !== null && (contact === undefined || contact < assigned))
      add('FIRST_VISIT', [mine], assigned, addDays(assigned, 7));

    const promise = household.nextDue;
    const promises = promise !== null && (contact === undefined || contact < promise) ? [promise] : [];
    for (const day of promises) add('PROMISED', [mine], day, day);

    const followed = latest(factsOf(household, 'follow-up').map((one) => one.on));
    const follows: [string, string][] = [];
    for (const list of inOn) {
      if (state === undefined || stateOn(list) !== state) continue;
      const terms = lists.get(list);
      const published = terms?.publishedAt;
      const opened =
        terms?.openedOn ??
        (published !== undefined && published <= household.updatedAt ? bangkokDay(new Date(published)) : undefined);
      const given = help.flatMap(({ status, deliveredOn, assistanceType }) =>
        (status === 'DELIVERED' || status === 'VERIFIED') &&
        deliveredOn !== null &&
        deliveredOn >= (opened === undefined ? '' : `${opened.slice(0, 7)}-01`)
          ? [{ on: deliveredOn, advice: assistanceType === 'ADVICE' }]
          : [],
      );
      const real = given.filter(({ advice }) => !advice).map((one) => one.on);
      const last = latest(real) ?? earliest(given.map((one) => one.on));
      const graduated = state === 'GRADUATED' ? household.verifications[list]?.on : undefined;
      const begin =
        state === 'GRADUATED' ? graduated : state === 'ASSISTED' || state === 'FOLLOWING' ? last : undefined;
      if (begin === undefined) continue;
      const days = [
        ...(state === 'GRADUATED' ? [] : [30]),
        ...Array.from({ length: state === 'GRADUATED' ? 4 : 400 }, (_, at) => 90 * (at + 1)),
      ].map((count) => addDays(begin, count));
      const next = days.find((day) => followed === undefined || followed < addDays(day, -7));
      if (next !== undefined) follows.push([begin, next]);
    }
    for (const [begin, day] of follows) add('FOLLOW_UP', [mine], begin, day, addDays(day, -7));

    const every = on.flatMap((list) => {
      const terms = lists.get(list);
      const said =
        terms && (terms.contactDays === undefined ? (terms.source === 'TPMAP' ? 31 : null) : terms.contactDays);
      return typeof said === 'number' ? [said] : [];
    });
    if (contact !== undefined && every.length > 0 && state !== 'GRADUATED') {
      const base = addDays(contact, Math.min(...every));
      if (![...promises, ...follows.map(([, day]) => day)].some((day) => day <= base)) {
        const missed = household.missedOn.filter((day) => day > contact).toSorted();
        let day = base;
        let moves = 0;
        for (const one of missed)
          if (moves < 2 && addDays(one, 7) > day) {
            day = addDays(one, 7);
            moves += 1;
          }
        add('CONTACT', [mine], contact, day, addDays(day, -3));
      }
    }

    const { plan } = household;
    if (mentor !== null && state === 'CONFIRMED')
      for (const list of inOn.filter((one) => stateOn(one) === 'CONFIRMED')) {
        const confirmed = household.verifications[list]?.on ?? '';
        const hadPlan = plan !== null && (plan.status !== 'CLOSED' || (plan.closedOn ?? '') >= confirmed);
        if (!hadPlan) add('NO_PLAN', [mine], confirmed, addDays(confirmed, 30));
      }
    if (mentor !== null && plan !== null && plan.status !== 'CLOSED')
      for (const { end, status } of plan.items)
        if (end !== undefined && status !== 'DONE' && status !== 'CANCELLED')
          add('PLAN_ITEM', [mine], plan.agreedOn ?? end, end, addDays(end, -7));

    for (const need of open) {
      const named = referrals.filter(({ needIds }) => needIds.includes(need.id));
      const isOpen = named.some(({ status }) => !ENDED.has(status));
      const resolved = household.resolutions.some(({ needIds }) => needIds.includes(need.id));
      if (need.solveMode === 'EXTERNAL' && !isOpen && !resolved && !helped(need)) {
        const since = need.status === 'REOPENED' ? need.statusOn : need.openedOn;
        add('EXTERNAL', [place], since, addDays(since, 7));
      }
      const asked: string[] = [];
      let third: (typeof named)[number] | undefined;
      for (const one of named)
        if (one.status !== 'WITHDRAWN') {
          if (!asked.includes(one.toAgency)) asked.push(one.toAgency);
          if (asked.length > 2) third ??= one;
        }
      const taken = named.some(
        (one) =>
          'acceptedIn' in one &&
          one.acceptedIn !== undefined &&
          (!ENDED.has(one.status) || (one.status === 'DONE' && third !== undefined && one.sentIn >= third.sentIn)),
      );
      if (third && !resolved && !taken) {
        const since = bangkokDay(new Date(third.sentAt));
        add('BOUNCED', [place, `unit ${areaCode.slice(0, 2)}`], since, since);
      }
      const looked = factsOf(household, 'rexray')
        .flatMap((one) =>
          one.results.filter(({ needId }) => needId === need.id).map(({ result }) => ({ ...one, result })),
        )
        .toSorted((a, b) => (a.on === b.on ? a.version - b.version : a.on < b.on ? -1 : 1))
        .at(-1);
      const planned = [household.plan, household.planDraft]
        .filter((one) => one?.status !== 'CLOSED')
        .filter((one) => one?.items.some((item) => item.status !== 'CANCELLED' && item.needIds?.includes(need.id)))
        .map((one) => household.planVersions[(one?.version ?? 0) - 1] ?? 0);
      const isSeenTo =
        looked &&
        (isOpen ||
          named.some(({ sentIn }) => sentIn > looked.version) ||
          helped(need, looked.version) ||
          planned.some((saidIn) => saidIn > looked.version));
      if (looked && looked.result !== 'COMPLETE' && !isSeenTo)
        add('UNSOLVED', [place], looked.on, addDays(looked.on, 14));
    }
    for (const one of referrals) {
      if (!('endedIn' in one)) continue;
      const named = open.filter(({ id: needId }) => one.needIds.includes(needId));
      const since = bangkokDay(new Date(one.at));
      const waits = named.filter(({ id: needId }) => !statusSaid(needId, one.endedIn));
      if (one.status === 'DONE' && waits.length > 0)
        add('CLOSE_NEED', [place], since, addDays(since, 7), since, one.id);
      const without = waits.filter(
        (need) =>
          !helped(need, one.endedIn) &&
          !referrals.some(
            (other) =>
              other !== one &&
              other.needIds.includes(need.id) &&
              other.status !== 'WITHDRAWN' &&
              (other.sentIn > one.endedIn || !ENDED.has(other.status)),
          ),
      );
      if ((one.status === 'REJECTED' || one.status === 'RETURNED') && without.length > 0)
        add('REFERRAL_BACK', [place], since, addDays(since, 3), since, one.id);
    }
  }

  for (const one of referrals) {
    if (ENDED.has(one.status)) continue;
    const since = bangkokDay(new Date(one.sentAt));
    const isNew = one.status === 'SENT';
    if (isNew)
      add(
        'REFERRAL_NEW',
        [`agency ${one.toAgency}`],
        since,
        earliest([addDays(since, 7), one.dueAt]) ?? '',
        since,
        one.id,
      );
    else add('REFERRAL_DUE', [`agency ${one.toAgency}`], since, one.dueAt, addDays(one.dueAt, -7), one.id);
    const late = earliest([addDays(one.dueAt, 1), ...(isNew ? [addDays(since, 8)] : [])]) ?? '';
    add('REFERRAL_LATE', [place], since, late, late, one.id);
  }
  for (const one of household.resolutions) {
    const since = one.adoptedOn ?? bangkokDay(new Date(household.createdAt));
    const owners = [`unit ${one.meeting.split('~')[0]}`, `agency ${one.agency}`];
    add('RESOLUTION', owners, since, one.dueOn, addDays(one.dueOn, -7), one.id);
  }
  for (const { kind, on: day, area } of household.checks) {
    if (!isIn && (kind === 'CHECK_NEED' || kind === 'RELAPSE_CHECK')) continue;
    add(kind, [area === undefined ? place : `place ${area}`], day, addDays(day, kind === 'RELAPSE_CHECK' ? 7 : 14));
  }
  for (const list of on)
    for (const { body, id: entry } of household.facts)
      if (
        entry === household.verifications[list]?.entryId &&
        body.type === 'target-state' &&
        body.state === 'DUPLICATE' &&
        body.duplicateOf !== undefined
      )
        add('DUPLICATE', [place], body.on, addDays(body.on, 14));
  return oneEach(rows);
}

/** One row of an owner, kind and thing: the earliest. */
function oneEach(rows: readonly NaiveRow[]): NaiveRow[] {
  return rows.filter(
    (row) =>
      row ===
      rows
        .filter(({ owner, kind, about }) => owner === row.owner && kind === row.kind && about === row.about)
        .toSorted((a, b) => (`${a.dueOn} ${a.since}` < `${b.dueOn} ${b.since}` ? -1 : 1))[0],
  );
}

/** What is shown on a day, of all households. */
export function naiveRows(
  households: readonly Household[],
  lists: ReadonlyMap<string, TargetList>,
  today: string,
): NaiveRow[] {
  return households.flatMap((household) => rowsOf(household, lists)).filter(({ from }) => from <= today);
}

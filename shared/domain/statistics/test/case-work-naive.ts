/* oxlint-disable typescript/no-non-null-assertion -- a test's second opinion: what is missing here should throw */
/**
 * Reports B and C a second time, from the readings of casework B with plain lists over everything at once and no eye to speed. Who is one
 * household and where it counts is that of Report A, which has a second calculation of its own; all else is read from the entries.
 */
import { addDays, bangkokDay, daysBetween, endOfDay, lastDay, previousMonth } from '#shared/thai/bangkok-time.ts';
import { DIMENSIONS } from '#shared/reference/dimensions.ts';
import { TARGET_STATES } from '../../target-list/target-state.ts';
import { knownHouseholds } from '../known-household.ts';
import { selectLists, standingOf } from '../list-selection.ts';
import { daysOfQuarter } from '../quarter.ts';
import { OUT, SHUT, world, type Household, type World } from './naive-knowledge.ts';
import type { CaseHistory } from './random-case-work.ts';

/** Whom a figure counts in a row, as often as it counts them. `row`: `total`, a unit's code, `null` for no unit, an area's code. */
export type NaiveFigures = (row: string, figure: string) => string[];

const LADDER = ['CRISIS', 'SURVIVE', 'SUFFICIENT', 'SUSTAIN'];

export type Asked = {
  area: string;
  lists: readonly string[] | null;
  asOf: Date;
} & ({ quarter: string } | { month: string });

/** R23. */
function reached(
  at: World,
  household: Household,
  metric: string,
  since: string,
  day: string,
  rounds: string[],
): boolean {
  const recordedBy = (instant: string): boolean => bangkokDay(new Date(instant)) <= day;
  const helpDays = at
    .helps(household)
    .map(({ body }) => body.deliveredOn!)
    .filter((on) => on >= since && on <= day)
    .sort();
  switch (metric) {
    case 'ASSISTED':
      return helpDays.length > 0;
    case 'ASSISTED_AND_RECORDED': {
      const first = helpDays[0];
      if (first === undefined) return false;
      const ends = ['RESOLVED', 'PARTIAL', 'SELF_RESOLVED', 'NOT_SOLVABLE'];
      return (
        at.followUps(household, first, day).length > 0 ||
        at
          .needs(household)
          .some(({ statuses }) => statuses.some(({ status, on }) => ends.includes(status) && on >= first && on <= day))
      );
    }
    case 'SURVEYED':
      return at.of(household.ids, 'survey').some(({ body }) => body.on >= since && body.on <= day);
    case 'REXRAYED':
      return at.of(household.ids, 'rexray').some(({ body }) => rounds.includes(body.round) && body.on <= day);
    case 'SOLVED':
      return at.solved(household, day) === 'all';
    default:
      return (
        at.needs(household).some((need) => !['WITHDRAWN', undefined].includes(need.at(day))) &&
        (at
          .of(household.ids, 'plan')
          .some(
            ({ body, recordedAt }) =>
              body.items > 0 && (body.agreedOn === undefined ? recordedBy(recordedAt) : body.agreedOn <= day),
          ) ||
          at.of(household.ids, 'referral-sent').some(({ body }) => recordedBy(body.sentAt)) ||
          at
            .of(household.ids, 'assistance')
            .some(
              (entry) =>
                !['CANCELLED', 'RETURNED'].includes(entry.body.status) &&
                (recordedBy(at.root(entry).recordedAt) || (at.given(entry.body) && entry.body.deliveredOn! <= day)),
            ) ||
          at.of(household.ids, 'visit').some(({ body }) => body.hasWayOut && body.on <= day))
      );
  }
}

/** The units in whose rows a place counts, as known at a moment. */
function unitsOf(history: CaseHistory, place: string, T: string, area: string): string[] {
  const put = history.orders.filter(({ recordedAt }) => recordedAt <= T);
  const covering = (kinds: string[]) =>
    put
      .filter(({ kind, covers }) => kinds.includes(kind) && covers.some((cover) => place.startsWith(cover)))
      .toSorted((a, b) => b.covers[0]!.length - a.covers[0]!.length);
  const own = covering(['DISTRICT', 'TOWN_MUN'])[0];
  return [
    ...(own ? (own.unit === area || !own.unit.startsWith(area) ? [] : [own.unit]) : ['null']),
    ...covering(['FIELD_TEAM'])
      .map(({ unit }) => unit)
      .filter((unit) => unit !== area && unit.startsWith(area)),
  ];
}

export function naiveCaseWork(history: CaseHistory, asked: Asked): NaiveFigures {
  const { area } = asked;
  const T = asked.asOf.toISOString();
  const at = world(history, area, asked.lists, T);
  const isQuarter = 'quarter' in asked;
  const { from, to: until } = isQuarter
    ? daysOfQuarter(asked.quarter)
    : { from: `${asked.month}-01`, to: lastDay(asked.month) };
  const D = [bangkokDay(asked.asOf), until].sort()[0]!;
  const D0 = isQuarter ? addDays(from, -1) : lastDay(previousMonth(asked.month));
  const during = (on: string): boolean => on >= from && on <= D;
  const since = at.since ?? from;
  const counted = new Map<string, string[]>();

  const rowsAt = (place: string, moment = T): string[] => {
    if (area === 'TH') return ['total', place.slice(0, 2)];
    if (!place.startsWith(area)) return [];
    if (isQuarter) return ['total', ...unitsOf(history, place, moment, area)];
    return ['total', place.slice(0, Math.max(4, area.length))];
  };
  const add = (place: string, figure: string, id: string, moment = T): void => {
    for (const row of rowsAt(place, moment)) put(row, figure, id);
  };
  const put = (row: string, figure: string, id: string): void => {
    counted.set(`${row} ${figure}`, [...(counted.get(`${row} ${figure}`) ?? []), id]);
  };
  const inRow = (household: Household, row: string, moment = T): boolean =>
    household.documents.some((document) => document.inBaseline && rowsAt(document.area, moment).includes(row));

  for (const household of at.households) {
    const { id, ids, standing, documents, residence } = household;
    if (isQuarter) quarterOf(household);
    if (!standing) continue;
    const place = standing.area;
    if (isQuarter || rowsAt(place).length === 0) {
      if (!isQuarter) exits();
      continue;
    }
    exits();
    const steps = (day: string): string[] => {
      const within = (on: string | undefined): boolean => on !== undefined && on >= since && on <= day;
      const last = at.followUps(household, since, day).at(-1);
      const previous = at.followUps(household, since, day).at(-2);
      const given = at
        .helps(household)
        .map(({ body }) => body)
        .filter(({ deliveredOn }) => within(deliveredOn!));
      const first = given.map(({ deliveredOn }) => deliveredOn!).sort()[0];
      const lastHelp =
        given
          .filter(({ assistanceType }) => assistanceType !== 'ADVICE')
          .map(({ deliveredOn }) => deliveredOn!)
          .sort()
          .at(-1) ?? first;
      const reopened = at
        .needs(household)
        .some(
          (need) =>
            need.kind === 'PROBLEM' &&
            need.at(day) !== undefined &&
            !SHUT.includes(need.at(day)!) &&
            need.statuses.some(({ status, on }) => status === 'REOPENED' && on <= day),
        );
      const mentorOn = (each: string, on: string) =>
        at.of([each], 'mentor').findLast(({ body }) => body.on <= on)?.body.mentor ?? null;
      let assigned = false;
      for (let on = since; on <= day; on = addDays(on, 1)) assigned ||= ids.some((each) => mentorOn(each, on) !== null);
      const plans = at.of(ids, 'plan');
      const planned = plans.some(({ body }, index) => {
        if (body.agreedOn === undefined || body.agreedOn > day) return false;
        const end =
          body.closedOn ?? plans.slice(index + 1).find((later) => later.body.closedOn !== undefined)?.body.closedOn;
        return body.agreedOn >= since || end === undefined || end >= since;
      });
      const surveyed = at.of(ids, 'survey').some(({ body }) => within(body.on));
      return [
        ...(assigned ? ['ASSIGNED'] : []),
        ...(surveyed ||
        at.of(ids, 'visit').some(({ body }) => within(body.on)) ||
        last ||
        at.of(ids, 'rexray').some(({ body }) => within(body.on))
          ? ['VISITED']
          : []),
        ...(surveyed ? ['SURVEYED'] : []),
        ...(documents.some((document) => TARGET_STATES.slice(3, 10).some((each) => each === at.state(document, day)))
          ? ['CONFIRMED']
          : []),
        ...(planned ? ['PLANNED'] : []),
        ...(first === undefined ? [] : ['ASSISTED']),
        ...(at.solved(household, day) === 'all' ? ['SOLVED'] : []),
        ...(first !== undefined && at.followUps(household, first, day).length > 0 ? ['FOLLOWED'] : []),
        ...(last &&
        lastHelp !== undefined &&
        daysBetween(lastHelp, last.on) >= 90 &&
        !(previous && LADDER.indexOf(last.stage) < LADDER.indexOf(previous.stage)) &&
        !reopened
          ? ['SUSTAINED']
          : []),
      ];
    };
    const named = new Set(
      standing.members.flatMap(({ listings }) =>
        listings.flatMap(({ entry }) => (entry.body.type === 'listed' ? (entry.body.dimensions ?? []) : [])),
      ),
    );
    const helped = new Set(
      at
        .helps(household)
        .filter(({ body }) => body.deliveredOn! >= since && body.deliveredOn! <= D)
        .map(({ body }) => body.dimension),
    );
    for (const row of rowsAt(place)) {
      const isCounted = at.selection.allFrozen ? inRow(household, row) : !standing.lateAdded;
      if (isCounted) put(row, 'households', id);
      for (const step of steps(D))
        if (isCounted) put(row, `funnel.${step}`, id);
        else if (standing.lateAdded) put(row, `funnel.${step}.lateAdded`, id);
      if (isCounted) for (const step of steps(D0)) put(row, `before.${step}`, id);
      if (isCounted && at.solved(household, D) === 'some') put(row, 'solvedPartly', id);
      for (const dimension of DIMENSIONS) {
        const target = isCounted && named.has(dimension);
        if (target) put(row, `dimensions.${dimension}.target`, id);
        if (target && helped.has(dimension)) put(row, `dimensions.${dimension}.helped`, id);
        if (target && at.solved(household, D, dimension) === 'all') put(row, `dimensions.${dimension}.solved`, id);
        if (!target && helped.has(dimension)) put(row, `dimensions.${dimension}.helpedBesides`, id);
      }
      const days = [
        ...['visit', 'survey', 'follow-up', 'rexray', 'target-state', 'mentor'].flatMap((type) =>
          at.of(ids, type as 'visit').map(({ body }) => body.on),
        ),
        ...at.needs(household).flatMap((need) => need.statuses.map(({ on }) => on)),
        ...at.needs(household).map(({ openedOn }) => openedOn),
        ...at.helps(household).map(({ body }) => body.deliveredOn!),
        ...at
          .of(ids, 'plan')
          .map(
            ({ body, recordedAt }) =>
              body.closedOn ?? body.movedOn ?? body.agreedOn ?? bangkokDay(new Date(recordedAt)),
          ),
        // Of several answers of one kind the last tells the day; an answer to nothing tells none.
        ...[...new Set(at.of(ids, 'referral-sent').map(({ body }) => body.referralId))].flatMap((referral) => {
          const answers = at.of(ids, 'referral-answered').filter(({ body }) => body.referralId === referral);
          return [
            at.of(ids, 'referral-sent').findLast(({ body }) => body.referralId === referral)!.body.sentAt,
            ...new Map(answers.map(({ body }) => [body.status, body.at])).values(),
          ].map((moment) => bangkokDay(new Date(moment)));
        }),
      ].filter((on) => on <= D);
      const entered = at.enteredOn(household);
      if (entered <= D && at.atWork(household, D) && daysBetween(days.sort().at(-1) ?? entered, D) > 30)
        put(row, 'noMovement30Days', id);
    }

    function exits(): void {
      for (const document of documents) {
        const now = at.state(document, D);
        if (now !== undefined && OUT.includes(now)) add(document.area, `exits.${now}`, document.id);
      }
    }
    void residence;
  }
  reachCampaigns();
  return (row, figure) => (counted.get(`${row} ${figure}`) ?? []).toSorted();

  function quarterOf(household: Household): void {
    const { id, ids, standing, documents, residence } = household;
    const found = at.of(ids, 'found').map(({ body }) => body);
    if (residence !== null) {
      const now = found.filter(({ on }) => during(on));
      for (const source of new Set(now.map((each) => each.source))) add(residence, `missed.${source}`, id);
      if (now.length > 0) add(residence, 'missed.total', id);
      if (now.length > 0 && standing && at.enteredOn(household) <= D) add(residence, 'missed.listed', id);
    }
    for (const round of history.rounds) {
      if (bangkokDay(new Date(round.createdAt)) > D || round.createdAt > T) continue;
      if (residence !== null && found.some((each) => each.round === round.id && each.on <= D))
        add(residence, `rexray.${round.id}.missedHouseholds`, id);
      const group = history.groups.find((each) => each.some((entries) => entries[0]?.householdId === id))!;
      const whole = knownHouseholds(group, T).find((each) => each.id === id)!;
      const listed = standingOf(whole, selectLists(history.lists, [round.list], area, T), T);
      if (!listed?.area.startsWith(round.scopeArea)) continue;
      add(listed.area, `rexray.${round.id}.cases`, id);
      const last = at
        .of(ids, 'rexray')
        .map(({ body }, index) => ({ ...body, index }))
        .filter((each) => each.round === round.id && each.on <= D)
        .toSorted((a, b) => a.on.localeCompare(b.on) || a.index - b.index)
        .at(-1);
      if (!last) continue;
      const all = (what: string): boolean => last.results.every(({ result }) => result === what);
      add(listed.area, `rexray.${round.id}.done`, id);
      add(
        listed.area,
        `rexray.${round.id}.${last.gone ? 'HOUSEHOLD_GONE' : all('COMPLETE') ? 'COMPLETE' : all('NOT_STARTED') ? 'NOT_STARTED' : 'INCOMPLETE'}`,
        id,
      );
      if (last.needs.length > 0) add(listed.area, `rexray.${round.id}.newProblem`, id);
    }
    if (!standing) return;
    for (const document of documents) {
      const [before, now] = [at.state(document, D0), at.state(document, D)];
      if (before !== undefined) add(document.area, `targets.opening.${before}`, document.id);
      if (now !== undefined) add(document.area, `targets.closing.${now}`, document.id);
      if (now !== undefined && now !== before) add(document.area, `targets.in.${now}`, document.id);
      if (before !== undefined && now !== before) add(document.area, `targets.out.${before}`, document.id);
      if (now !== undefined && before === undefined)
        add(
          document.area,
          `targets.entered.${document.late && !document.inBaseline ? 'lateAdded' : 'baseline'}`,
          document.id,
        );
    }
    const place = standing.area;
    for (const need of at.needs(household))
      for (const part of [need.dimension, 'total']) {
        const [before, now] = [need.at(D0), need.at(D)];
        const isOpen = (status: string | undefined): boolean => status !== undefined && !SHUT.includes(status);
        if (isOpen(before)) add(place, `needs.${part}.openBefore`, id);
        if (isOpen(now)) add(place, `needs.${part}.openAfter`, id);
        if (before === undefined && now !== undefined) add(place, `needs.${part}.opened`, id);
        if (before !== undefined && !isOpen(before) && isOpen(now)) add(place, `needs.${part}.reopened`, id);
        if (now !== undefined && !isOpen(now) && (before === undefined || isOpen(before))) {
          add(place, `needs.${part}.closed`, id);
          add(place, `needs.${part}.closedAs.${now}`, id);
        }
      }
    const stage = (day: string): string => at.followUps(household, '', day).at(-1)?.stage ?? 'NONE';
    if (at.enteredOn(household) <= D) add(place, `outcome.stages.${stage(D0)}.${stage(D)}`, id);
    for (const [reachedState, figure] of [
      ['GRADUATED', 'graduated'],
      ['RELAPSED', 'relapsed'],
    ] as const)
      if (
        documents.some((document) =>
          document.entered.some(({ list }) =>
            at
              .of([document.id], 'target-state')
              .some(({ body }) => body.list === list && body.state === reachedState && during(body.on)),
          ),
        )
      )
        add(place, `outcome.${figure}`, id);
    if (at.isIn(household, D))
      add(
        place,
        `mechanism.${at.mentors(household, D) === null ? 'householdsWithoutMentor' : 'householdsWithMentor'}`,
        id,
      );
    const contacts = [
      ...at
        .of(ids, 'visit')
        .filter(({ body }) => body.outcome === 'MET')
        .map(({ body }) => body.on),
      ...at.of(ids, 'survey').map(({ body }) => body.on),
      ...at.of(ids, 'follow-up').map(({ body }) => body.on),
      ...at
        .of(ids, 'rexray')
        .filter(({ body }) => !body.gone)
        .map(({ body }) => body.on),
    ].filter((on) => on <= D);
    const entered = at.enteredOn(household);
    if (entered <= D && at.atWork(household, D) && daysBetween(contacts.sort().at(-1) ?? entered, D) > 31)
      add(place, 'quality.noContact31Days', id);
    for (const entry of at.known.filter(({ householdId }) => ids.includes(householdId))) {
      const { body } = entry;
      const isHelp = body.type === 'assistance' && at.given(body);
      if (!isHelp && body.type !== 'visit' && body.type !== 'survey' && body.type !== 'follow-up') continue;
      const on = body.type === 'assistance' ? body.deliveredOn! : body.on;
      if (!during(on)) continue;
      const first = isHelp
        ? at
            .chainOf(entry)
            .find((each) => each.body.type === 'assistance' && ['DELIVERED', 'VERIFIED'].includes(each.body.status))!
        : at.root(entry);
      add(place, 'quality.lateEntries.entries', id);
      if (daysBetween(on, bangkokDay(new Date(first.recordedAt))) > 7) add(place, 'quality.lateEntries.late', id);
    }
  }

  function reachCampaigns(): void {
    for (const campaign of history.campaigns) {
      const version = campaign.versions[0]!;
      const whole = world(history, area, version.lists, T);
      const rounds = history.rounds.filter(({ list }) => version.lists.includes(list)).map(({ id }) => id);
      if (version.startsOn! > D) continue;
      for (const [index, { metric, dueOn }] of version.milestones.entries()) {
        const count = (moment: World, known: string, day: string, figure: string): void => {
          for (const household of moment.households) {
            const { id, standing } = household;
            if (!standing || !reached(moment, household, metric, whole.since ?? version.startsOn!, day, rounds))
              continue;
            for (const row of rowsAt(standing.area, known))
              if (inRow(household, row, known)) put(row, `campaign.${campaign.id}.${index}.${figure}`, id);
              else if (figure === 'count' && standing.lateAdded)
                put(row, `campaign.${campaign.id}.${index}.lateAdded`, id);
          }
        };
        count(whole, T, D, 'count');
        const due = endOfDay(dueOn).toISOString();
        if (T < new Date(`${addDays(dueOn, 1)}T00:00:00+07:00`).toISOString() || D < dueOn) continue;
        count({ ...world(history, area, version.lists, due) }, due, dueOn, 'countAtDue');
      }
    }
  }
}

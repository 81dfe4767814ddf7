/**
 * What an account's queue has besides stored rows (casework E): at most 16 reads for an account of one unit, and of a province more for
 * agencies on its order whose mark does not answer (`shared/account/dynamo-focals.ts`). A mentor who has left is one read more.
 */
import type { FocalReader, MentorReader } from '#shared/account/account-store.ts';
import type { UnitOrder } from '#shared/committee/committee-store.ts';
import { pathOf } from '#shared/domain/organisation/organisation.ts';
import type { Principal } from '#shared/domain/access/access.ts';
import { areasOf } from '#shared/domain/account/account.ts';
import { placeOfMentorship } from '#shared/domain/account/mentorship.ts';
import type { RexrayRound } from '#shared/domain/campaign/rexray-round.ts';
import {
  closeMonth,
  isMonthClosing,
  mayHaveLeft,
  noFocal,
  quartersAsked,
  reassign,
  remarks,
  rexray,
  unassigned,
  type KnownMentor,
} from '#shared/domain/due/computed.ts';
import type { DueItem } from '#shared/domain/due/due-item.ts';
import { agenciesOf, desksOf, type Desk } from '#shared/domain/due/queues.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import type { OrganisationDirectory } from '#shared/organisation/organisation-directory.ts';
import type { RegisterStore } from '#shared/register/register-store.ts';
import { notePrefix, type QuarterlyNote } from '#shared/statistics/quarterly-note.ts';
import type { StatisticsStore } from '#shared/statistics/statistics-store.ts';
import type { TargetListStore } from '#shared/target-list/target-list-store.ts';

import type { OrderedCommittee } from './committee-of.ts';

export type ComputedDeps = {
  lists: Pick<TargetListStore, 'all'>;
  rounds: Pick<RegisterStore<RexrayRound>, 'list'>;
  notes: Pick<RegisterStore<QuarterlyNote>, 'list'>;
  statistics: Pick<StatisticsStore, 'worked'>;
  accounts: FocalReader & MentorReader;
  households: Pick<HouseholdStore, 'listLed'>;
  directory: Pick<OrganisationDirectory, 'findPaths'>;
};

export async function computedItems(
  deps: ComputedDeps,
  principal: Principal,
  committee: OrderedCommittee,
  today: string,
): Promise<DueItem[]> {
  const desks = desksOf(principal, committee);
  const [ofDesks, ofAgencies] = await Promise.all([
    itemsOfDesks(deps, desks, committee, today),
    itemsOfAgencies(deps, agenciesOf(principal), today),
  ]);
  return [...ofDesks, ...ofAgencies];
}

async function itemsOfDesks(
  deps: ComputedDeps,
  desks: readonly Desk[],
  committee: OrderedCommittee,
  today: string,
): Promise<DueItem[]> {
  if (desks.length === 0) return [];
  const [lists, rounds] = await Promise.all([deps.lists.all(), deps.rounds.list('', undefined, Infinity)]);
  const found = await Promise.all(
    desks.map(async (desk) => [
      ...unassigned(desk, lists),
      ...rexray(desk, rounds, today),
      ...(desk.level === 'TEAM'
        ? []
        : (
            await Promise.all([
              itemsOfOrders(deps, desk, committee.orders(desk.unit), today),
              itemsOfMentors(deps, desk, committee, today),
            ])
          ).flat()),
    ]),
  );
  return found.flat();
}

/** Mentors whose households are to be assigned anew. Those who are mentors still are not asked what they lead. */
async function itemsOfMentors(
  { accounts, households }: Pick<ComputedDeps, 'accounts' | 'households'>,
  desk: Desk,
  committee: OrderedCommittee,
  today: string,
): Promise<DueItem[]> {
  if (desk.places.length === 0) return [];
  const units = new Map(committee.units(desk.unit.slice(0, 2)).map(({ unit, covers }) => [unit, covers]));
  // Grants of a whole province lie with it.
  const where = new Set([
    placeOfMentorship(desk.unit),
    desk.unit.slice(0, 2),
    ...desk.places.map((place) => place.slice(0, 4)),
  ]);
  const found = (await Promise.all([...where].map((place) => accounts.mentorsAt(place)))).flat();
  const known = found.map((one) => ({ ...one, areas: areasOf(one, (unit) => units.get(unit)) }));
  const left = [...Map.groupBy(known, ({ sub }) => sub)].filter(([, mentorships]) =>
    mayHaveLeft(desk, { mentorships }, today),
  );
  const mentors = await Promise.all(
    left.map(async ([sub, mentorships]): Promise<KnownMentor> => {
      const led = await households.listLed(sub);
      return { sub, mentorships, led: led.map(({ areaCode }) => areaCode) };
    }),
  );
  return reassign(desk, mentors, today);
}

/** What follows from the orders of a unit: remarks of its quarters, and of a province the agencies on its order. */
async function itemsOfOrders(
  deps: ComputedDeps,
  desk: Desk,
  orders: readonly UnitOrder[],
  today: string,
): Promise<DueItem[]> {
  const firstOn = orders.map(({ orderDate }) => orderDate).toSorted()[0];
  const quarters = quartersAsked(today, firstOn);
  const written = await Promise.all(
    quarters.map((quarter) => deps.notes.list(notePrefix(quarter, `${desk.unit}~`), undefined, 1)),
  );
  const unwritten = quarters.filter((_, at) => written[at]?.length === 0);
  const order = orders.toSorted((a, b) => a.version - b.version).at(-1);
  if (desk.level !== 'PROVINCE' || !order) return remarks(desk, unwritten);
  const open = await deps.accounts.withFocal(order.agencies, today);
  const without = order.agencies.filter((agency) => !open.has(agency));
  return [...remarks(desk, unwritten), ...noFocal(desk, order.orderDate, without)];
}

/** A sign of any organisation whose path leads through an agency is one of that agency (reading R52). */
async function itemsOfAgencies(deps: ComputedDeps, agencies: readonly string[], today: string): Promise<DueItem[]> {
  if (agencies.length === 0 || !isMonthClosing(today)) return [];
  const worked = await deps.statistics.worked(today.slice(0, 7));
  const missing = agencies.filter((agency) => !worked.includes(agency));
  if (missing.length === 0) return [];
  const known = await deps.directory.findPaths(worked);
  const alive = new Set(worked.flatMap((slug) => pathOf(slug, (one) => known.get(one))));
  return missing.filter((agency) => !alive.has(agency)).map((agency) => closeMonth(agency, today));
}

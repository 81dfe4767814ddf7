import { coversUnit } from '#functions/api/meetings/meeting-in-scope.ts';
import type { Call } from '#functions/middleware/call.ts';
import type { AccountReader, MentorReader } from '#shared/account/account-store.ts';
import { openPerson } from '#shared/account/sealed-person.ts';
import type { OrderReader } from '#shared/committee/committee-store.ts';
import { coversOfGrants } from '#shared/committee/covers-of-grants.ts';
import type { listMentors as contract } from '#shared/contracts/mentors.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import { areasOf, type Account } from '#shared/domain/account/account.ts';
import { isMentorOn, placeOfMentorship, type Mentorship } from '#shared/domain/account/mentorship.ts';
import { unitOf } from '#shared/domain/case/standing.ts';
import { unitCovers } from '#shared/domain/committee/units.ts';
import type { DueStore } from '#shared/due/due-store.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import { Problem, wrongInput } from '#shared/problems.ts';
import { areaCodesUnder } from '#shared/reference/area-codes.ts';
import type { Sealer } from '#shared/sealing/sealer.ts';
import { isWithin } from '#shared/thai/area-code.ts';
import { bangkokDay } from '#shared/thai/bangkok-time.ts';

export type MentorsDeps = {
  accounts: Pick<AccountReader, 'findAccount'> & MentorReader;
  committees: OrderReader;
  households: Pick<HouseholdStore, 'listLed'>;
  due: Pick<DueStore, 'shown'>;
  sealer: Pick<Sealer, 'open'>;
};

type Item = ReplyOf<typeof contract>['items'][number];

/** Accounts that are looked at side by side. */
const AT_ONCE = 16;
/** Items of one mentor's queue that are looked at. */
const QUEUE = 5000;

/**
 * The mentors of a unit (absent: the account's own) by name: who has a grant there today, and who still leads households that live there.
 * `households` live in the unit; `overdue` of the mentor's items are about these. Throws `outside-scope`.
 */
export async function listMentors(
  deps: MentorsDeps,
  { query, principal, now }: Pick<Call<typeof contract>, 'query' | 'principal' | 'now'>,
): Promise<ReplyOf<typeof contract>> {
  const unit = query.unit ?? unitOf(principal);
  if (unit === undefined) throw wrongInput('/unit', 'ต้องระบุหน่วย', 'required');
  if (!coversUnit(principal, 'mentors:read', unit)) throw new Problem('outside-scope');
  const today = bangkokDay(now);
  const covers = areasOf({ unit }, await coversOfGrants([{ unit }], deps.committees));
  const mentors = [...Map.groupBy(await mentorshipsIn(deps, unit, covers), ({ sub }) => sub)];
  const items: Item[] = [];
  for (let at = 0; at < mentors.length; at += AT_ONCE) {
    const some = mentors.slice(at, at + AT_ONCE);
    const shown = await Promise.all(
      some.map(async ([sub, mentorships]) => {
        const isMentor = mentorships.some((one) => isMentorOn(one, today));
        return await showMentor(deps, { sub, isMentor, covers, today });
      }),
    );
    items.push(...shown.flatMap((item) => item ?? []));
  }
  return { items: items.toSorted((a, b) => orderOf(a).localeCompare(orderOf(b), 'th')) };
}

/** What accounts have or had as mentors in units that share a place with some covers. */
async function mentorshipsIn(
  { accounts, committees }: Pick<MentorsDeps, 'accounts' | 'committees'>,
  unit: string,
  covers: readonly string[],
): Promise<Mentorship[]> {
  const places = new Set([
    placeOfMentorship(unit),
    unit.slice(0, 2),
    ...covers.flatMap((cover) =>
      cover.length > 2 ? [cover.slice(0, 4)] : areaCodesUnder(cover).filter((code) => code.length === 4),
    ),
  ]);
  const found = (await Promise.all([...places].map((place) => accounts.mentorsAt(place)))).flat();
  const coversOf = await coversOfGrants(found, committees);
  return found.filter((one) =>
    areasOf(one, coversOf).some((area) => covers.some((cover) => isWithin(area, cover) || isWithin(cover, area))),
  );
}

/** Undefined: no mentor of these places today, and nobody there is left to it. */
async function showMentor(
  { accounts, households, due, sealer }: MentorsDeps,
  { sub, isMentor, covers, today }: { sub: string; isMentor: boolean; covers: readonly string[]; today: string },
): Promise<Item | undefined> {
  const led = (await households.listLed(sub)).filter(({ areaCode }) => unitCovers(covers, [areaCode]));
  if (!isMentor && led.length === 0) return undefined;
  const [account, waiting] = await Promise.all([
    accounts.findAccount(sub),
    led.length === 0 ? [] : due.shown({ kind: 'mentor', sub }, today, QUEUE),
  ]);
  const here = new Set(led.map(({ id }) => id));
  const overdue = waiting.filter(({ household, dueOn }) => household !== null && here.has(household) && dueOn < today);
  const person = account && (await openPerson(account, sealer));
  return {
    sub,
    displayName: person?.displayName ?? null,
    organisation: organisationOf(account),
    households: led.length,
    overdue: overdue.length,
  };
}

/** The organisation that its grant as mentor names, or else any of its grants. */
function organisationOf(account: Pick<Account, 'grants'> | undefined): string | null {
  const grants = account?.grants ?? [];
  const named =
    grants.find(({ role, agency }) => role === 'MENTOR' && agency !== undefined) ??
    grants.find(({ agency }) => agency !== undefined);
  return named?.agency ?? null;
}

function orderOf({ displayName, sub }: Item): string {
  return `${displayName ?? '~'} ${sub}`;
}

/** What of a household goes on with the one that it was merged into (casework I). */
import { openCheck } from '../household/checks.ts';
import type { Household, Member, MergedHousehold, Need, OpenResolution } from '../household/household.ts';
import type { NeedStatus } from '../household/need-status.ts';
import { withNeed } from '../household/with-need.ts';
import type { Referral } from '../case/referral.ts';

/** Of two things of both households that are one: the one that goes, and the one that stays. */
export type Pair = { readonly from: string; readonly to: string };

/** As it stood when the households were merged; the entry of the merge says it, so the fold needs no other household. */
export type TakenOver = {
  /** The household that goes, behind those that were merged into it before. */
  readonly merged: readonly MergedHousehold[];
  readonly houseCode?: string;
  /** All its members, those that are members of the other one as well included. */
  readonly members: readonly Member[];
  /** All its needs. */
  readonly needs: readonly Need[];
  /** Of needs that are one, the status that was recorded last, when it is the one of the need that goes. */
  readonly statuses?: readonly { readonly needId: string; readonly status: NeedStatus; readonly on: string }[];
  readonly referrals: readonly Referral[];
  readonly resolutions: readonly OpenResolution[];
  /** Its mentor, when the household that stays has none. `since` (`YYYY-MM-DD`). */
  readonly mentor?: { readonly mentor: string; readonly coMentors: readonly string[]; readonly since: string };
  /** Both have a mentor, and not the same: the unit has to end the one of the household that goes. */
  readonly endMentor?: true;
};

/** The version of the household that the merge made, and its day. */
type Moment = { version: number; on: string };
type Taking = Moment & { taken: TakenOver; members: readonly Pair[]; needs: readonly Pair[] };

/** Changes the household that stays. Its own mentor, plan, urgency, days and place on lists stay as they are. */
export function takeOver(household: Household, { taken, members, needs, version, on }: Taking): void {
  household.merged = [...(household.merged ?? []), ...taken.merged];
  if (household.houseCode === undefined && taken.houseCode !== undefined) household.houseCode = taken.houseCode;
  const persons = takeMembers(household, taken.members, members);
  const needOf = new Map(needs.map(({ from, to }) => [from, to]));
  const known = new Set(household.needs.map(({ id }) => id));
  const isOneOfOurs = ({ id }: Need): boolean => known.has(needOf.get(id) ?? '');
  household.needs = taken.needs
    .filter((need) => !isOneOfOurs(need))
    .map((need) => ({
      ...need,
      personId: need.personId === null ? null : (persons.get(need.personId) ?? need.personId),
    }))
    .reduce(withNeed, household.needs);
  for (const { needId, status, on: statusOn } of taken.statuses ?? [])
    household.needs = household.needs.map((need) => (need.id === needId ? { ...need, status, statusOn } : need));
  const ours = (needIds: readonly string[]): string[] => [
    ...new Set(needIds.map((id) => (known.has(needOf.get(id) ?? '') ? (needOf.get(id) ?? id) : id))),
  ];
  household.referrals = [
    ...household.referrals,
    ...taken.referrals.map((referral) => ({ ...referral, needIds: ours(referral.needIds) })),
  ];
  household.resolutions = [
    ...household.resolutions,
    ...taken.resolutions.map((resolution) => ({ ...resolution, needIds: ours(resolution.needIds) })),
  ];
  household.profileIn = version;
  takeMentor(household, taken, { version, on });
}

/** Returns for each member that is one of ours the id of ours. A pair of which ours is not there any more is none. */
function takeMembers(
  household: Household,
  taken: readonly Member[],
  pairs: readonly Pair[],
): ReadonlyMap<string, string> {
  const persons = new Map(
    pairs.flatMap(({ from, to }) => (household.members.some(({ id }) => id === to) ? [[from, to] as const] : [])),
  );
  const other = new Map(taken.map((member) => [member.id, member]));
  const ours = household.members.map((member) => {
    const same = [...persons].flatMap(([from, to]) => (to === member.id ? [from] : []));
    if (same.length === 0) return member;
    const aliases = same.flatMap((id) => [id, ...(other.get(id)?.aliases ?? [])]);
    // What is not known of ours, the other one may say.
    return same.reduce<Member>((whole, id) => ({ ...other.get(id), ...whole }), {
      ...member,
      aliases: [...(member.aliases ?? []), ...aliases],
    });
  });
  const known = new Set(ours.map(({ id }) => id));
  household.members = [...ours, ...taken.filter(({ id }) => !persons.has(id) && !known.has(id))];
  return persons;
}

function takeMentor(household: Household, { mentor, endMentor }: TakenOver, { version, on }: Moment): void {
  if (endMentor) openCheck(household, { kind: 'END_MENTOR', on });
  // A correction may have taken away meanwhile that it had none.
  if (!mentor || household.mentor !== null) return;
  household.mentor = mentor.mentor;
  household.coMentors = [...mentor.coMentors];
  household.mentorSince = mentor.since;
  household.mentorIn = version;
  if (household.mentorFirstOn === null || mentor.since < household.mentorFirstOn)
    household.mentorFirstOn = mentor.since;
}

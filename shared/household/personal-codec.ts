/**
 * The sealed part of a household document: who lives there and where, what they need in their own words, and everything
 * else that nobody looks for. Names are short because each byte is paid for with every write.
 */
import type {
  BirthDate,
  Household,
  Member,
  MergedHousehold,
  Stage,
  Need,
  OpenResolution,
  NeedDetails,
  TargetEntry,
  TargetVerification,
} from '#shared/domain/household/household.ts';

import type { CheckKind } from '#shared/domain/household/checks.ts';
import type { FoundSource } from '#shared/domain/household/found-source.ts';
import type { UrgencyLevel } from '#shared/domain/household/urgency.ts';
import { detailsOf } from '#shared/domain/household/with-need.ts';
import { agenciesToList, type Referral } from '#shared/domain/case/referral.ts';

import {
  damaged,
  packDay,
  packDigits,
  packDimension,
  packDimensions,
  packInstant,
  packOwnId,
  unpackDay,
  unpackDigits,
  unpackDimension,
  unpackDimensions,
  unpackInstant,
  unpackOwnId,
  type Cell,
} from './pack-text.ts';
import { packPlan, unpackPlan, type PackedPlan } from './plan-codec.ts';

type PackedMember = [
  id: string,
  firstName: string,
  lastName?: string | null,
  citizenId?: string | null,
  title?: string | null,
  birthDate?: [date: Cell, year: number, precision: BirthDate['precision']] | null,
  relation?: string | null,
  welfareCard?: Member['welfareCard'] | null,
  welfareCardYear?: number | null,
  telephone?: string | null,
  disability?: 0 | 1 | null,
  aliases?: readonly string[] | null,
];
/** `person` is the place of a member, or an id that no member has. */
type PackedTarget = [
  list: number | string,
  area: Cell,
  person: Cell,
  dimensions: string,
  indicators: number[],
  addedAt: number,
];
type PackedNeed = [
  id: Cell,
  person: Cell,
  dimension: string,
  kind: Need['kind'],
  text: string,
  openedOn: Cell,
  status: Need['status'],
  statusOn: Cell,
  details?: NeedDetails,
];
type PackedVerification = [
  list: number | string,
  state: TargetVerification['state'],
  on: Cell,
  entryId: Cell,
  afterOut?: 1,
];

type PackedCheck = [kind: CheckKind, on: Cell, needId?: Cell, area?: string];

type Packed = {
  /** Created, updated, newest hash. */
  c: number;
  u: number;
  e: string;
  h?: string;
  a?: Household['address'];
  m?: PackedMember[];
  t?: PackedTarget[];
  v?: PackedVerification[];
  n?: PackedNeed[];
  /** Referrals as they are: few households have any. */
  r?: Referral[];
  /** Agencies that helped or mean to, when the worklist also names some that were only asked by a referral. */
  b?: readonly string[];
  /** Open resolutions. */
  o?: OpenResolution[];
  /** Last visit, help, follow-up. */
  l?: [Cell, Cell, Cell];
  /** Last contact, last refusal, visits that met nobody, as since form 3. */
  k?: [contact: Cell, refused: Cell, missed: readonly Cell[]];
  /** First assignment to a mentor, last agreed plan. */
  w?: [Cell, Cell];
  /** The plan in force, the draft of the next one, and which version of the household said each version of the plan. */
  p?: [plan: PackedPlan | null, draft: PackedPlan | null, versions: readonly number[]];
  /** Since when the mentor, in which version it was said, who helps it. */
  y?: [since: Cell, version: number, coMentors?: string[]];
  /** Version that the last word on people and address made, when it is not the first one. */
  j?: number;
  /** Stage and its day. */
  s?: [Stage, Cell];
  /** Urgency and its day. */
  g?: [UrgencyLevel, Cell];
  /** Since when it is in a crisis. */
  z?: Cell;
  /** What waits for its unit: by kind the day of the cause, and what else it names. */
  q?: PackedCheck[];
  /** Where it was found, when, and in which round. */
  f?: [source: FoundSource, on: Cell, round?: string];
  /** Answers of the latest จปฐ. survey: their set, day and letters. */
  i?: [framework: string, on: Cell, answers: string];
  /** The household that it was merged into. */
  d?: string;
  /** Households that were merged into it. */
  x?: readonly MergedHousehold[];
};

/** What the clear part of the item says, by which the sealed part is read. */
export type ClearPart = Pick<
  Household,
  | 'id'
  | 'version'
  | 'areaCode'
  | 'status'
  | 'agencies'
  | 'mentor'
  | 'surveyedOn'
  | 'nextDue'
  | 'duplicates'
  | 'facts'
  | 'factsSince'
>;

export function packPersonal(household: Household, lists: readonly string[]): string {
  const { id } = household;
  const listCell = (list: string): number | string => (lists.includes(list) ? lists.indexOf(list) : list);
  const members = household.members.map((member) => member.id);
  const personCell = (person: string | null): Cell => {
    const at = person === null ? -1 : members.indexOf(person);
    return at >= 0 ? at : person;
  };
  const { lastVisitOn, lastHelpOn, lastFollowUpOn } = household;
  const { lastContactOn, lastRefusedOn, missedOn, stage, urgency, crisisOn, found, bmn } = household;
  const { mentorFirstOn, planAgreedOn, plan, planDraft, planVersions } = household;
  const { mentorSince, mentorIn, coMentors } = household;
  const packed: Packed = {
    c: packInstant(household.createdAt),
    u: packInstant(household.updatedAt),
    e: household.lastEntryHash,
    ...(household.houseCode === undefined ? {} : { h: household.houseCode }),
    ...(Object.keys(household.address).length === 0 ? {} : { a: household.address }),
    ...(members.length === 0 ? {} : { m: household.members.map(packMember) }),
    ...ifAny(
      't',
      household.targets.map((target): PackedTarget => [
        listCell(target.list),
        packDigits(target.area),
        personCell(target.personId),
        packDimensions(target.dimensions),
        target.indicators,
        packInstant(target.addedAt),
      ]),
    ),
    ...ifAny(
      'v',
      Object.entries(household.verifications).map(([list, { state, on, entryId, afterOut }]): PackedVerification => [
        listCell(list),
        state,
        packDay(on),
        packOwnId(id, entryId),
        ...(afterOut ? ([1] as const) : ([] as const)),
      ]),
    ),
    ...ifAny(
      'n',
      household.needs.map((need): PackedNeed => [
        packOwnId(id, need.id),
        personCell(need.personId),
        packDimension(need.dimension),
        need.kind,
        need.text,
        packDay(need.openedOn),
        need.status,
        packDay(need.statusOn),
        ...ifDetailed(need),
      ]),
    ),
    ...ifAny('r', household.referrals),
    ...(agenciesToList(household.referrals).every((agency) => household.agencies.includes(agency))
      ? {}
      : { b: household.agencies }),
    ...ifAny('o', household.resolutions),
    ...((lastVisitOn ?? lastHelpOn ?? lastFollowUpOn) === null
      ? {}
      : { l: [packDay(lastVisitOn), packDay(lastHelpOn), packDay(lastFollowUpOn)] }),
    ...((lastContactOn ?? lastRefusedOn) === null && missedOn.length === 0
      ? {}
      : { k: [packDay(lastContactOn), packDay(lastRefusedOn), missedOn.map(packDay)] }),
    ...((mentorFirstOn ?? planAgreedOn) === null ? {} : { w: [packDay(mentorFirstOn), packDay(planAgreedOn)] }),
    ...(planVersions.length === 0
      ? {}
      : { p: [plan && packPlan(id, plan), planDraft && packPlan(id, planDraft), planVersions] }),
    ...(mentorSince === null
      ? {}
      : { y: [packDay(mentorSince), mentorIn, ...(coMentors.length === 0 ? ([] as const) : ([coMentors] as const))] }),
    ...(household.profileIn <= 1 ? {} : { j: household.profileIn }),
    ...(stage === null ? {} : { s: [stage.stage, packDay(stage.on)] }),
    ...(urgency === null ? {} : { g: [urgency.level, packDay(urgency.on)] }),
    ...(crisisOn === null ? {} : { z: packDay(crisisOn) }),
    ...ifAny(
      'q',
      household.checks.map(({ kind, on, needId, area }): PackedCheck => {
        const need = needId === undefined ? null : packOwnId(id, needId);
        if (area !== undefined) return [kind, packDay(on), need, area];
        return need === null ? [kind, packDay(on)] : [kind, packDay(on), need];
      }),
    ),
    ...(found === null
      ? {}
      : {
          f: [
            found.source,
            packDay(found.on),
            ...(found.round === undefined ? ([] as const) : ([found.round] as const)),
          ],
        }),
    ...(bmn === null ? {} : { i: [bmn.framework, packDay(bmn.on), bmn.answers] }),
    ...(household.mergedInto === undefined ? {} : { d: household.mergedInto }),
    ...(household.merged === undefined ? {} : { x: household.merged }),
  };
  return JSON.stringify(packed);
}

export function unpackPersonal(text: string, clear: ClearPart, lists: readonly string[]): Household {
  const packed: Packed = JSON.parse(text);
  const members = (packed.m ?? []).map(unpackMember);
  const listOf = (cell: number | string): string => (typeof cell === 'string' ? cell : (lists[cell] ?? damaged()));
  const personOf = (cell: Cell): string | null => {
    if (typeof cell === 'number') return members[cell]?.id ?? damaged();
    return cell === null || typeof cell === 'string' ? cell : damaged();
  };
  const [lastVisitOn, lastHelpOn, lastFollowUpOn] = (packed.l ?? [null, null, null]).map(unpackDay);
  const [plan, planDraft, planVersions] = packed.p ?? [null, null, []];
  const [contact, refused, missed] = packed.k ?? [null, null, []];
  return {
    ...clear,
    createdAt: unpackInstant(packed.c),
    updatedAt: unpackInstant(packed.u),
    ...(packed.h === undefined ? {} : { houseCode: packed.h }),
    address: packed.a ?? {},
    members,
    targets: (packed.t ?? []).map(([list, area, person, dimensions, indicators, addedAt]): TargetEntry => ({
      list: listOf(list),
      area: unpackDigits(area),
      personId: personOf(person),
      dimensions: unpackDimensions(dimensions),
      indicators,
      addedAt: unpackInstant(addedAt),
    })),
    verifications: Object.fromEntries(
      (packed.v ?? []).map(([list, state, on, entryId, afterOut]) => [
        listOf(list),
        {
          state,
          on: dayOf(on),
          entryId: unpackOwnId(clear.id, entryId),
          ...(afterOut ? { afterOut: true as const } : {}),
        },
      ]),
    ),
    needs: (packed.n ?? []).map(
      ([needId, person, dimension, kind, needText, openedOn, status, statusOn, details]): Need => ({
        id: unpackOwnId(clear.id, needId),
        personId: personOf(person),
        dimension: unpackDimension(dimension),
        kind,
        text: needText,
        openedOn: dayOf(openedOn),
        status,
        statusOn: dayOf(statusOn),
        ...details,
      }),
    ),
    lastVisitOn: lastVisitOn ?? null,
    lastHelpOn: lastHelpOn ?? null,
    lastFollowUpOn: lastFollowUpOn ?? null,
    lastContactOn: unpackDay(contact),
    lastRefusedOn: unpackDay(refused),
    missedOn: missed.map(dayOf),
    mentorFirstOn: unpackDay(packed.w?.[0] ?? null),
    planAgreedOn: unpackDay(packed.w?.[1] ?? null),
    plan: plan && unpackPlan(clear.id, plan),
    planDraft: planDraft && unpackPlan(clear.id, planDraft),
    planVersions,
    mentorSince: unpackDay(packed.y?.[0] ?? null),
    mentorIn: packed.y?.[1] ?? 0,
    profileIn: packed.j ?? 1,
    coMentors: packed.y?.[2] ?? [],
    stage: packed.s ? { stage: packed.s[0], on: dayOf(packed.s[1]) } : null,
    urgency: packed.g ? { level: packed.g[0], on: dayOf(packed.g[1]) } : null,
    crisisOn: unpackDay(packed.z ?? null),
    checks: (packed.q ?? []).map(([kind, on, needId, area]) => ({
      kind,
      on: dayOf(on),
      ...(needId === undefined || needId === null ? {} : { needId: unpackOwnId(clear.id, needId) }),
      ...(area === undefined ? {} : { area }),
    })),
    found: packed.f
      ? {
          source: packed.f[0],
          on: dayOf(packed.f[1]),
          ...(packed.f[2] === undefined ? {} : { round: packed.f[2] }),
        }
      : null,
    bmn: packed.i ? { framework: packed.i[0], on: dayOf(packed.i[1]), answers: packed.i[2] } : null,
    agencies: packed.b ? [...packed.b] : clear.agencies,
    referrals: packed.r ?? [],
    resolutions: packed.o ?? [],
    lastEntryHash: packed.e,
    ...(packed.d === undefined ? {} : { mergedInto: packed.d }),
    ...(packed.x === undefined ? {} : { merged: packed.x }),
  };
}

function packMember(member: Member): PackedMember {
  const { birthDate } = member;
  const packed: PackedMember = [
    member.id,
    member.firstName,
    member.lastName ?? null,
    member.citizenId ?? null,
    member.title ?? null,
    birthDate ? [packDay(birthDate.date), birthDate.year, birthDate.precision] : null,
    member.relation ?? null,
    member.welfareCard ?? null,
    member.welfareCardYear ?? null,
    member.telephone ?? null,
    member.disability === undefined ? null : member.disability ? 1 : 0,
    member.aliases ?? null,
  ];
  while (packed.at(-1) === null) packed.pop();
  return packed;
}

function unpackMember([
  id,
  firstName,
  lastName,
  citizenId,
  title,
  birthDate,
  relation,
  welfareCard,
  welfareCardYear,
  telephone,
  disability,
  aliases,
]: PackedMember): Member {
  return {
    id,
    ...(citizenId === undefined || citizenId === null ? {} : { citizenId }),
    ...(title === undefined || title === null ? {} : { title }),
    firstName,
    ...(lastName === undefined || lastName === null ? {} : { lastName }),
    ...(birthDate ? { birthDate: { date: unpackDay(birthDate[0]), year: birthDate[1], precision: birthDate[2] } } : {}),
    ...(relation === undefined || relation === null ? {} : { relation }),
    ...(welfareCard ? { welfareCard } : {}),
    ...(typeof welfareCardYear === 'number' ? { welfareCardYear } : {}),
    ...(telephone ? { telephone } : {}),
    ...(disability === undefined || disability === null ? {} : { disability: disability === 1 }),
    ...(aliases ? { aliases } : {}),
  };
}

function ifDetailed(need: Need): [] | [NeedDetails] {
  const details = detailsOf(need);
  return Object.keys(details).length === 0 ? [] : [details];
}

function dayOf(cell: Cell): string {
  return unpackDay(cell) ?? damaged();
}

function ifAny<K extends string, T>(name: K, list: T[]): { [key in K]?: T[] } {
  const found: { [key in K]?: T[] } = {};
  if (list.length > 0) found[name] = list;
  return found;
}

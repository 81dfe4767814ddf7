/**
 * What a row of a target list means for its household: a person listed with dimensions and indicators, or nothing new
 * (design: files in). A list fills in what is not known and overwrites nothing that officers recorded. Pure.
 */
import type { Address, Household, Member, Profile } from '#shared/domain/household/household.ts';
import { findMember } from '#shared/domain/matching/match-person.ts';
import { DIMENSIONS, type Dimension } from '#shared/reference/dimensions.ts';
import { findIndicator } from '#shared/reference/indicators.ts';
import { isWithin } from '#shared/thai/area-code.ts';
import { addressKey } from '../cells/household-key.ts';
import type { FileRow, RowValues } from '../cells/row.ts';
import { refusal, type JudgeContext, type Judgement } from './judgement.ts';
import { addressOf, beginning, differs, elsewhere, isThere, memberOf, profileOf } from './row-profile.ts';

export function judgeTarget(row: FileRow, household: Household | undefined, context: JudgeContext): Judgement {
  const { values } = row;
  const refuse = refusal(row);
  const { list, merged = [] } = context;
  if (!list) return refuse('list-required', 'ไม่พบบัญชีเป้าหมายของไฟล์นี้');
  if (values.listYear !== undefined && values.listYear !== list.yearBe)
    return refuse('list-year-differs', `ปีข้อมูล ${values.listYear} ไม่ตรงกับบัญชีเป้าหมายปี ${list.yearBe}`, 'list_year');
  // A person listed before stays in the area of the list entry, wherever the household lives since.
  // A place of a household that was merged into this one is a place of it, too: nobody is listed twice.
  const places = [...(household?.targets ?? []), ...merged.flatMap(({ targets }) => targets)].filter(
    (target) => target.list === list.id,
  );
  const standsIn = places[0]?.area;
  const area = values.areaCode ?? standsIn ?? household?.areaCode;
  if (area !== undefined && !isWithin(area, list.scopeArea))
    return refuse('area-outside-list', 'พื้นที่นี้อยู่นอกขอบเขตของบัญชีเป้าหมาย', 'area_code');
  const indicators = [...new Set(values.indicators ?? [])].sort((a, b) => a - b);
  const dimensions = dimensionsOf(values.dimensions, indicators);

  if (!household) {
    const start = beginning(row, context);
    if ('outcome' in start) return start;
    const personId = start.members?.[0]?.id;
    if (personId === undefined) return refuse('person-missing', 'ต้องระบุบุคคลเป้าหมาย', 'citizen_id');
    const targets = [{ personId, dimensions, indicators, ...identified(start.members?.[0]) }];
    return {
      outcome: 'created',
      body: { type: 'listed', list: list.id, area: start.areaCode, targets, profile: start },
      problems: [],
    };
  }
  const member = personOf(values, household, merged);
  const known = places.find(({ personId }) => member !== undefined && isOnceOf(member, personId));
  const profile = fillingProfile(household, member, values, context);
  const personId = member?.id ?? profile?.members?.at(-1)?.id;
  if (personId === undefined) return refuse('person-missing', 'ต้องระบุบุคคลเป้าหมาย', 'citizen_id');
  const problems = elsewhere(row, household);
  const same = known && sameSet(known.dimensions, dimensions) && sameSet(known.indicators, indicators);
  if (same && !profile) return { outcome: 'unchanged', problems };
  const listedArea = standsIn ?? area ?? household.areaCode;
  return {
    outcome: known ? 'updated' : 'created',
    body: {
      type: 'listed',
      list: list.id,
      area: listedArea,
      targets: [{ personId, dimensions, indicators, ...identified(profile?.members?.at(-1) ?? member) }],
      ...(profile ? { profile } : {}),
    },
    problems,
  };
}

/** The member of a row. Of two who became one by a merge the household keeps one name and citizen ID: the other is known where it was. */
function personOf(values: RowValues, household: Household, merged: readonly Household[]): Member | undefined {
  const own = findMember(values, household.members)?.member;
  if (own) return own;
  const there = merged.flatMap(({ members }) => findMember(values, members)?.member ?? []);
  return household.members.find((member) => there.some(({ id }) => isOnceOf(member, id)));
}

/** Whether an id is that of a member, here or in a household that was merged into this one. */
function isOnceOf({ id, aliases = [] }: Member, personId: string | null): boolean {
  return personId !== null && (id === personId || aliases.includes(personId));
}

/** Notes that nobody knows the citizen ID of a person. */
function identified(person: Pick<Member, 'citizenId'> | undefined): { withoutCitizenId?: true } {
  return person?.citizenId === undefined ? { withoutCitizenId: true } : {};
}

/** The dimensions a row states; those of its indicators when it states none. In the order of the reference table. */
function dimensionsOf(stated: readonly Dimension[] | undefined, indicators: readonly number[]): Dimension[] {
  const named = new Set(
    stated && stated.length > 0
      ? stated
      : indicators.flatMap((no) => {
          const indicator = findIndicator(no);
          return indicator ? [indicator.mpiDimension ?? indicator.planDimension] : [];
        }),
  );
  return DIMENSIONS.filter((dimension) => named.has(dimension));
}

function sameSet<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((item) => b.includes(item));
}

/** What a list adds to what is not known yet: it never overwrites what officers recorded. */
function fillingProfile(
  household: Household,
  member: Member | undefined,
  values: RowValues,
  context: JudgeContext,
): Profile | undefined {
  const stated = memberOf(values, () => member?.id ?? context.newPersonId());
  const filled = member && stated ? { ...stated, ...member, firstName: member.firstName || stated.firstName } : stated;
  const there = isThere(household, values);
  const stays = there && isSameAddress(household.address, values);
  const address = stays ? { ...addressOf(values), ...household.address } : {};
  return profileOf({
    houseCode: there && household.houseCode === undefined ? values.houseCode : undefined,
    address: differs(household.address, address) ? address : undefined,
    member: filled && (!member || differs(member, filled)) ? filled : undefined,
  });
}

/** Nothing of the row's address speaks against the known one: then it may fill its gaps, else it is another address. */
function isSameAddress(known: Address, { addressNo, moo }: RowValues): boolean {
  return (
    (known.addressNo === undefined ||
      addressNo === undefined ||
      addressKey(known.addressNo) === addressKey(addressNo)) &&
    (known.moo === undefined || moo === undefined || known.moo === moo)
  );
}

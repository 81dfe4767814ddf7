/** What a survey says of who lives in a household and where: all of it when it is the newest, the blanks when it is older. Pure. */
import type { Household, Profile } from '#shared/domain/household/household.ts';
import { compareBirths, findMember, isLessExact } from '#shared/domain/matching/match-person.ts';
import { isThirteenDigits } from '#shared/thai/citizen-id.ts';
import type { RowValues } from '../cells/row.ts';
import type { JudgeContext } from './judgement.ts';
import { addressOf, differs, isThere, memberOf, profileOf } from './row-profile.ts';

/** What a survey that is not older says anew of the household; undefined when nothing. */
export function newerProfile(household: Household, values: RowValues, context: JudgeContext): Profile | undefined {
  const match = findMember(values, household.members);
  const member = match?.member;
  const stated = memberOf(values, () => member?.id ?? context.newPersonId());
  // Which of two swapped names is right, only a person can tell.
  if (stated && match?.by === 'swapped-name') {
    stated.firstName = '';
    delete stated.lastName;
  }
  if (isLessExact(stated?.birthDate, member?.birthDate)) delete stated?.birthDate;
  // A number of another kind leads to the person all the same.
  if (isThirteenDigits(member?.citizenId ?? '') && !isThirteenDigits(stated?.citizenId ?? '')) delete stated?.citizenId;
  // Not to know of a card is no news of one that is known.
  if (stated?.welfareCard === 'UNKNOWN' && member?.welfareCard !== undefined) delete stated.welfareCard;
  const there = isThere(household, values);
  const address = there ? addressOf(values) : undefined;
  return profileOf({
    houseCode: there && values.houseCode !== household.houseCode ? values.houseCode : undefined,
    address: address && differs(household.address, address) ? address : undefined,
    // A blank name does not wipe out a known one.
    member:
      stated && (!member || differs(member, stated))
        ? { ...member, ...stated, firstName: stated.firstName || member?.firstName || '' }
        : undefined,
  });
}

/**
 * What an older survey fills in: an ID, a birth date and a house code that are not known. An ID or birth date of a person whom
 * two members may be, or whose birth dates differ, is not filled in.
 */
export function blanksFilled(household: Household, values: RowValues): Profile | undefined {
  const { citizenId, birthDate, houseCode } = values;
  const match = findMember(values, household.members);
  const isSure = match && !match.ambiguous && compareBirths(birthDate, match.member.birthDate) !== 'different';
  const blanks = {
    ...(citizenId === undefined ? {} : { citizenId }),
    ...(birthDate === undefined ? {} : { birthDate }),
  };
  const known = match?.member.citizenId;
  // Thirteen digits take the place of a number of another kind, whenever they were said.
  const better = known !== undefined && !isThirteenDigits(known) && isThirteenDigits(citizenId ?? '');
  const filled = isSure ? { ...blanks, ...match.member, ...(better ? { citizenId } : {}) } : undefined;
  return profileOf({
    houseCode: isThere(household, values) && household.houseCode === undefined ? houseCode : undefined,
    address: undefined,
    member: match && filled && differs(match.member, filled) ? filled : undefined,
  });
}

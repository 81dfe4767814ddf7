/** Which household a row of a file is of, among those that match it, and what of the row then stays out. */
import { coversHouseholdOfFile } from '#shared/domain/access/placed.ts';
import { maskCitizenId } from '#shared/thai/citizen-id.ts';
import type { FileRow, RowProblem, RowValues } from '../cells/row.ts';
import type { Household } from '#shared/domain/household/household.ts';
import type { HouseholdMatch } from '#shared/domain/matching/match-household.ts';
import {
  contradictionsOf,
  findDoubtedNamesake,
  findMember,
  isIdOfOther,
} from '#shared/domain/matching/match-person.ts';
import type { RowSender } from './judgement.ts';
import { idAlike, personBornElsewhen, placeKnown } from './row-warnings.ts';

export type RowHousehold = {
  /** Undefined: the row's household is not known. */
  household: Household | undefined;
  /** The row without an ID or a house code that another household holds. */
  row: FileRow;
  problems: RowProblem[];
  /** Households that the problems tell of. */
  tellsOf: Household[];
};

/**
 * The household of a row: the strongest of its matches (`matches` are in that order). A merely possible match is not taken, but
 * that a row with neither ID nor house code is of the household that was begun at its place under its name.
 * `houseHolder`: the household that holds the row's house code.
 */
export function householdOfRow(
  row: FileRow,
  matches: readonly HouseholdMatch[],
  houseHolder: Household | undefined,
  sender: RowSender,
): RowHousehold {
  const first = matches.find((match) => isTaken(match, row.values));
  if (!first) return { household: undefined, row, problems: doubtsOfNew(row, matches, sender), tellsOf: [] };
  const bare = sender.source === 'thaiqm-survey' ? placeOfOlderSurvey(row.values, first, matches, sender) : undefined;
  if (bare) return withoutHeldId(row, bare, first.household);
  const taken = withoutForeignHouse(row, first.household, houseHolder, sender);
  const twin = twinAtPlace(row.values, first.household, matches, sender);
  return twin ? { ...taken, problems: [...taken.problems, placeKnown(row)], tellsOf: [...taken.tellsOf, twin] } : taken;
}

/**
 * Another household with somebody of the row's name at the row's place, that nothing sets apart from the one that is taken: two files that came
 * at one moment, one of them with the place only, may have begun it twice. Agencies, which send help, are not told of others at a place.
 */
function twinAtPlace(
  values: RowValues,
  taken: Household,
  matches: readonly HouseholdMatch[],
  { source, scopeAreas }: RowSender,
): Household | undefined {
  if (matches.length < 2 || source === 'assistance' || !coversHouseholdOfFile(scopeAreas, taken)) return undefined;
  const member = findMember(values, taken.members)?.member;
  return matches.find(({ household, reasons, against }) => {
    if (household === taken || against.length > 0 || !coversHouseholdOfFile(scopeAreas, household)) return false;
    if (!reasons.includes('place-and-name') && !reasons.includes('place-and-swapped-name')) return false;
    const alike = findMember(values, household.members)?.member;
    const apart =
      (member && alike && contradictionsOf(member, alike).length > 0) ||
      (taken.houseCode !== undefined && household.houseCode !== undefined && taken.houseCode !== household.houseCode);
    return !apart && !taken.duplicates.includes(household.id) && !household.duplicates.includes(taken.id);
  })?.household;
}

function isTaken({ strength, reasons }: HouseholdMatch, { citizenId, houseCode }: RowValues): boolean {
  if (strength !== 'possible') return true;
  return citizenId === undefined && houseCode === undefined && reasons.includes('place-begun');
}

/**
 * An older survey of a household that has the person without an ID, when another household holds the row's ID: it fills what
 * else is blank where it was made, and the ID stays out. An ID that is somebody else's is none of this: that rejects the row.
 */
function placeOfOlderSurvey(
  values: RowValues,
  holder: HouseholdMatch,
  matches: readonly HouseholdMatch[],
  { scopeAreas }: RowSender,
): Household | undefined {
  const { surveyDate } = values;
  if (surveyDate === undefined || !holder.reasons.includes('citizen-id')) return undefined;
  // Outside the scope nothing is compared: the answer would tell whether a name fits an ID.
  if (coversHouseholdOfFile(scopeAreas, holder.household) && isIdOfOther(values, holder.household.members))
    return undefined;
  return matches.find(
    ({ household, strength }) =>
      household !== holder.household &&
      strength !== 'possible' &&
      household.surveyedOn !== null &&
      surveyDate < household.surveyedOn &&
      coversHouseholdOfFile(scopeAreas, household) &&
      findMember(values, household.members) !== undefined,
  )?.household;
}

function withoutHeldId(row: FileRow, household: Household, holder: Household): RowHousehold {
  const { citizenId, ...values } = row.values;
  const problem: RowProblem = {
    row: row.row,
    column: 'citizen_id',
    severity: 'warning',
    code: 'citizen-id-held',
    message: 'เลขประจำตัวประชาชนนี้บันทึกอยู่กับครัวเรือนอื่นในระบบแล้ว จึงไม่นำเลขมาเติมให้ครัวเรือนนี้ กรุณาตรวจทาน',
    ...(citizenId === undefined ? {} : { value: maskCitizenId(citizenId) }),
  };
  return { household, row: { ...row, values }, problems: [problem], tellsOf: [holder] };
}

/**
 * A house code that another household holds is not this one's: the person is known by ID, so the row speaks of the person's
 * household, and its house code is left out with a warning.
 */
function withoutForeignHouse(
  row: FileRow,
  household: Household,
  holder: Household | undefined,
  { scopeAreas }: RowSender,
): RowHousehold {
  // Of a household outside, nothing more is said.
  if (!holder || holder.id === household.id || !coversHouseholdOfFile(scopeAreas, household))
    return { household, row, problems: [], tellsOf: [] };
  const { houseCode: _foreign, ...values } = row.values;
  const message = 'รหัสประจำบ้านนี้เป็นของครัวเรือนอื่นในระบบ แต่บุคคลนี้อยู่ในอีกครัวเรือนหนึ่ง ระบบใช้ครัวเรือนของบุคคล กรุณาตรวจทาน';
  const problem: RowProblem = {
    row: row.row,
    column: 'house_code',
    severity: 'warning',
    code: 'house-of-other',
    message,
  };
  return { household, row: { ...row, values }, problems: [problem], tellsOf: [holder] };
}

/** A household that the row begins beside one at the same place that may be the same, but for a citizen ID or the years of birth. */
function doubtsOfNew(
  row: FileRow,
  matches: readonly HouseholdMatch[],
  { source, scopeAreas }: RowSender,
): RowProblem[] {
  const near = matches.filter(
    ({ household, against }) => !against.includes('house-code') && coversHouseholdOfFile(scopeAreas, household),
  );
  if (near.some(({ household }) => findDoubtedNamesake(row.values, household.members))) return [idAlike(row)];
  // Agencies, which send help, may not learn when somebody was born.
  const bornElsewhen =
    source !== 'assistance' && near.some(({ against }) => against.length === 1 && against.includes('birth-date'));
  return bornElsewhen ? [personBornElsewhen(row)] : [];
}

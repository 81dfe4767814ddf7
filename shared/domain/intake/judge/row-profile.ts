/**
 * The profile a row states: how a household begins from it, and the parts from which each source decides what it changes
 * (design: files in). Pure.
 */
import type { Address, Household, Member, Profile } from '#shared/domain/household/household.ts';
import type { FileRow, RowProblem, RowValues } from '../cells/row.ts';
import { refusal, warning, type JudgeContext, type Judgement } from './judgement.ts';

/** The profile a household begins with, or why it cannot. */
export function beginning(row: FileRow, context: JudgeContext): (Profile & { areaCode: string }) | Judgement {
  const { values } = row;
  if (values.areaCode === undefined)
    return refusal(row)('area-missing', 'ไม่รู้จักรหัสประจำบ้านนี้ จึงต้องระบุพื้นที่ (ตำบล อำเภอ จังหวัด)', 'area_code');
  const member = memberOf(values, context.newPersonId);
  const address = addressOf(values);
  return {
    ...(values.houseCode === undefined ? {} : { houseCode: values.houseCode }),
    ...(address ? { address } : {}),
    areaCode: values.areaCode,
    members: member ? [member] : [],
  };
}

/** Moves are recorded by officers; a file that places a known household elsewhere is only reported. */
export function elsewhere(row: FileRow, household: Household): RowProblem[] {
  const { areaCode } = row.values;
  if (areaCode === undefined || isThere(household, row.values)) return [];
  const message = `ในระบบครัวเรือนนี้อยู่พื้นที่ ${household.areaCode} ไฟล์ระบุ ${areaCode}: ไม่เปลี่ยนพื้นที่และที่อยู่ หากย้ายจริงให้บันทึกการย้าย`;
  return [warning(row, 'area-differs', message, 'area_code')];
}

/** Whether the row places the household where it is known to live: only then do its house code and address speak of that place. */
export function isThere(household: Household, { areaCode }: RowValues): boolean {
  return areaCode === undefined || areaCode === household.areaCode;
}

export function addressOf(values: RowValues): Address | undefined {
  const address: Address = {
    ...(values.addressNo === undefined ? {} : { addressNo: values.addressNo }),
    ...(values.moo === undefined ? {} : { moo: values.moo }),
    ...(values.village === undefined ? {} : { village: values.village }),
  };
  return Object.keys(address).length > 0 ? address : undefined;
}

export function memberOf(values: RowValues, newPersonId: () => string): Member | undefined {
  if (values.citizenId === undefined && values.firstName === undefined) return undefined;
  return { id: newPersonId(), firstName: values.firstName ?? '', ...particularsOf(values) };
}

function particularsOf(values: RowValues): Omit<Partial<Member>, 'id' | 'firstName'> {
  const { citizenId, title, lastName, birthDate, relation, welfareCard } = values;
  return {
    ...(citizenId === undefined ? {} : { citizenId }),
    ...(title === undefined ? {} : { title }),
    ...(lastName === undefined ? {} : { lastName }),
    ...(birthDate === undefined ? {} : { birthDate }),
    ...(relation === undefined ? {} : { relation }),
    ...(welfareCard === undefined ? {} : { welfareCard }),
  };
}

export function profileOf(parts: {
  houseCode: string | undefined;
  address: Address | undefined;
  member: Member | undefined;
}): Profile | undefined {
  const { houseCode, address, member } = parts;
  if (houseCode === undefined && !address && !member) return undefined;
  return {
    ...(houseCode === undefined ? {} : { houseCode }),
    ...(address ? { address } : {}),
    ...(member ? { members: [member] } : {}),
  };
}

/** Whether `stated` says anything that `known` does not; what it leaves out or blank says nothing. */
export function differs(known: object, stated: object): boolean {
  return Object.entries(stated).some(([key, value]) => {
    if (value === undefined || value === '') return false;
    const before: unknown = Object.hasOwn(known, key) ? Reflect.get(known, key) : undefined;
    return before !== value && JSON.stringify(before) !== JSON.stringify(value);
  });
}

import { readAddressFields, refuseName } from '#functions/api/households/read-new-household.ts';
import type { BodyOf } from '#shared/contracts/route.ts';
import type { putProfile as contract } from '#shared/contracts/profile.ts';
import type { Household } from '#shared/domain/household/household.ts';
import { twice } from '#shared/domain/logbook/body-errors.ts';
import type { AddressCorrection, MemberCorrection, ProfileBody } from '#shared/domain/logbook/kinds/profile.ts';
import { Problem, type InputError } from '#shared/problems.ts';
import { normalizeTitle, splitTitle } from '#shared/thai/person-name.ts';
import { isBlankWord, normalizeThai } from '#shared/thai/thai-text.ts';
import { readTelephone } from '#shared/thai/telephone.ts';

type Body = BodyOf<typeof contract>;

/**
 * The correction in the spelling in which the file keeps it. Throws `invalid-input` with every error at its place: nothing that is
 * corrected, a member named twice, a number for a name, a day that has not come, a telephone that nobody has, an address of elsewhere.
 */
export function readProfile(body: Body, { areaCode }: Pick<Household, 'areaCode'>, today: string): ProfileBody {
  const errors: InputError[] = [];
  const { reason, requestedBy } = body;
  const members = body.members?.map((member, at) => readMember(member, `/members/${at}`, today, errors));
  if (members === undefined && (body.address === undefined || Object.keys(body.address).length === 0))
    errors.push({ pointer: '/members', message: 'ต้องระบุสิ่งที่แก้ไขอย่างน้อยหนึ่งช่อง', code: 'required' });
  errors.push(
    ...twice(members?.map(({ id }) => id) ?? [], (at) => `/members/${at}/id`, {
      message: 'ระบุสมาชิกคนนี้แล้ว',
      code: 'member-twice',
    }),
  );
  const corrected = body.address && readAddress(body.address, areaCode, errors);
  if (errors.length > 0) throw new Problem('invalid-input', { errors });
  return {
    type: 'profile',
    requestedBy,
    reason,
    ...(members ? { members } : {}),
    ...(corrected ? { address: corrected } : {}),
  };
}

function readMember(
  { id, ...said }: NonNullable<Body['members']>[number],
  at: string,
  today: string,
  errors: InputError[],
): MemberCorrection {
  const read: MemberCorrection = { id };
  if (Object.keys(said).length === 0)
    errors.push({ pointer: at, message: 'ต้องระบุสิ่งที่แก้ไขอย่างน้อยหนึ่งช่อง', code: 'required' });
  const { title, firstName, lastName, birthDate, telephone, disability } = said;
  if (title !== undefined)
    read.title = title === null || title === '' ? null : (normalizeTitle(title) ?? normalizeThai(title));
  if (firstName !== undefined) {
    // A title that was typed before the name goes where it belongs, unless another one was said.
    const split = title === undefined ? splitTitle(firstName) : { title: null, name: normalizeThai(firstName) };
    if (split.title !== null) read.title = split.title;
    read.firstName = split.name;
    refuseName(read.firstName, `${at}/firstName`, errors);
  }
  if (lastName !== undefined) {
    const name = normalizeThai(lastName ?? '');
    read.lastName = isBlankWord(name) ? null : name;
    if (read.lastName !== null) refuseName(name, `${at}/lastName`, errors);
  }
  if (birthDate !== undefined) {
    if (birthDate !== null && birthDate > today)
      errors.push({ pointer: `${at}/birthDate`, message: 'วันเกิดต้องไม่เกินวันนี้', code: 'date-in-future' });
    read.birthDate =
      birthDate === null ? null : { date: birthDate, year: Number(birthDate.slice(0, 4)), precision: 'DAY' };
  }
  if (telephone !== undefined) {
    const reading = telephone === null || telephone === '' ? null : readTelephone(telephone);
    if (reading && !reading.ok)
      errors.push({ pointer: `${at}/telephone`, message: reading.message, code: reading.code });
    read.telephone = reading?.ok ? reading.telephone : null;
  }
  if (disability !== undefined) read.disability = disability;
  return read;
}

/** What a number says beside itself (a หมู่, a village) is corrected with it. */
function readAddress(
  { addressNo, moo, village }: NonNullable<Body['address']>,
  areaCode: string,
  errors: InputError[],
): AddressCorrection {
  if (typeof addressNo !== 'string')
    return {
      ...(addressNo === undefined ? {} : { addressNo }),
      ...(moo === undefined ? {} : { moo }),
      ...(village === undefined ? {} : { village: village === null ? null : normalizeThai(village) }),
    };
  const typed = { addressNo, areaCode, moo: moo ?? undefined, village: village ?? undefined };
  const read = readAddressFields(typed, errors, '/address');
  return {
    addressNo: read.addressNo ?? null,
    ...(moo === undefined && read.moo === undefined ? {} : { moo: read.moo ?? null }),
    ...(village === undefined && read.village === undefined ? {} : { village: read.village ?? null }),
  };
}

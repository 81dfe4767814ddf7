/** From what an office typed to the profile that begins a household; every wrong field is named at once. */
import type { registerHousehold as contract } from '#shared/contracts/households.ts';
import type { BodyOf } from '#shared/contracts/route.ts';
import { bangkokDay } from '#shared/thai/bangkok-time.ts';
import { readHouseAddress } from '#shared/thai/house-address.ts';
import { readHouseCode } from '#shared/thai/house-code.ts';
import { isMadeDate } from '#shared/thai/thai-date.ts';
import { resolveArea } from '#shared/reference/resolve-area.ts';
import type { Address, Member, Profile } from '#shared/domain/household/household.ts';
import { faultOfName, normalizeTitle, splitTitle } from '#shared/thai/person-name.ts';
import { isBlankWord, normalizeThai } from '#shared/thai/thai-text.ts';
import type { Identity } from '#shared/household/household-store.ts';
import { Problem, type InputError } from '#shared/problems.ts';

import { readSaidId } from './read-said-id.ts';

export type NewHousehold = { profile: Profile & { areaCode: string; members: Member[] }; identities: Identity[] };

type Body = BodyOf<typeof contract>;

/** Throws `invalid-input` with every error; `newId` makes the ids of members. */
export function readNewHousehold(body: Body, now: Date, newId: () => string): NewHousehold {
  const errors: InputError[] = [];
  const today = bangkokDay(now);
  const identities: Identity[] = [];
  let houseCode: string | undefined;
  if (body.houseCode !== undefined && body.houseCode !== '') {
    const reading = readHouseCode(body.houseCode);
    if (reading.ok) {
      houseCode = reading.houseCode;
      identities.push({ kind: 'house', houseCode });
    } else errors.push({ pointer: '/houseCode', message: reading.message, code: reading.code });
  }
  const seen = new Set<string>();
  const members = body.members.map((member, index): Member => {
    const read = readMember(member, `/members/${index}`, today, newId(), errors);
    if (read.citizenId !== undefined) {
      if (seen.has(read.citizenId))
        errors.push({
          pointer: `/members/${index}/citizenId`,
          message: 'เลขประจำตัวประชาชนซ้ำกับสมาชิกคนอื่นในครัวเรือนนี้',
          code: 'citizen-id-twice',
        });
      seen.add(read.citizenId);
      identities.push({ kind: 'person', citizenId: read.citizenId });
    }
    return read;
  });
  const address = readAddressFields(body, errors);
  if (errors.length > 0) throw new Problem('invalid-input', { errors });
  return {
    identities,
    profile: {
      ...(houseCode === undefined ? {} : { houseCode }),
      address,
      areaCode: body.areaCode,
      members,
    },
  };
}

/** The house number in one spelling; a หมู่ or village that was typed into its field goes where it belongs. `at`: the pointer of the fields. */
export function readAddressFields(
  body: Pick<Body, 'areaCode' | 'addressNo' | 'moo' | 'village'>,
  errors: InputError[],
  at = '',
): Address {
  const { areaCode } = body;
  const village = body.village === undefined ? undefined : normalizeThai(body.village);
  const typed = normalizeThai(body.addressNo);
  for (const [pointer, name, text] of [
    [`${at}/addressNo`, 'บ้านเลขที่', typed],
    [`${at}/village`, 'หมู่บ้าน/ชุมชน', village ?? ''],
  ] as const)
    if (isMadeDate(text))
      errors.push({
        pointer,
        message: `${name}ถูกโปรแกรมตารางเปลี่ยนเป็นวันที่ กรุณาพิมพ์ใหม่เป็นข้อความ`,
        code: 'address-is-date',
      });
  // A house without a number is written with a dash.
  if (isBlankWord(typed)) return { ...given('moo', body.moo), ...given('village', village) };
  const { number, subdistrict, district, province, ...inside } = readHouseAddress(typed);
  if (inside.moo !== undefined && body.moo !== undefined && inside.moo !== body.moo)
    errors.push({
      pointer: `${at}/addressNo`,
      message: `ระบุหมู่ที่ ${inside.moo} ไว้ ไม่ตรงกับหมู่ที่ ${body.moo} กรุณากรอกเฉพาะบ้านเลขที่`,
      code: 'address-moo-differs',
    });
  const place = resolveArea({ areaCode, subdistrict, district, province });
  if (!place.ok && place.code === 'area-conflict')
    errors.push({ pointer: `${at}/addressNo`, message: place.message, code: place.code });
  return {
    ...given('addressNo', number),
    ...given('moo', body.moo ?? inside.moo),
    ...given('village', village ?? inside.village),
  };
}

function given<Key extends keyof Address>(key: Key, value: Address[Key]): Pick<Address, Key> | object {
  return value === undefined ? {} : { [key]: value };
}

function readMember(
  member: Body['members'][number],
  pointer: string,
  today: string,
  id: string,
  errors: InputError[],
): Member {
  const { title, name } =
    member.title === undefined || member.title === ''
      ? splitTitle(member.firstName)
      : { title: normalizeTitle(member.title) ?? normalizeThai(member.title), name: normalizeThai(member.firstName) };
  const read: Member = { id, firstName: name };
  const lastName = normalizeThai(member.lastName ?? '');
  refuseName(name, `${pointer}/firstName`, errors);
  // People with one name have a dash for the other.
  if (!isBlankWord(lastName)) {
    refuseName(lastName, `${pointer}/lastName`, errors);
    read.lastName = lastName;
  }
  if (title !== null) read.title = title;
  if (member.relation !== undefined && member.relation !== '') read.relation = normalizeThai(member.relation);
  if (member.welfareCard !== undefined) read.welfareCard = member.welfareCard;
  const { citizenId = '', idType = 'NONE_TEMP' } = member;
  if (citizenId !== '' || idType !== 'NONE_TEMP') {
    const reading = readSaidId({ citizenId, idType: member.idType }, pointer);
    if (reading.ok) read.citizenId = reading.id;
    else errors.push(reading.error);
  }
  if (member.birthDate !== undefined) {
    if (member.birthDate > today)
      errors.push({ pointer: `${pointer}/birthDate`, message: 'วันเกิดต้องไม่เกินวันนี้', code: 'date-in-future' });
    read.birthDate = { date: member.birthDate, year: Number(member.birthDate.slice(0, 4)), precision: 'DAY' };
  }
  return read;
}

/** Refuses what a file only warns of: the officer who typed the name can correct it at once, and the reply has no place for warnings. */
export function refuseName(name: string, pointer: string, errors: InputError[]): void {
  const fault = faultOfName(name);
  if (fault !== undefined) errors.push({ pointer, message: fault.message, code: fault.code });
}

import { readCitizenId, type IdType } from '#shared/thai/citizen-id.ts';
import { Problem, type InputError } from '#shared/problems.ts';

export type SaidId = { citizenId: string; idType?: IdType | undefined };

/**
 * The number of a person as a caller types it, with the kind that it is said to be of. A number of another kind is refused: one of the two
 * is a slip. `at` is the pointer of the object that holds both. Source: domain.md §2.2.
 */
export function readSaidId(
  { citizenId, idType }: SaidId,
  at: string,
): { ok: true; id: string } | { ok: false; error: InputError } {
  const reading = readCitizenId(citizenId, idType);
  if (!reading.ok)
    return { ok: false, error: { pointer: `${at}/citizenId`, message: reading.message, code: reading.code } };
  if (idType === undefined || idType === reading.idType) return { ok: true, id: reading.id };
  const message = 'ประเภทของเลขประจำตัวไม่ตรงกับเลขที่กรอก';
  return { ok: false, error: { pointer: `${at}/idType`, message, code: 'id-type-differs' } };
}

/** The number that a search names; throws `invalid-input`. */
export function citizenIdOf(said: SaidId): string {
  const reading = readSaidId(said, '');
  if (reading.ok) return reading.id;
  throw new Problem('invalid-input', { errors: [reading.error] });
}

/** What a body may not say, whatever the household: it is refused with every error, each at its place. */
import type { CorrectableBody } from './bodies.ts';
import { Problem, type InputError } from '#shared/problems.ts';

import { isWholeSatang } from '#shared/thai/money.ts';
import type { EntryBody } from './entry.ts';

const BAHT_FIELDS = ['cashBaht', 'inKindBaht', 'incomeNow', 'expenseNow', 'debtNow'] as const;

/** Throws `invalid-input`. */
export function refuseBody(body: EntryBody): void {
  const errors = body.type === 'correction' ? errorsIn(body.entry, '/entry') : errorsIn(body, '');
  if (errors.length > 0) throw new Problem('invalid-input', { errors });
}

function errorsIn(body: EntryBody, at: string): InputError[] {
  switch (body.type) {
    case 'assistance':
      return [
        ...fractions(body, at),
        ...agenciesTwice(body, at),
        ...twice(body.personIds, (index) => `${at}/personIds/${index}`, PERSON_TWICE),
        ...twice(body.needIds, (index) => `${at}/needIds/${index}`, NEED_TWICE),
      ];
    case 'follow-up':
      return [
        ...fractions(body, at),
        ...twice(
          body.needResults.map(({ needId }) => needId),
          (index) => `${at}/needResults/${index}/needId`,
          NEED_TWICE,
        ),
      ];
    case 'survey':
      return at === '' ? needsNamed(body) : needsTwice(body, at);
    case 'registered':
    case 'listed':
    case 'duplicate-named':
    case 'correction':
    case 'visit':
    case 'need':
    case 'need-status':
    case 'target-state':
    case 'move':
      return [];
  }
}

type Of<Type extends CorrectableBody['type']> = Extract<CorrectableBody, { type: Type }>;

function fractions(
  body: Partial<Record<(typeof BAHT_FIELDS)[number], number | null | undefined>>,
  at: string,
): InputError[] {
  return BAHT_FIELDS.filter((field) => !isWholeSatang(body[field] ?? 0)).map((field) => ({
    pointer: `${at}/${field}`,
    message: 'จำนวนเงินมีทศนิยมได้ไม่เกิน 2 ตำแหน่ง',
    code: 'too-many-decimals',
  }));
}

const PERSON_TWICE = { message: 'ระบุบุคคลนี้แล้ว', code: 'person-twice' };
const NEED_TWICE = { message: 'ระบุสภาพปัญหานี้แล้ว', code: 'need-twice' };

/** An error for every id that the list has given before; an entry without an id repeats nothing. */
function twice(
  ids: readonly (string | undefined)[],
  pointerTo: (index: number) => string,
  error: Omit<InputError, 'pointer'>,
): InputError[] {
  return ids.flatMap((id, index) =>
    id !== undefined && ids.indexOf(id) < index ? [{ pointer: pointerTo(index), ...error }] : [],
  );
}

/** An agency helps once: as the giver or with it. */
function agenciesTwice({ agency, coAgencies }: Of<'assistance'>, at: string): InputError[] {
  return coAgencies.flatMap((coAgency, index) => {
    const pointer = `${at}/coAgencies/${index}`;
    if (coAgency === agency)
      return [{ pointer, message: 'หน่วยงานผู้ให้เป็นหน่วยงานร่วมของตนเองไม่ได้', code: 'agency-is-giver' }];
    if (coAgencies.indexOf(coAgency) < index) return [{ pointer, message: 'ระบุหน่วยงานร่วมนี้แล้ว', code: 'agency-twice' }];
    return [];
  });
}

/** A new survey has no needs to keep: their ids are given when it is recorded. */
function needsNamed({ needs }: Of<'survey'>): InputError[] {
  return needs.flatMap(({ id }, index) => {
    if (id === undefined) return [];
    const message = 'ระบบเป็นผู้ออก id ของสภาพปัญหา ระบุ id ได้เฉพาะในรายการแก้ไขผลสำรวจ';
    return [{ pointer: `/needs/${index}/id`, message, code: 'id-outside-correction' }];
  });
}

function needsTwice({ needs }: Of<'survey'>, at: string): InputError[] {
  return twice(
    needs.map(({ id }) => id),
    (index) => `${at}/needs/${index}/id`,
    { message: 'ระบุ id ของสภาพปัญหานี้แล้ว', code: 'need-twice' },
  );
}

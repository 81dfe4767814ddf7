/** What a wrong field is told in Thai, where its schema has no words of its own. Never holds the value that was sent. */
import type * as z from 'zod';

const TYPES: Readonly<Record<string, string>> = {
  string: 'ข้อความ',
  number: 'ตัวเลข',
  int: 'จำนวนเต็ม',
  boolean: 'true หรือ false',
  array: 'รายการ (array)',
  object: 'วัตถุ (object)',
  null: 'null',
};

export const thaiMessages: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'ต้องระบุ' : `ต้องเป็น${TYPES[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `ต้องเป็นค่าใดค่าหนึ่งของ ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return `ต้องไม่น้อยกว่า ${issue.minimum}${unitOf(issue.origin)}`;
    case 'too_big':
      return `ต้องไม่เกิน ${issue.maximum}${unitOf(issue.origin)}`;
    case 'unrecognized_keys':
      return 'ไม่รู้จักช่องข้อมูลนี้';
    case 'invalid_format':
    case 'invalid_union':
    case 'not_multiple_of':
    case 'invalid_key':
    case 'invalid_element':
    case 'custom':
      return 'ข้อมูลไม่ถูกต้อง';
    default:
      return 'ข้อมูลไม่ถูกต้อง';
  }
};

function unitOf(origin: string): string {
  return origin === 'string' ? ' ตัวอักษร' : origin === 'array' ? ' รายการ' : '';
}

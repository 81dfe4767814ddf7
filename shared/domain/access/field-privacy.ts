/**
 * Privacy by field (domain.md §2.1, the privacy table): which class of fields of a household each class of readers is told. What leaves
 * of a household asks here, and decides nothing itself.
 */
/**
 * As what somebody reads a household. UNIT: the office of its district or municipality; AGENCY: an organisation of the state that helps, or
 * has accepted a referral; PARTNER: another organisation with an accepted referral; PROVINCE: secretariat and executives; WRITER: of an
 * entry, who recorded it or its office.
 */
const READERS = ['UNIT', 'FIELD', 'MENTOR', 'AGENCY', 'PARTNER', 'PROVINCE', 'WRITER'] as const;
export type Reader = (typeof READERS)[number];

/**
 * MASKED: a part of it (of a number its ends, of the names the first name of the head). CATEGORY: that there is something of the kind,
 * never what. OWN: what concerns the reader itself, nothing else. HELD: by who holds `sensitive:health` there, else the category. ASKED: to who
 * asks for it with a purpose.
 */
type Told = 'VISIBLE' | 'MASKED' | 'CATEGORY' | 'ABSENT' | 'OWN' | 'HELD' | 'ASKED';

const V = 'VISIBLE';
const M = 'MASKED';
const C = 'CATEGORY';
const NO = 'ABSENT';

/** In the order of READERS. */
const TABLE = {
  /** Names of persons. */
  names: [V, V, V, V, M, V, V],
  /** Citizen IDs, births, the house code. */
  identity: [M, M, M, M, NO, M, M],
  address: [V, V, V, V, V, V, V],
  telephone: [M, V, V, M, V, M, M],
  /** Dimension, kind, category and status of needs. Own to an organisation: of a dimension in which it helps, or referred to it. */
  need: [V, V, V, 'OWN', 'OWN', V, V],
  /** What somebody wrote: words of needs, notes, 4T, reasons. Own to an organisation: of its help, or of what was referred to it. */
  words: [V, V, V, 'OWN', NO, V, V],
  /** Activities of the plan. Own to an agency: those that it supports, of its dimensions, or for a need referred to it. */
  plan: [V, V, V, 'OWN', NO, V, V],
  /** What is coded of health and disability. */
  health: ['HELD', C, 'HELD', 'HELD', C, C, V],
  /** Religion (indicator 37), drugs. */
  secret: ['ASKED', NO, NO, NO, NO, NO, NO],
  /** Income, debt, cash received. Own to an agency: of its help. */
  money: [V, C, V, 'OWN', NO, V, V],
  /** What others than the organisations of the reader gave, as one sum, which says of no giver how much. */
  helpOfOthers: [V, NO, V, V, NO, V, NO],
  /** Who helped with what. */
  help: [V, V, V, V, NO, V, V],
  mentor: [V, V, V, V, V, V, V],
  /** How its case goes: lists, states, days of visits, stage, urgency. */
  course: [V, V, V, V, NO, V, V],
} as const satisfies Record<string, readonly Told[] & { length: (typeof READERS)['length'] }>;

export type FieldClass = keyof typeof TABLE;

/** What leaves of a field: all of it, a part, that there is something, or nothing. The one that tells most first. */
const LEAVES = ['VISIBLE', 'MASKED', 'CATEGORY', 'ABSENT'] as const;
export type Leaves = (typeof LEAVES)[number];

/** As whom a field is read. `health`: the reader holds `sensitive:health` there; `asked`: it asks with a purpose, which is logged. */
export type ReadAs = { readonly readers: readonly Reader[]; readonly health: boolean; readonly asked?: true };

/**
 * What of a class of fields leaves to a reader; to several at once what is told to the one that is told most, to none nothing. `own`: the
 * field concerns the reader itself, as the table says of its class.
 */
export function leaves(field: FieldClass, { readers, health, asked }: ReadAs, own = false): Leaves {
  const cells = READERS.flatMap((reader, at) => (readers.includes(reader) ? (TABLE[field][at] ?? 'ABSENT') : []));
  const left = cells.map((cell): Leaves => {
    if (cell === 'OWN') return own ? 'VISIBLE' : 'ABSENT';
    if (cell === 'ASKED') return asked ? 'VISIBLE' : 'ABSENT';
    if (cell === 'HELD') return health ? 'VISIBLE' : 'CATEGORY';
    return cell;
  });
  return LEAVES.find((one) => left.includes(one)) ?? 'ABSENT';
}

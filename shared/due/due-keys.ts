/**
 * The keys of the rows that a household has in DueItems, as its document holds them. They are held because a later release may make
 * other rows of the same household: what is taken away is what was put, not what would be put today.
 */
import { DUE_KINDS, type DueKind } from '#shared/domain/due/due-item.ts';
import type { Household } from '#shared/domain/household/household.ts';
import type { Key } from '#shared/dynamo/attributes.ts';
import { damaged, packDay, unpackDay, type Cell } from '#shared/household/pack-text.ts';

/** Two letters for each kind, for ever. */
const LETTERS = {
  CRISIS: 'CR',
  UNASSIGNED: 'UA',
  FIRST_VISIT: 'FV',
  CONTACT: 'CO',
  PROMISED: 'PR',
  NO_PLAN: 'NP',
  PLAN_ITEM: 'PI',
  EXTERNAL: 'EX',
  REFERRAL_NEW: 'RN',
  REFERRAL_DUE: 'RD',
  REFERRAL_BACK: 'RB',
  REFERRAL_LATE: 'RL',
  BOUNCED: 'BO',
  CLOSE_NEED: 'CN',
  FOLLOW_UP: 'FU',
  RELAPSE_CHECK: 'RC',
  RESOLUTION: 'RE',
  REXRAY: 'RX',
  UNSOLVED: 'US',
  CHECK_TARGET: 'KT',
  CHECK_NEED: 'KN',
  ARRIVED: 'AR',
  END_MENTOR: 'EM',
  MOVE_REQUEST: 'MR',
  BREAK_GLASS: 'BG',
  DUPLICATE: 'DU',
  REASSIGN: 'RA',
  CLOSE_MONTH: 'CM',
  REMARKS: 'RM',
  NO_FOCAL: 'NF',
  UPLOAD_REJECTS: 'UR',
} as const satisfies Record<DueKind, string>;
const KIND_OF: ReadonlyMap<string, DueKind> = new Map(DUE_KINDS.map((kind) => [LETTERS[kind], kind]));

type Named = Pick<Household, 'id' | 'areaCode' | 'mentor'>;
/** The owner is `p` or `m` where it is the household's place or mentor; the ref is left out where it is the household. */
type PackedKey = [owner: string, kind: string, showFrom: Cell, ref?: string];

export function packDueKeys(keys: readonly Key[], household: Named): string {
  const place = `p#${household.areaCode}`;
  const mentor = household.mentor === null ? undefined : `m#${household.mentor}`;
  return JSON.stringify(
    keys.map(({ pk, sk }): PackedKey => {
      const [showFrom = '', kindText = '', ...rest] = sk.split('#');
      const kind = DUE_KINDS.find((known) => known === kindText);
      const ref = rest.join('#');
      const packed: PackedKey = [
        pk === place ? 'p' : pk === mentor ? 'm' : pk,
        kind === undefined ? damaged() : LETTERS[kind],
        packDay(showFrom),
      ];
      return ref === household.id ? packed : [packed[0], packed[1], packed[2], ref];
    }),
  );
}

export function unpackDueKeys(text: string, household: Named): Key[] {
  const packed: PackedKey[] = JSON.parse(text);
  return packed.map(([owner, letters, day, ref = household.id]) => {
    const kind = KIND_OF.get(letters) ?? damaged();
    const pk = owner === 'p' ? `p#${household.areaCode}` : owner === 'm' ? `m#${household.mentor ?? damaged()}` : owner;
    return { pk, sk: `${unpackDay(day) ?? damaged()}#${kind}#${ref}` };
  });
}

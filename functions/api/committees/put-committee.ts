import type { Call } from '#functions/middleware/call.ts';
import { isMatched, versionOf } from '#functions/middleware/etag.ts';
import {
  unitOrderOf,
  UnitsChanged,
  type CommitteeOrder,
  type CommitteeStore,
} from '#shared/committee/committee-store.ts';
import type { putCommittee as contract } from '#shared/contracts/committees.ts';
import type { BodyOf } from '#shared/contracts/route.ts';
import {
  isMunicipalUnit,
  kindByCode,
  MUNICIPAL_KINDS,
  sharedCover,
  unitsKnownAt,
} from '#shared/domain/committee/units.ts';
import { Problem, type InputError } from '#shared/problems.ts';

const ATTEMPTS = 5;

/**
 * Puts the next order of a unit. The first one needs no `If-Match`; then it is wanted (`precondition-required`), and another
 * version than the newest is refused with what changed since (`version-conflict`), and so is `*` where there is no order yet. Throws
 * `covers-overlap` when another unit of the middle rung has the same cover, `invalid-input` for a kind or cover that the code does not allow.
 */
export async function putCommittee(
  committees: CommitteeStore,
  unit: string,
  { body, ifMatch, now }: Pick<Call<typeof contract>, 'body' | 'ifMatch' | 'now'>,
): Promise<CommitteeOrder> {
  const newest = await committees.newest(unit);
  if (ifMatch === undefined && newest) throw new Problem('precondition-required', { version: newest.version });
  const standing = newest?.version ?? 0;
  if (ifMatch !== undefined && !isMatched(ifMatch, standing))
    throw await conflict(committees, unit, versionOf(ifMatch));
  const order: CommitteeOrder = {
    area: unit,
    version: standing + 1,
    ...orderOf(unit, body),
    recordedAt: now.toISOString(),
  };
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const { orders, mark } = await committees.units(unit.slice(0, 2));
    // Whenever they were put: the clocks of two servers may differ.
    const shared = sharedCover(unitOrderOf(order), unitsKnownAt(orders, NEVER));
    if (shared) throw new Problem('covers-overlap', shared);
    try {
      if (!(await committees.put(order, mark))) throw await conflict(committees, unit, standing);
      return order;
    } catch (failure) {
      if (!(failure instanceof UnitsChanged)) throw failure;
    }
  }
  throw new Problem('busy');
}

/** Sorts behind every instant. */
const NEVER = '~';

type Said = Omit<CommitteeOrder, 'area' | 'version' | 'recordedAt'>;

/** What a body says of a unit; who is on the order is the organisations of its members unless it says so. */
function orderOf(unit: string, body: BodyOf<typeof contract>): Said {
  const { orderNo, orderDate, kind, name, covers, members } = body;
  const agencies = body.agencies ?? [...new Set(members?.flatMap(({ organisation }) => organisation ?? []))];
  const errors = [
    ...(agencies.length === 0
      ? [{ pointer: '/agencies', message: 'ต้องมีอย่างน้อยหนึ่งหน่วยงาน หรือกรรมการที่ระบุหน่วยงาน', code: 'required' }]
      : []),
    ...kindErrors(unit, kind),
    ...coverErrors(unit, covers),
  ];
  if (errors.length > 0) throw new Problem('invalid-input', { errors });
  return {
    orderNo,
    orderDate,
    agencies,
    ...(kind === undefined ? {} : { kind }),
    ...(name === undefined ? {} : { name }),
    ...(covers === undefined ? {} : { covers }),
    ...(members === undefined
      ? {}
      : {
          members: members.map(({ title, organisation, seat }) => ({
            title,
            ...(organisation === undefined ? {} : { organisation }),
            seat,
          })),
        }),
  };
}

function kindErrors(unit: string, kind: Said['kind']): InputError[] {
  const pointer = '/kind';
  if (isMunicipalUnit(unit))
    return kind !== undefined && MUNICIPAL_KINDS.includes(kind)
      ? []
      : [{ pointer, message: 'เทศบาลต้องระบุชนิด CITY_MUN, TOWN_MUN หรือ PATTAYA', code: 'kind-of-municipality' }];
  const byCode = kindByCode(unit);
  return kind === undefined || kind === byCode
    ? []
    : [{ pointer, message: `รหัสนี้เป็นหน่วยชนิด ${byCode ?? ''}`, code: 'kind-of-code' }];
}

function coverErrors(unit: string, covers: readonly string[] | undefined): InputError[] {
  if (covers === undefined)
    return isMunicipalUnit(unit) ? [{ pointer: '/covers', message: 'เทศบาลต้องระบุพื้นที่', code: 'required' }] : [];
  const isProvince = kindByCode(unit) === 'PROVINCE';
  return covers.flatMap((cover, index) => {
    if (cover.slice(0, 2) !== unit.slice(0, 2))
      return [{ pointer: `/covers/${index}`, message: 'ต้องเป็นพื้นที่ในจังหวัดของหน่วย', code: 'cover-outside' }];
    return cover.length === 2 && !isProvince
      ? [{ pointer: `/covers/${index}`, message: 'หน่วยนี้ครอบคลุมทั้งจังหวัดไม่ได้', code: 'cover-too-wide' }]
      : [];
  });
}

/** Names the fields in which the newest order differs from the one that the caller saw. */
async function conflict(committees: CommitteeStore, area: string, seen: number | undefined): Promise<Problem> {
  const newest = await committees.newest(area);
  const before = (await committees.history(area)).find((order) => order.area === area && order.version === seen);
  const fields = ['orderNo', 'orderDate', 'agencies', 'kind', 'name', 'covers', 'members'] as const;
  const changed = fields.filter((field) => JSON.stringify(newest?.[field]) !== JSON.stringify(before?.[field]));
  return new Problem('version-conflict', { version: newest?.version ?? 0, changed });
}

import type { Call } from '#functions/middleware/call.ts';
import type { Cursors } from '#functions/middleware/cursor.ts';
import type { AccessLog } from '#shared/access-log/access-log.ts';
import type { searchHouseholds as contract } from '#shared/contracts/households.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import { coversHousehold, scopesFor, type Principal, type Scope } from '#shared/domain/access/access.ts';
import { placed } from '#shared/domain/access/placed.ts';
import { idTypeOf, maskCitizenId } from '#shared/thai/citizen-id.ts';
import { readHouseCode } from '#shared/thai/house-code.ts';
import type { Household } from '#shared/domain/household/household.ts';
import { isNamed, nameSearch } from '#shared/thai/name-search.ts';
import { identityKey, type HouseholdStore, type Identity } from '#shared/household/household-store.ts';
import { readChain } from '#shared/household/read-following.ts';
import { Problem } from '#shared/problems.ts';
import { areaLabel, areaNameTh } from '#shared/reference/area-names.ts';

import { positionOf, refuseUnknownArea, scopesOver } from './list-households.ts';
import { citizenIdOf } from './read-said-id.ts';
import { walkArea, type Position } from './walk-area.ts';

/**
 * Candidates opened for one call. It is more than tags lead to in any province; where many households were written before names had
 * tags, a cursor goes on.
 */
const OPENED = 5000;
const OPENED_AT_ONCE = 200;
const FOUND_AT_MOST = 50;

type Reply = ReplyOf<typeof contract>;
type Deps = { households: HouseholdStore; accessLog: AccessLog; cursors: Cursors };
type Asked = Pick<Call<typeof contract>, 'body' | 'scopes' | 'principal' | 'now'>;

/**
 * Searches by an exact citizen ID, an exact house code, or the beginning of a name in an area; every household it found is
 * logged. What an exact number finds outside the scope is only said to be held in another province, without the person.
 * An agency finds any household by its number, and sees its people when it gave help to it.
 */
export async function searchHouseholds(deps: Deps, asked: Asked): Promise<Reply> {
  const { body } = asked;
  if ('citizenId' in body) return await byIdentity(deps, asked, { kind: 'person', citizenId: citizenIdOf(body) });
  if ('houseCode' in body)
    return await byIdentity(deps, asked, { kind: 'house', houseCode: houseCodeOf(body.houseCode) });
  return await byName(deps, asked, body);
}

export function houseCodeOf(text: string): string {
  const reading = readHouseCode(text);
  if (reading.ok) return reading.houseCode;
  throw new Problem('invalid-input', {
    errors: [{ pointer: '/houseCode', message: reading.message, code: reading.code }],
  });
}

async function byIdentity(deps: Deps, { scopes, principal, now }: Asked, identity: Identity): Promise<Reply> {
  const id = (await deps.households.find([identity])).get(identityKey(identity));
  const household = id === undefined ? undefined : (await readChain(deps.households, id)).at(-1);
  if (!household) return { items: [], nextCursor: null, heldElsewhere: null };
  await log(deps, principal, now, [household]);
  const isAgency = scopes.some(({ kind }) => kind === 'agency');
  if (isAgency || coversHousehold(scopes, placed(household)))
    return { items: [showFound(household, principal)], nextCursor: null, heldElsewhere: null };
  return { items: [], nextCursor: null, heldElsewhere: provinceOf(household) };
}

/** Where to ask; nothing of the household but its province. */
export function provinceOf({ areaCode }: Pick<Household, 'areaCode'>): { province: string; provinceName: string } {
  const province = areaCode.slice(0, 2);
  return { province, provinceName: areaNameTh(province) ?? province };
}

async function byName(
  deps: Deps,
  { scopes, principal, now }: Asked,
  { name, area, cursor }: { name: string; area: string; cursor?: string | undefined },
): Promise<Reply> {
  const search = nameSearch(name);
  if (search === undefined)
    throw new Problem('invalid-input', {
      errors: [{ pointer: '/name', message: 'ต้องมีอย่างน้อย 2 ตัวอักษร', code: 'too-small' }],
    });
  const reach = scopesOver(scopes, area, principal);
  refuseUnknownArea(area);
  const binding = ['search', principal.sub, scopes, area, search.begun];
  const after = cursor === undefined ? undefined : positionOf(deps.cursors.read(cursor, binding));

  const found: Household[] = [];
  let position: Position | undefined;
  let more = false;
  let opened = 0;
  const sizes = { first: FOUND_AT_MOST + 1, most: OPENED_AT_ONCE };
  const candidates: Parameters<typeof walkArea>[0] = {
    listArea: (stretch, from, limit) => deps.households.listNamed(stretch, search, from, limit),
  };
  walking: for await (const summaries of walkArea(candidates, area, after, sizes)) {
    // Of agencies and mentors, the index tells whose file a household cannot be.
    const near = summaries.filter(({ areaCode, agencies, mentor }) =>
      coversHousehold(reach, { areas: [areaCode], agencies, mentor }),
    );
    const documents = await deps.households.getMany(near.map(({ id }) => id));
    opened += documents.size;
    for (const { id, areaCode } of summaries) {
      const household = documents.get(id);
      const isFound =
        household &&
        household.mergedInto === undefined &&
        coversHousehold(reach, placed(household)) &&
        household.members.some((member) => isNamed(member, search));
      // Only one more that is found makes another page: none comes empty.
      more = isFound === true && found.length >= FOUND_AT_MOST;
      if (more) break walking;
      position = [areaCode, id];
      if (isFound) found.push(household);
    }
    more = opened >= OPENED;
    if (more) break;
  }
  await log(deps, principal, now, found);
  return {
    items: found.map((household) => showFound(household, principal)),
    nextCursor: more && position ? deps.cursors.sign(position, binding) : null,
    heldElsewhere: null,
  };
}

async function log(deps: Deps, { sub, roles }: Principal, now: Date, households: readonly Household[]): Promise<void> {
  await deps.accessLog.recordPage({ at: now.toISOString(), sub, roles, action: 'SEARCH', households });
}

/** People are shown to those who may read the file. */
export function showFound(household: Household, principal: Principal): Reply['items'][number] {
  const { id, areaCode, address, members } = household;
  const mayRead: readonly Scope[] = scopesFor(principal, 'households:read');
  if (!coversHousehold(mayRead, placed(household)))
    return { id, areaCode, areaName: areaLabel(areaCode), houseCode: null, addressNo: null, moo: null, members: [] };
  return {
    id,
    areaCode,
    areaName: areaLabel(areaCode),
    houseCode: household.houseCode ?? null,
    addressNo: address.addressNo ?? null,
    moo: address.moo ?? null,
    members: members.map(({ id: memberId, citizenId, firstName, lastName }) => ({
      id: memberId,
      citizenId: citizenId === undefined ? null : maskCitizenId(citizenId),
      idType: idTypeOf(citizenId),
      firstName,
      lastName: lastName ?? null,
    })),
  };
}

/** The register of organisations: who is entered by whom, and under which name. */
import { createHash } from 'node:crypto';
import type * as z from 'zod';

import type { Call } from '#functions/middleware/call.ts';
import type { Cursors } from '#functions/middleware/cursor.ts';
import type { ClaimFor } from '#functions/middleware/idempotency.ts';
import type {
  createOrganisation as createContract,
  listOrganisations as listContract,
  organisation as shown,
  putOrganisation as putContract,
} from '#shared/contracts/organisations.ts';
import type { BodyOf, ReplyOf } from '#shared/contracts/route.ts';
import { manages } from '#shared/domain/access/manages.ts';
import {
  BUILT_IN,
  heightOver,
  levelOf,
  LONGEST_PATH,
  pastWith,
  slugPrefix,
  standsUnderItself,
  type Organisation,
} from '#shared/domain/organisation/organisation.ts';
import { createOrganisationDirectory } from '#shared/organisation/organisation-directory.ts';
import { Problem, wrongInput } from '#shared/problems.ts';
import { agencyKey } from '#shared/reference/agencies.ts';
import type { RegisterStore } from '#shared/register/register-store.ts';
import { isWithin } from '#shared/thai/area-code.ts';
import { formatBangkok } from '#shared/thai/bangkok-time.ts';
import { normalizeThai } from '#shared/thai/thai-text.ts';

import { refuseStale, stale } from './refuse-stale.ts';

export type OrganisationDeps = { organisations: RegisterStore<Organisation>; cursors: Cursors };

type Shown = z.input<typeof shown>;
type Said = BodyOf<typeof createContract>;

/** Organisations that a page looks at for its filter. */
const LOOKED_AT = 2000;
const READ_AT_ONCE = 500;
/** Sorts before every slug. */
const FIRST = '!';

/** Organisations of the register, those that are built in first, then by slug. */
export async function listOrganisations(
  { organisations, cursors }: OrganisationDeps,
  { query, principal }: Pick<Call<typeof listContract>, 'query' | 'principal'>,
): Promise<ReplyOf<typeof listContract>> {
  const { cursor, limit, area, sector } = query;
  const binding = ['organisations', principal.sub, area ?? null, sector ?? null];
  let [after] = cursor === undefined ? [] : cursors.read(cursor, binding);
  const asked = (one: Organisation): boolean =>
    (sector === undefined || one.sector === sector) &&
    (area === undefined || one.areaCode === null || isWithin(one.areaCode, area) || isWithin(area, one.areaCode));
  const items = after === undefined ? [...BUILT_IN.values()].filter(asked).map(show) : [];
  // Codes of provinces sort before `th`.
  for (const prefix of area === undefined ? [''] : [slugPrefix(area), slugPrefix(null)]) {
    if (after !== undefined && prefix !== '' && after > `${prefix}~`) continue;
    const from = after !== undefined && after.startsWith(prefix) ? after : undefined;
    let lookedAt = 0;
    let last = from;
    for (;;) {
      const batch = await organisations.list(prefix, last, READ_AT_ONCE);
      for (const one of batch) {
        if (items.length >= limit || lookedAt >= LOOKED_AT)
          return { items, nextCursor: cursors.sign([last ?? (prefix === '' ? FIRST : prefix)], binding) };
        lookedAt += 1;
        last = one.id;
        if (asked(one)) items.push(show(one));
      }
      if (batch.length < READ_AT_ONCE) break;
    }
    after = last ?? after;
  }
  return { items, nextCursor: null };
}

/**
 * Enters an organisation. Its slug is the code of its province, or `th`, and ten letters of a digest of its name and area: ASCII, the
 * same for good, and it tells nothing of a name that may be a person's. Throws `outside-scope`; `organisation-exists` with the slug of
 * the one of this name in this area, or of the built-in one; `invalid-input` for a circle or a path that is too long.
 */
export async function createOrganisation(
  deps: OrganisationDeps,
  call: Pick<Call<typeof createContract>, 'body' | 'scopes' | 'principal' | 'now'>,
  claimFor: ClaimFor<{ slug: string }>,
): Promise<Organisation> {
  const { body, scopes, principal, now } = call;
  const areaCode = body.areaCode ?? null;
  if (!manages(scopes, areaCode)) throw new Problem('outside-scope');
  const said = standingOf(body);
  await refuseTaken(deps, said, undefined);
  for (let turn = 0; ; turn += 1) {
    const id = slugOf(said, turn);
    await refuseWrongPath(deps, id, said);
    const organisation: Organisation = {
      id,
      version: 1,
      ...said,
      changedAt: now.toISOString(),
      changedBy: principal.sub,
      before: [],
    };
    if (await deps.organisations.create(organisation, claimFor({ slug: id }))) return organisation;
    const standing = await deps.organisations.get(id);
    // Another of this name was entered meanwhile; or one that was, and has another name now.
    if (standing && sameName(standing, said)) throw new Problem('organisation-exists', { slug: id });
  }
}

/** Replaces what is said of an organisation. Throws `organisation-not-found`, `organisation-built-in`, and as entering it does. */
export async function putOrganisation(
  deps: OrganisationDeps,
  call: Pick<Call<typeof putContract>, 'params' | 'body' | 'scopes' | 'principal' | 'now' | 'ifMatch'>,
): Promise<Organisation> {
  const { params, body, scopes, principal, now, ifMatch } = call;
  if (BUILT_IN.has(params.slug)) throw new Problem('organisation-built-in');
  const before = await deps.organisations.get(params.slug);
  if (!before) throw new Problem('organisation-not-found');
  const said = standingOf(body);
  if (!manages(scopes, before.areaCode) || !manages(scopes, said.areaCode)) throw new Problem('outside-scope');
  refuseStale(ifMatch, before, saidOf(before), said);
  if (slugPrefix(said.areaCode) !== slugPrefix(before.areaCode))
    throw wrongInput('/areaCode', 'ย้ายหน่วยงานข้ามจังหวัดไม่ได้ กรุณาเพิ่มเป็นหน่วยงานใหม่', 'organisation-moves');
  await refuseTaken(deps, said, before.id);
  await refuseWrongPath(deps, before.id, said);
  const at = now.toISOString();
  const after: Organisation = {
    id: before.id,
    version: before.version + 1,
    ...said,
    changedAt: at,
    changedBy: principal.sub,
    before: pastWith(before, said, at),
  };
  if (await deps.organisations.update(before, after)) return after;
  const newest = (await deps.organisations.get(before.id)) ?? before;
  throw stale(newest, saidOf(newest), said);
}

export function show({ id, version, changedAt, ...organisation }: Organisation): Shown {
  const { nameTh, shortTh, sector, level, areaCode, parent, reportsAs, active } = organisation;
  return {
    slug: id,
    version,
    nameTh,
    shortTh,
    sector,
    level,
    areaCode,
    parent,
    reportsAs,
    active,
    changedAt: version === 0 ? null : formatBangkok(new Date(changedAt)),
  };
}

type SaidOf = Omit<Organisation, 'id' | 'version' | 'changedAt' | 'changedBy' | 'before'>;

function standingOf({ nameTh, shortTh, sector, level, areaCode, parent, reportsAs, active }: Said): SaidOf {
  return {
    nameTh: normalizeThai(nameTh),
    shortTh: shortTh === undefined ? null : normalizeThai(shortTh),
    sector,
    level: level ?? levelOf(sector, areaCode ?? null),
    areaCode: areaCode ?? null,
    parent: parent ?? null,
    reportsAs: reportsAs ?? null,
    active: active ?? true,
  };
}

function saidOf({
  id: _id,
  version: _version,
  changedAt: _at,
  changedBy: _by,
  before: _before,
  ...said
}: Organisation): SaidOf {
  return said;
}

function slugOf({ nameTh, areaCode }: SaidOf, turn: number): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([agencyKey(nameTh), areaCode, turn]))
    .digest();
  const letters = 'abcdefghijkmnpqrstuvwxyz23456789';
  return slugPrefix(areaCode) + [...digest.subarray(0, 10)].map((byte) => letters.charAt(byte % 32)).join('');
}

function sameName(one: Pick<SaidOf, 'nameTh' | 'areaCode'>, other: Pick<SaidOf, 'nameTh' | 'areaCode'>): boolean {
  return one.areaCode === other.areaCode && agencyKey(one.nameTh) === agencyKey(other.nameTh);
}

/** A name stands once in an area, and the names of the built-in ones nowhere else. `own`: the slug of the one that is changed. */
async function refuseTaken({ organisations }: OrganisationDeps, said: SaidOf, own: string | undefined): Promise<void> {
  const builtIn = [...BUILT_IN.values()].find(({ nameTh }) => agencyKey(nameTh) === agencyKey(said.nameTh));
  const taken =
    builtIn ??
    (await organisations.list(slugPrefix(said.areaCode), undefined, Infinity)).find(
      (one) => one.id !== own && sameName(one, said),
    );
  if (taken) throw new Problem('organisation-exists', { slug: taken.id });
}

/**
 * Two changes at one moment may still close a circle: whoever follows a path ends it (`pathOf`), so it does no harm and is refused
 * at the next change.
 */
async function refuseWrongPath({ organisations }: OrganisationDeps, id: string, said: SaidOf): Promise<void> {
  const above = [said.parent, said.reportsAs].filter((slug) => slug !== null);
  const found = await createOrganisationDirectory(organisations, () => 0).findPaths(above);
  const find = (slug: string) => found.get(slug);
  const pointer = said.parent === null ? '/reportsAs' : '/parent';
  if (standsUnderItself(id, said, find))
    throw wrongInput(
      pointer,
      'หน่วยงานสังกัดหรือรายงานในนามของตนเองไม่ได้ ทั้งทางตรงและผ่านหน่วยงานอื่น',
      'organisation-in-circle',
    );
  if (heightOver(said, find) > LONGEST_PATH)
    throw wrongInput(pointer, `สายการบังคับบัญชายาวเกิน ${LONGEST_PATH} ชั้น`, 'organisation-too-deep');
}

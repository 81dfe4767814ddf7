/** What is held of a person who asked for it, and which organisations looked at it: the answer to a request of the kind ACCESS. */
import { birthDateText } from '#functions/api/households/show-household.ts';
import type { Call } from '#functions/middleware/call.ts';
import { whereaboutsOf } from '#shared/access-log/whereabouts.ts';
import type { AccessLog, Looked, Whereabouts } from '#shared/access-log/access-log.ts';
import type { AccountHistory } from '#shared/account/account-store.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import type { exportSubjectRequest as contract } from '#shared/contracts/subject-requests.ts';
import { coversHousehold, scopesFor, type Scope } from '#shared/domain/access/access.ts';
import { placed } from '#shared/domain/access/placed.ts';
import { heldHelp } from '#shared/domain/household/given-help.ts';
import type { Household, Member } from '#shared/domain/household/household.ts';
import { officesThatLooked, type OfficeLooks } from '#shared/domain/subject-request/offices-that-looked.ts';
import { statusOf } from '#shared/domain/subject-request/subject-request.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import { readChain } from '#shared/household/read-following.ts';
import type { OrganisationDirectory } from '#shared/organisation/organisation-directory.ts';
import { Problem } from '#shared/problems.ts';
import { areaLabel } from '#shared/reference/area-names.ts';
import { formatBangkok } from '#shared/thai/bangkok-time.ts';

import { noteLook, requestInScope, type RequestDeps } from './requests.ts';

export type ExportDeps = RequestDeps & {
  households: Pick<HouseholdStore, 'get' | 'factsOf' | 'allFacts'>;
  accessLog: AccessLog;
  accounts: AccountHistory;
  directory: Pick<OrganisationDirectory, 'find'>;
};

type Reply = ReplyOf<typeof contract>;

/** Masked elsewhere, and shown here: it is the person's own. */
const SHOWN = ['citizenId', 'birthDate', 'houseCode'] as const;

/**
 * Who may answer a request may export it before, to see what it would give; others once it is answered, and nobody what was refused.
 * Throws `subject-request-not-found`, and `no-export`, also when the person has left the household since.
 */
export async function exportRequest(
  deps: ExportDeps,
  { params, scopes, principal, now }: Pick<Call<typeof contract>, 'params' | 'scopes' | 'principal' | 'now'>,
): Promise<Reply> {
  const request = await requestInScope(deps, params.id, scopes);
  const status = statusOf(request);
  const isAnswerer = scopesFor(principal, 'subject-requests:answer').length > 0;
  if (request.kind !== 'ACCESS' || status === 'REFUSED' || (status === 'OPEN' && !isAnswerer))
    throw new Problem('no-export');
  const { household, merged } = await householdsNow(deps.households, request.household, scopes);
  const person = household.members.find((member) => isOf(member, request.person));
  if (!person) throw new Problem('no-export');
  // Written before anything is shown, so the export counts this look, too.
  await noteLook(deps, { household: household.id }, principal, now, SHOWN);
  const together = [household, ...merged];
  const help = await Promise.all(together.map(async (one) => heldHelp({ facts: await deps.households.allFacts(one) })));
  return {
    requestId: request.id,
    householdId: household.id,
    madeAt: formatBangkok(now),
    person: personOf(person),
    address: addressOf(household),
    lists: together
      .flatMap(({ targets }) => targets)
      .filter(({ personId }) => isOf(person, personId))
      .map(({ list, dimensions, addedAt }) => ({ list, dimensions, addedAt: formatBangkok(new Date(addedAt)) })),
    needs: household.needs
      .filter(({ personId }) => isOf(person, personId))
      .map(({ dimension, kind, text, openedOn, status: needStatus }) => ({
        dimension,
        kind,
        text,
        openedOn,
        status: needStatus,
      })),
    help: help
      .flat()
      .filter(({ personIds }) => personIds.length === 0 || personIds.some((id) => isOf(person, id)))
      .map(({ type: _type, personIds: _persons, needIds: _needs, ...given }) => ({
        ...given,
        coAgencies: [...given.coAgencies],
        // Written by `help` of the logbook, whose codes these are.
      })) as Reply['help'],
    organisations: await organisations(deps, together, now),
  };
}

/**
 * The household that a request is about, as which it goes on when it was merged, with those that were merged into it: what is held of a
 * member is in all of them. Throws `no-export`, also when the account has the household that it was merged into in no scope.
 */
async function householdsNow(
  households: Pick<HouseholdStore, 'get'>,
  id: string,
  scopes: readonly Scope[],
): Promise<{ household: Household; merged: Household[] }> {
  const household = (await readChain(households, id)).at(-1);
  if (!household || (household.id !== id && !coversHousehold(scopes, placed(household))))
    throw new Problem('no-export');
  const merged = await Promise.all((household.merged ?? []).map(async (one) => (await households.get(one.id)) ?? []));
  return { household, merged: merged.flat() };
}

/**
 * Whether what the file says of a person is of a member: by the id that it has, or had in a household that was merged into this one. What the
 * file says of the household as a whole (null) belongs to the data of each member.
 */
function isOf({ id, aliases = [] }: Member, personId: string | null): boolean {
  return personId === null || personId === id || aliases.includes(personId);
}

function personOf(member: Member): Reply['person'] {
  return {
    id: member.id,
    citizenId: member.citizenId ?? null,
    title: member.title ?? null,
    firstName: member.firstName,
    lastName: member.lastName ?? null,
    birthDate: birthDateText(member.birthDate),
    relation: member.relation ?? null,
    welfareCard: member.welfareCard ?? null,
  };
}

function addressOf({ houseCode, address, areaCode }: Household): Reply['address'] {
  return {
    houseCode: houseCode ?? null,
    addressNo: address.addressNo ?? null,
    moo: address.moo ?? null,
    village: address.village ?? null,
    areaCode,
    areaName: areaLabel(areaCode),
  };
}

/** Looks that are read at once. */
const READ_AT_ONCE = 1000;

async function organisations(
  { households, accessLog, accounts, directory }: ExportDeps,
  together: readonly Household[],
  now: Date,
): Promise<Reply['organisations']> {
  const looks: Looked[] = [];
  for (const facts of await households.factsOf(together.map(({ id }) => id)))
    looks.push(...(await looksAt(accessLog, whereaboutsOf(facts, now))));
  const subs = [...new Set(looks.map(({ sub }) => sub))];
  const known = new Map(
    await Promise.all(subs.map(async (sub) => [sub, await accounts.accountVersions(sub)] as const)),
  );
  const offices = officesThatLooked(looks, known);
  const named = await directory.find(
    offices.flatMap(({ kind, code }) => (kind === 'ORGANISATION' && code !== null ? [code] : [])),
  );
  return offices.map((office) => ({
    ...office,
    name: office.kind === 'ORGANISATION' ? (named.get(office.code ?? '')?.nameTh ?? null) : unitName(office),
  }));
}

async function looksAt(accessLog: Pick<AccessLog, 'of'>, whereabouts: Whereabouts): Promise<Looked[]> {
  const looks: Looked[] = [];
  for (let more = true; more;) {
    const read = await accessLog.of(whereabouts, looks.at(-1)?.id, READ_AT_ONCE);
    looks.push(...read);
    more = read.length === READ_AT_ONCE;
  }
  return looks;
}

/** A unit is named by its area; a municipality by the district that its code begins with. */
function unitName({ kind, code }: OfficeLooks): string | null {
  const [area] = kind === 'UNIT' ? (code ?? '').split('.') : [];
  return area === undefined || area === '' ? null : areaLabel(area);
}

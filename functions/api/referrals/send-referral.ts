import { refuseOutsideScope } from '#functions/api/households/in-scope.ts';
import { recordOn, type RecordOnDeps } from '#functions/api/households/record-on.ts';
import { walkArea } from '#functions/api/households/walk-area.ts';
import type { Call } from '#functions/middleware/call.ts';
import type { ClaimFor } from '#functions/middleware/idempotency.ts';
import type { sendReferral as contract } from '#shared/contracts/referrals.ts';
import { dueErrors, LISTED_TO_NAME_PLACE, placeTold } from '#shared/domain/case/referral.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import type { OrganisationDirectory } from '#shared/organisation/organisation-directory.ts';
import { refuseMerged } from '#shared/domain/merge/refuse-merged.ts';
import { Problem } from '#shared/problems.ts';
import { bangkokDay } from '#shared/thai/bangkok-time.ts';

import { unitOf } from '#shared/domain/case/standing.ts';

export type TellDeps = {
  households: Pick<HouseholdStore, 'listArea'>;
  directory: Pick<OrganisationDirectory, 'find'>;
};

export type SendDeps = RecordOnDeps &
  TellDeps & {
    newId: () => string;
  };

export type SentAnswer = { id: string };

/**
 * Refers needs of a household in the scope to an agency, in the name of the account's unit. Throws `household-not-found`,
 * `need-not-found`, `need-closed`, `referral-open`, and `invalid-input` for a due day that is not to come, or too far off.
 */
export async function sendReferral(
  deps: SendDeps,
  {
    params,
    body,
    principal,
    scopes,
    now,
    clock,
  }: Pick<Call<typeof contract>, 'params' | 'body' | 'principal' | 'scopes' | 'now' | 'clock'>,
  claimFor: ClaimFor<SentAnswer>,
): Promise<SentAnswer> {
  const from = unitOf(principal);
  if (from === undefined) throw new Problem('outside-scope');
  const id = deps.newId();
  const { answer } = await recordOn(
    deps,
    { id: params.id, principal, clock },
    async (household) => {
      refuseOutsideScope(household, scopes);
      refuseMerged(household);
      const errors = dueErrors(body.dueAt, bangkokDay(now));
      if (errors.length > 0) throw new Problem('invalid-input', { errors });
      const told = await toldTo(deps, body.toAgency, household.areaCode);
      return { bodies: [{ type: 'referral', referral: id, from, ...told, ...body }], answer: { id } };
    },
    claimFor,
  );
  return answer;
}

/** Whether an agency is of the state, and what it is told of the place of a household before it accepts. */
export async function toldTo(
  { households, directory }: TellDeps,
  agency: string,
  areaCode: string,
): Promise<{ ofState: boolean; place: string }> {
  const [place, found] = await Promise.all([placeOf(households, areaCode), directory.find([agency])]);
  return { ofState: found.get(agency)?.sector === 'STATE', place };
}

async function placeOf(households: Pick<HouseholdStore, 'listArea'>, areaCode: string): Promise<string> {
  let listed = 0;
  for await (const summaries of walkArea(households, areaCode, undefined, { first: 100, most: 1000 })) {
    listed += summaries.filter(({ lists }) => Object.keys(lists).length > 0).length;
    if (listed >= LISTED_TO_NAME_PLACE) break;
  }
  return placeTold(areaCode, listed);
}

import { recordPart, type PartCall, type RecordPartDeps } from '#functions/api/households/record-part.ts';
import type { Call } from '#functions/middleware/call.ts';
import type { putProfile as contract } from '#shared/contracts/profile.ts';
import type { Household } from '#shared/domain/household/household.ts';
import type { ProfileBody } from '#shared/domain/logbook/kinds/profile.ts';
import { bangkokDay } from '#shared/thai/bangkok-time.ts';

import { readProfile } from './read-profile.ts';

/**
 * Corrects who lives in a household in the scope, or its address. Throws `household-not-found`, `precondition-required`,
 * `version-conflict` when somebody else changed one or the other meanwhile, `person-not-found`, and what `readProfile` refuses.
 */
export async function putProfile(
  deps: RecordPartDeps,
  call: PartCall & Pick<Call<typeof contract>, 'body'>,
): Promise<Household> {
  const { household } = await recordPart(deps, call, async (standing, refuseStale) => {
    const said = readProfile(call.body, standing, bangkokDay(call.clock()));
    await refuseStale({ saidIn: standing.profileIn, now: fieldsNow(standing, said), sent: fieldsSaid(said) });
    return { bodies: [said], answer: {} };
  });
  return household;
}

/** Each field that is corrected by its place: of the fields that differ, a conflict names the places. */
function fieldsSaid({ members = [], address = {} }: ProfileBody): Record<string, unknown> {
  return Object.fromEntries([
    ...members.flatMap(({ id: _id, ...said }, at) =>
      Object.entries(said).map(([field, value]) => [`members/${at}/${field}`, value] as const),
    ),
    ...Object.entries(address).map(([field, value]) => [`address/${field}`, value] as const),
  ]);
}

/** The same fields as they are. */
function fieldsNow({ members, address }: Household, said: ProfileBody): Record<string, unknown> {
  const known = new Map(members.map((member) => [member.id, Object.entries(member)]));
  const people = said.members?.map(({ id }) => ({ id, ...Object.fromEntries(known.get(id) ?? []) })) ?? [];
  const standing = fieldsSaid({ ...said, members: people, address });
  return Object.fromEntries(Object.keys(fieldsSaid(said)).map((field) => [field, standing[field]]));
}

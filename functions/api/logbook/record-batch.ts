import type { Call } from '#functions/middleware/call.ts';
import type { ClaimFor } from '#functions/middleware/idempotency.ts';
import type { recordBatch as contract } from '#shared/contracts/logbook-routes.ts';
import { withOwnAgency } from '#shared/domain/access/own-agency.ts';
import type { LogbookBody } from '#shared/domain/logbook/bodies.ts';
import type { LogbookEntry } from '#shared/domain/logbook/entry.ts';
import { Problem, wrongInput } from '#shared/problems.ts';

import { recordEntries, type RecordDeps, type RecordedAnswer } from './record-entry.ts';

/**
 * Records the entries of one visit together: all or none (reading R51). An entry names by `#ref` what another before it made: its entry,
 * its need, and by `#ref.2` the second need of a survey. Throws as `recordEntry` does; which entry is refused is said in `errors`.
 */
export async function recordBatch(
  deps: RecordDeps,
  { params, body, principal, clock }: Pick<Call<typeof contract>, 'params' | 'body' | 'principal' | 'clock'>,
  claimFor: ClaimFor<RecordedAnswer>,
): Promise<RecordedAnswer> {
  const { deviceAt, entries } = body;
  const refs = entries.map(({ ref }) => ref);
  const twice = refs.findIndex((ref, index) => ref !== undefined && refs.indexOf(ref) < index);
  if (twice >= 0) throw wrongInput(`/entries/${twice}/ref`, 'ระบุ ref นี้แล้ว', 'ref-twice');
  for (const [index, entry] of entries.entries()) refuseUnknownRefs(entry.body, refs.slice(0, index), index);
  const timed = await Promise.all(
    entries.map(async ({ body: said }, index) => {
      const own = await at(index, () => withOwnAgency(said, principal));
      return deviceAt === undefined || own.deviceAt !== undefined ? own : { ...own, deviceAt };
    }),
  );
  const bodies = timed.map(
    (said) =>
      (made: readonly LogbookEntry[]): LogbookBody =>
        withIds(said, refs, made) as LogbookBody,
  );
  return await recordEntries(deps, { params, principal, clock, bodies, at }, claimFor);
}

/** Fields that name something which entries make. */
const NAMING: ReadonlySet<string> = new Set(['needId', 'needIds', 'assistanceId', 'supersedes']);
const REF = /^#([\w-]+)((?:\.\d+)?)$/u;

/** The body with the ids of what the entries of the batch made in the place of their names. */
function withIds(
  part: unknown,
  refs: readonly (string | undefined)[],
  made: readonly LogbookEntry[],
  field = '',
): unknown {
  if (Array.isArray(part)) return part.map((each) => withIds(each, refs, made, field));
  if (typeof part === 'object' && part !== null)
    return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, withIds(value, refs, made, name)]));
  const [, ref, rest] = typeof part === 'string' && NAMING.has(field) ? (REF.exec(part) ?? []) : [];
  const entry = ref === undefined ? undefined : made[refs.indexOf(ref)];
  return entry ? `${entry.id}${rest ?? ''}` : part;
}

function refuseUnknownRefs(
  part: unknown,
  known: readonly (string | undefined)[],
  index: number,
  path = '',
  field = '',
): void {
  if (typeof part === 'object' && part !== null) {
    for (const [name, value] of Object.entries(part))
      refuseUnknownRefs(value, known, index, `${path}/${name}`, Array.isArray(part) ? field : name);
    return;
  }
  const ref = typeof part === 'string' && NAMING.has(field) ? REF.exec(part)?.[1] : undefined;
  if (ref !== undefined && !known.includes(ref))
    throw wrongInput(`/entries/${index}${path}`, 'ไม่มี ref นี้ในรายการก่อนหน้า', 'ref-unknown');
}

/** Says of a refusal which entry it is of. */
async function at<Result>(index: number, judge: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await judge();
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    const { errors, ...said } = problem.extensions;
    const { title, code } = problem.document();
    const placed = (errors ?? [{ pointer: '', message: title, code }]).map((error) => ({
      ...error,
      pointer: `/entries/${index}${error.pointer}`,
    }));
    throw new Problem(problem.code, { ...said, errors: placed });
  }
}

import { householdToRead } from '#functions/api/households/household-to-read.ts';
import type { Call } from '#functions/middleware/call.ts';
import type { AccessLog } from '#shared/access-log/access-log.ts';
import type { BreakGlassReader } from '#shared/break-glass/break-glass-store.ts';
import type { proveLogbook as contract } from '#shared/contracts/logbook-routes.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import type { LogbookEntry } from '#shared/domain/logbook/entry.ts';
import { isOfBytes } from '#shared/dynamo/attributes.ts';
import { verifyChain, type ProofFault } from '#shared/household/entry-chain.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import type { BlindIndex } from '#shared/sealing/sealer.ts';

/** Entries read at once. */
const PAGE = 200;

/**
 * Whether the entries of a household are all there and as they were written, for whom its whole file is open: an agency that only plans
 * help is not told how many entries others wrote. Of a household into which another was merged, its own entries: the other has its own
 * chain. A look by a break-glass is logged. Throws `household-not-found`.
 */
export async function proveChain(
  deps: {
    households: Pick<HouseholdStore, 'get' | 'entries'>;
    accessLog: AccessLog;
    breakGlass: BreakGlassReader;
    index: BlindIndex;
  },
  { params, scopes, principal, now }: Pick<Call<typeof contract>, 'params' | 'scopes' | 'principal' | 'now'>,
): Promise<ReplyOf<typeof contract>> {
  const { household, byGlass } = await householdToRead(deps, params.id, { scopes, principal, now });
  const { sub, roles } = principal;
  if (byGlass)
    await deps.accessLog.record({
      household: household.id,
      at: now.toISOString(),
      sub,
      roles,
      action: 'BREAK_GLASS',
    });
  const { entries, fault } = await chainOf(deps.households, household);
  const head = entries.findLast(({ version }) => fault === undefined || version < fault.version)?.hash;
  return {
    entries: Math.max(household.version, entries.at(-1)?.version ?? 0),
    intact: fault === undefined,
    firstBroken: fault ?? null,
    head: head === undefined ? null : deps.index.fingerprint('chain', head),
  };
}

/** The entries of a household up to the first that cannot be read, and where its chain breaks first. */
async function chainOf(
  households: Pick<HouseholdStore, 'entries'>,
  { id, version }: { id: string; version: number },
): Promise<{ entries: LogbookEntry[]; fault: ProofFault | undefined }> {
  const entries: LogbookEntry[] = [];
  let limit = PAGE;
  for (;;) {
    const after = entries.at(-1)?.version ?? 0;
    let page: LogbookEntry[];
    try {
      page = await households.entries(id, after, limit);
    } catch (failure) {
      if (!isOfBytes(failure)) throw failure;
      // Which of the page it is: read them one at a time.
      if (limit > 1) {
        limit = 1;
        continue;
      }
      return { entries, fault: verifyChain(entries) ?? { version: after + 1, fault: 'unreadable' } };
    }
    entries.push(...page);
    if (page.length < limit) break;
  }
  // The document was read before: a chain that ends before it has lost its end.
  const lost: ProofFault | undefined =
    entries.length < version ? { version: entries.length + 1, fault: 'gap' } : undefined;
  return { entries, fault: verifyChain(entries) ?? lost };
}

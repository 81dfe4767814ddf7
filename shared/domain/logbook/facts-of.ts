import type { Household } from '../household/household.ts';
import type { EntryFact, FactBody } from '../statistics/facts.ts';
import { saidIn, type LogbookEntry } from './entry.ts';
import { kindOf } from './kind-of.ts';
import type { Stepped } from './steps.ts';

/**
 * The facts of one entry that figures are made of (domain.md §6.2, §6.3): nothing personal. Entries that count nowhere have none.
 * `root`: id of the first entry of its chain of corrections. `stepped`: what an entry of a chain with steps amounts to; it counts as a correction of what held before.
 */
export function factsOf(entry: LogbookEntry, stepped?: Stepped, root = entry.id): EntryFact[] {
  const { id, householdId, version, recordedAt, body } = entry;
  const fact = (factBody: FactBody, supersedes?: string): EntryFact => ({
    id,
    householdId,
    version,
    recordedAt,
    ...(supersedes === undefined ? {} : { supersedes }),
    body: factBody,
  });
  const said = stepped ? stepped.said : saidIn(body);
  // What was withdrawn stands nowhere: its place is taken, and nothing counts there.
  if (!said)
    return [fact({ type: 'other' }, stepped?.supersedes ?? (body.type === 'correction' ? body.supersedes : undefined))];
  const counted = saidAgain(kindOf(said).fact?.(said, recordedAt, root), entry);
  if (stepped?.supersedes !== undefined) return counted ? [fact(counted, stepped.supersedes)] : [];
  // A correction of what counts nowhere counts nowhere either.
  if (body.type === 'correction') return counted ? [fact(counted, body.supersedes)] : [];
  // Only the entry that begins a household says where it lives; later profiles do not move it.
  const begins = 'profile' in body && body.profile?.areaCode !== undefined && version === 1;
  const registered = begins ? [fact({ type: 'registered', area: body.profile?.areaCode ?? '' })] : [];
  return counted ? [...registered, fact(counted)] : registered;
}

/** The fact with the moment from which its lateness is counted, of kinds that may be late. */
function saidAgain(counted: FactBody | undefined, { firstAt }: LogbookEntry): FactBody | undefined {
  if (!counted || firstAt === undefined) return counted;
  const mayBeLate =
    counted.type === 'visit' ||
    counted.type === 'survey' ||
    counted.type === 'follow-up' ||
    counted.type === 'assistance';
  return mayBeLate ? { ...counted, firstAt } : counted;
}

/** The facts that a household has of these entries, which are its newest. */
export function factsOfNewest({ facts }: Pick<Household, 'facts'>, entries: readonly LogbookEntry[]): EntryFact[] {
  const from = entries[0]?.version ?? Infinity;
  return facts.filter(({ version }) => version >= from);
}

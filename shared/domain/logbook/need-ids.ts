/**
 * Ids of needs over a history (domain.md §2.4): which a chain of corrections opened, and which other entries hold. How a kind
 * names the needs that it opens is said by the kind.
 */
import { saidIn, type LogbookEntry } from './entry.ts';
import { kindOf } from './kind-of.ts';
import { saidInForce } from './steps.ts';

/** Ids of all needs that any entry of a chain ever opened, each once. `roots`: the first entry of each correction's chain. */
export function needIdsOfChain(
  root: string,
  history: readonly LogbookEntry[],
  roots: ReadonlyMap<string, string>,
): Set<string> {
  const chain = history.filter(({ id }) => (roots.get(id) ?? id) === root).map(({ body }) => saidIn(body));
  return new Set(chain.flatMap((said) => (said && kindOf(said).opens?.ids(said, root)) ?? []));
}

/** Entries in force, whose place neither a correction nor a step took, with the ids of the needs that each holds. */
export function needIdsHeld(history: readonly LogbookEntry[]): { id: string; needIds: readonly string[] }[] {
  return saidInForce(history).map(({ id, said }) => {
    const kind = kindOf(said);
    return { id, needIds: kind.heldNeedIds?.(said) ?? kind.needIds?.(said) ?? [] };
  });
}

/** Ids of the needs that entries in force hold. */
export function needIdsInUse(history: readonly LogbookEntry[]): Set<string> {
  return new Set(needIdsHeld(history).flatMap(({ needIds }) => needIds));
}

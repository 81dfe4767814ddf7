/** What the record of an account keeps of its sign-ins: the newest sessions, and the quarters in which there was one. */
import { SESSIONS_KEPT, type SeenSession } from '#shared/domain/account/account.ts';
import type { SignIns } from '#shared/domain/account/sign-ins.ts';
import { quarterOfMonth } from '#shared/domain/statistics/quarter.ts';
import { bangkokMonth } from '#shared/thai/bangkok-time.ts';

/** `signIns` is absent in what was kept before quarters were: the sessions say it then. */
export type KeptSessions = { readonly sessions: readonly SeenSession[]; readonly signIns?: SignIns };

/** Three fiscal years: figures are made again of this one and the last. */
const QUARTERS_KEPT = 12;

/** What is kept after one more session, newest first; undefined when nothing of it is new. */
export function withSeen(kept: KeptSessions, session: SeenSession): KeptSessions | undefined {
  if (kept.sessions.some(({ id }) => id === session.id)) return undefined;
  const all = [...kept.sessions, session].toSorted(
    (a, b) => b.startedAt - a.startedAt || (a.firstSeenAt < b.firstSeenAt ? 1 : -1),
  );
  const sessions = all.slice(0, SESSIONS_KEPT);
  const known = signInsOf(kept);
  const quarter = quarterOf(session);
  if (!sessions.includes(session) && known.quarters.includes(quarter)) return undefined;
  return { sessions, signIns: newest({ ...known, quarters: [...known.quarters, quarter] }) };
}

/** The quarters of the sign-ins that calls have met. */
export function signInsOf({ sessions, signIns }: KeptSessions): SignIns {
  if (signIns) return signIns;
  const quarters = [...new Set(sessions.map(quarterOf))].toSorted();
  const [from] = quarters;
  // Sessions before these have been dropped.
  return sessions.length < SESSIONS_KEPT || from === undefined ? { quarters } : { quarters, from };
}

function newest({ quarters, from }: SignIns): SignIns {
  const sorted = [...new Set(quarters)].toSorted();
  const kept = sorted.slice(-QUARTERS_KEPT);
  const oldest = kept.length < sorted.length ? kept[0] : from;
  return oldest === undefined ? { quarters: kept } : { quarters: kept, from: oldest };
}

/** Of the sign-in; where the token does not say when that was, of the first call. */
function quarterOf({ startedAt, firstSeenAt }: SeenSession): string {
  return quarterOfMonth(bangkokMonth(startedAt > 0 ? new Date(startedAt * 1000) : new Date(firstSeenAt)));
}

import { SESSIONS_KEPT, type SeenSession } from '#shared/domain/account/account.ts';

/** The sessions with one more, newest first; undefined when it is known, or older than all that are kept. */
export function withSeen(kept: readonly SeenSession[], session: SeenSession): SeenSession[] | undefined {
  if (kept.some(({ id }) => id === session.id)) return undefined;
  const all = [...kept, session].toSorted(
    (a, b) => b.startedAt - a.startedAt || (a.firstSeenAt < b.firstSeenAt ? 1 : -1),
  );
  const after = all.slice(0, SESSIONS_KEPT);
  return after.includes(session) ? after : undefined;
}

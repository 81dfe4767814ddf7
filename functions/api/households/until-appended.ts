import { AppendConflict } from '#shared/household/household-store.ts';
import { Problem } from '#shared/problems.ts';

/** Several people may write of one household at the same moment; each tries again on what the others made of it. */
const ATTEMPTS = 8;
const FIRST_PAUSE_MS = 8;

/**
 * The answer of the first try whose append no other came before. A try reads the household anew, decides and appends. Throws what the
 * try throws, and `busy` when others were always faster. `pause` takes milliseconds.
 */
export async function untilAppended<Answer>(
  { pause }: { pause: (ms: number) => Promise<void> },
  trying: () => Promise<Answer>,
): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1)
    try {
      return await trying();
    } catch (conflict) {
      if (!(conflict instanceof AppendConflict)) throw conflict;
      if (attempt >= ATTEMPTS) throw new Problem('busy');
      await pause(FIRST_PAUSE_MS * 2 ** (attempt - 1) * (0.5 + Math.random()));
    }
}

import { expect } from 'vitest';

import { AppendConflict } from '#shared/household/household-store.ts';

/** The conflict that an append is refused with. */
export async function conflictOf(append: Promise<void>): Promise<AppendConflict> {
  const error: unknown = await append.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(AppendConflict);
  return error as AppendConflict;
}

/** What travels through the state machine of a rebuild (infra/state-machines/rebuild-documents.ts). */
import * as z from 'zod';

const province = z.string().regex(/^\d{2}$/);

/** Started by hand. `check` only compares. `provinces`: these alone, else all. */
export const rebuildRequest = z.strictObject({ check: z.boolean(), provinces: z.array(province).min(1).optional() });

export const rebuildItem = z.object({ run: z.string().min(1), check: z.boolean(), province });
export type RebuildItem = z.infer<typeof rebuildItem>;

export const rebuildFinish = z.object({
  request: rebuildRequest,
  run: z.string().min(1),
  provinces: z.array(z.object({ ok: z.boolean() })),
});
export type RebuildFinish = z.infer<typeof rebuildFinish>;

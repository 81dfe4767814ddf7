/** What goes between a function and its thread of Typst. */
import { MessagePort } from 'node:worker_threads';

import * as z from 'zod';

export const $Question = z.object({
  template: z.string(),
  /** JSON, which the template reads from the input of this name. */
  form: z.string(),
  answerTo: z.instanceof(MessagePort),
});

export const $Answer = z.union([
  z.object({ file: z.instanceof(Uint8Array) }),
  z.object({ faults: z.array(z.string()) }),
]);
export type Answer = z.output<typeof $Answer>;

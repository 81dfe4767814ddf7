/** The problem document of every call that fails (RFC 9457). */
import * as z from 'zod';

import { PROBLEM_CODES } from '../problems.ts';

export const problemDocument = z
  .looseObject({
    type: z.string(),
    status: z.int().min(400).max(599),
    code: z.enum(PROBLEM_CODES),
    title: z.string(),
    detail: z.string(),
    errors: z
      .array(
        z.object({
          pointer: z.string().meta({ example: '/deliveredOn' }),
          message: z.string(),
          code: z.string().optional(),
        }),
      )
      .optional(),
  })
  .meta({ id: 'Problem' });

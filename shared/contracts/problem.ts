/** The problem document of every call that fails (RFC 9457). */
import * as z from 'zod';

import { URGENCY_LEVELS } from '../domain/household/urgency.ts';
import { TARGET_LIST_STATUSES } from '../domain/target-list/target-list.ts';
import { MISSING } from '../domain/target-list/target-steps.ts';
import { WHY_NOT_UNDOABLE } from '../domain/upload/upload-status.ts';
import { PROBLEM_CODES } from '../problems.ts';
import { duplicateState, moment } from './fields.ts';

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
          message: z.string().min(1),
          code: z.string().min(1).optional(),
        }),
      )
      .optional(),
    requestId: z.string().optional(),
    // Members of single problems: which of them has which is said by PROBLEM_MEMBERS of functions/api/openapi/call-answers.ts.
    account: z.string().optional(),
    by: z.union([z.string(), z.array(z.string())]).optional(),
    candidates: z.array(z.object({ id: z.string(), areaCode: z.string() })).optional(),
    changed: z.array(z.string()).optional(),
    changedAt: moment.nullish(),
    changedBy: z.string().nullish(),
    confirmable: z.boolean().optional(),
    duplicate: z.string().optional(),
    duplicateStatus: duplicateState.optional(),
    entry: z.string().optional(),
    from: z.string().optional(),
    heldElsewhere: z.object({ province: z.string(), provinceName: z.string() }).nullish(),
    into: z.string().optional(),
    level: z.enum(URGENCY_LEVELS).optional(),
    list: z.string().optional(),
    listStatus: z.enum(TARGET_LIST_STATUSES).optional(),
    missing: z.enum(MISSING).optional(),
    needId: z.string().optional(),
    needIds: z.array(z.string()).optional(),
    parameters: z.array(z.string()).optional(),
    permission: z.string().optional(),
    personId: z.string().optional(),
    province: z.string().optional(),
    slug: z.string().optional(),
    source: z.string().optional(),
    to: z.string().optional(),
    version: z.int().optional(),
    why: z.enum(WHY_NOT_UNDOABLE).meta({ id: 'WhyNotUndoable' }).optional(),
  })
  .meta({ id: 'Problem' });

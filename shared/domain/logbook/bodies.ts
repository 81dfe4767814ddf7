/**
 * Bodies of logbook entries, of all kinds together: one schema each, for the API, the store and the types of the domain.
 * Days are `YYYY-MM-DD` C.E.; null baht are unknown, which is not 0. What entries must hold beside their shape is said by
 * `errors` of their kind: these schemas also show entries of the past, which no newer rule may hide.
 */
import * as z from 'zod';

import { reference, text } from './fields.ts';
import { RECORDED_BODIES, SAID_BODIES } from './kinds/all.ts';

export type { AssistanceBody, HelpSaid } from './kinds/assistance.ts';
export type { SurveyBody } from './kinds/survey.ts';

const correctableBody = z.discriminatedUnion('type', RECORDED_BODIES);

const correctionSaid = z
  .strictObject({
    type: z.literal('correction'),
    supersedes: reference,
    reason: text,
    entry: z.discriminatedUnion('type', SAID_BODIES),
  })
  .meta({ id: 'CorrectionBody' });

export const correctionBody = correctionSaid.safeExtend({ entry: correctableBody });

/** What `POST /v1/households/{id}/logbook` takes. */
export const logbookCall = z.discriminatedUnion('type', [...SAID_BODIES, correctionSaid]).meta({ id: 'LogbookBody' });

export type CorrectableBody = z.infer<typeof correctableBody>;
export type CorrectionBody = z.infer<typeof correctionBody>;
export type LogbookCall = z.infer<typeof logbookCall>;
/** What a call comes to, and is recorded. */
export type LogbookBody = CorrectableBody | CorrectionBody;

/**
 * Bodies of logbook entries, of all kinds together: one schema each, for the API, the store and the types of the domain.
 * Days are `YYYY-MM-DD` C.E.; null baht are unknown, which is not 0. What entries must hold beside their shape is said by
 * `errors` of their kind: these schemas also show entries of the past, which no newer rule may hide.
 */
import * as z from 'zod';

import { onDevice, reference, text } from './fields.ts';
import { RECORDED_BODIES, SAID_BODIES } from './kinds/all.ts';

export type { AssistanceBody, HelpSaid } from './kinds/assistance.ts';
export type { SurveyBody } from './kinds/survey.ts';

const correctableBody = z.discriminatedUnion('type', RECORDED_BODIES);

const correctionOf = <Entry extends z.ZodType>(entry: Entry) =>
  z.strictObject({
    type: z.literal('correction'),
    deviceAt: onDevice.deviceAt.schema,
    supersedes: reference,
    reason: text,
    entry,
  });

export const correctionBody = correctionOf(correctableBody.nullable()).extend({
  /** Places of `entry` that its recorder was not told and did not send (`keep-untold.ts`): `/needs/0/category`. Never shown. */
  kept: z.array(z.string()).optional(),
});

const correctionSaid = correctionOf(z.discriminatedUnion('type', SAID_BODIES).nullable()).meta({
  id: 'CorrectionBody',
});

/** What `POST /v1/households/{id}/logbook` takes. */
export const logbookCall = z.discriminatedUnion('type', [...SAID_BODIES, correctionSaid]).meta({ id: 'LogbookBody' });

export type CorrectableBody = z.infer<typeof correctableBody>;
export type CorrectionBody = z.infer<typeof correctionBody>;
export type LogbookCall = z.infer<typeof logbookCall>;
/** What a call comes to, and is recorded. */
export type LogbookBody = CorrectableBody | CorrectionBody;

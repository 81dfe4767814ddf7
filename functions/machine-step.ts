/**
 * What is done around every function that a state machine or a schedule calls. It starts on its first call; its lines name the request and what it
 * works on; a failure is told once, in the log, and leaves without its words.
 */
import { Logger } from '@aws-lambda-powertools/logger';
import type { LogLevel } from '@aws-lambda-powertools/logger/types';
import type { Context } from 'aws-lambda';
import type * as z from 'zod';

import { bareFailure, failureFields } from '#functions/failures.ts';
import { LOG_MESSAGES } from '#functions/log-messages.ts';

type LogMessage = (typeof LOG_MESSAGES)[keyof typeof LOG_MESSAGES];

/** By state machine, or by what a schedule begins. A step of figures that ended says so itself, with its counts. */
const MESSAGES: {
  readonly [M in 'import' | 'figures' | 'rebuild' | 'targeting' | 'duplicates' | 'webhooks']: {
    readonly ended?: LogMessage;
    readonly broke: LogMessage;
  };
} = {
  import: { ended: LOG_MESSAGES.stepEnded, broke: LOG_MESSAGES.stepBroke },
  figures: { broke: LOG_MESSAGES.stepOfRunBroke },
  rebuild: { broke: LOG_MESSAGES.stepOfRebuildBroke },
  targeting: { ended: LOG_MESSAGES.stepOfTargetingEnded, broke: LOG_MESSAGES.stepOfTargetingBroke },
  duplicates: { broke: LOG_MESSAGES.searchBroke },
  webhooks: { broke: LOG_MESSAGES.deliveryBroke },
};

/** Random ids, codes of areas, months: never anything of a person. */
export type Subject = {
  readonly upload?: string | undefined;
  readonly chunk?: number;
  readonly kind?: string;
  readonly run?: string;
  readonly month?: string;
  readonly area?: string;
  readonly province?: string;
  readonly months?: readonly string[];
};

type Run<Input, Answer> = (input: Input) => Promise<Answer>;

export type MachineStep<Input, Answer> = {
  readonly machine: keyof typeof MESSAGES;
  readonly name: string;
  readonly logLevel: LogLevel;
  readonly input: z.ZodType<Input>;
  /** What every line of a call names. */
  readonly subject: (input: Input) => Subject;
  readonly build: (logger: Logger) => Run<Input, Answer> | Promise<Run<Input, Answer>>;
};

export type StepHandler<Answer> = (event: unknown, context: Context) => Promise<Answer>;

/** The handler of a step. It throws so that the state machine tries again: an error of the same name, which says where to look. */
export function machineStep<Input, Answer>(step: MachineStep<Input, Answer>): StepHandler<Answer> {
  const messages = MESSAGES[step.machine];
  const logger = new Logger({ serviceName: step.name, logLevel: step.logLevel });
  let started: Promise<Run<Input, Answer>> | undefined;
  return async (event, context) => {
    const begun = Date.now();
    const milliseconds = (): number => Date.now() - begun;
    logger.addContext(context);
    try {
      const input = step.input.parse(event);
      logger.appendKeys(step.subject(input));
      started ??= Promise.resolve(step.build(logger));
      const answer = await (await started)(input);
      if (messages.ended) logger.info(messages.ended, { milliseconds: milliseconds() });
      return answer;
    } catch (failure) {
      started = undefined;
      logger.error(messages.broke, { ...failureFields(failure), milliseconds: milliseconds() });
      throw bareFailure(failure, `${messages.broke.messageCode} of request ${context.awsRequestId}`);
    } finally {
      logger.resetKeys();
    }
  };
}

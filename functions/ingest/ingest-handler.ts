/** What the functions of an import share: a logger whose lines hold codes and counts, and a start on first use. */
import { Logger } from '@aws-lambda-powertools/logger';
import type { LogLevel } from '@aws-lambda-powertools/logger/types';

import { LOG_MESSAGES } from '#functions/log-messages.ts';

export type IngestHandler<Input, Answer> = (input: Input) => Promise<Answer>;

/**
 * A handler of one step: builds what it needs on its first call, logs that a step ended or broke (never with a message,
 * which may quote a row), and throws on so that the state machine tries again.
 */
export function ingestStep<Input extends object, Answer>(
  step: 'ingest-read' | 'ingest-load' | 'ingest-finish' | 'ingest-fail',
  level: LogLevel,
  build: (logger: Logger) => Promise<IngestHandler<Input, Answer>>,
): IngestHandler<Input, Answer> {
  const logger = new Logger({ serviceName: step, logLevel: level });
  let started: Promise<IngestHandler<Input, Answer>> | undefined;
  return async (input) => {
    const begun = Date.now();
    try {
      started ??= build(logger);
      const answer = await (await started)(input);
      logger.info(LOG_MESSAGES.stepEnded, { milliseconds: Date.now() - begun });
      return answer;
    } catch (error) {
      started = undefined;
      logger.error(LOG_MESSAGES.stepBroke, {
        error: error instanceof Error ? error.name : 'unknown',
        milliseconds: Date.now() - begun,
      });
      throw error;
    }
  };
}

import { ExecutionAlreadyExists, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';

/** Starts a state machine under a name; does nothing when it was started under that name before. */
export type StartExecution = (name: string, input: object) => Promise<void>;

/** Starts a state machine on AWS (or what `AWS_ENDPOINT_URL_SFN` names). */
export function createStartExecution(options: { stateMachineArn: string; client?: SFNClient }): StartExecution {
  const client = options.client ?? new SFNClient({});
  return async (name, input) => {
    const { stateMachineArn } = options;
    try {
      await client.send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }));
    } catch (error) {
      // It ran already; while it runs, the same name and input start nothing either.
      if (!(error instanceof ExecutionAlreadyExists)) throw error;
    }
  };
}

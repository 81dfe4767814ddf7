import { ExecutionAlreadyExists, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';

import type { StartMachine } from './start-run.ts';

/** Starts the state machine on AWS (or what `AWS_ENDPOINT_URL_SFN` names). The run's id is the execution's name. */
export function createSfnStartMachine(options: { stateMachineArn: string; client?: SFNClient }): StartMachine {
  const client = options.client ?? new SFNClient({});
  return async (run) => {
    const { stateMachineArn } = options;
    try {
      await client.send(new StartExecutionCommand({ stateMachineArn, name: run.run, input: JSON.stringify(run) }));
    } catch (error) {
      // It ran already; while it runs, the same name and input start nothing either.
      if (!(error instanceof ExecutionAlreadyExists)) throw error;
    }
  };
}

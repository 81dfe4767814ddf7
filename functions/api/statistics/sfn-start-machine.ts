import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';

import type { StartMachine } from './start-run.ts';

/** Starts the state machine on AWS (or what `AWS_ENDPOINT_URL_SFN` names). The run's id is the execution's name. */
export function createSfnStartMachine(options: { stateMachineArn: string; client?: SFNClient }): StartMachine {
  const client = options.client ?? new SFNClient({});
  return async (run) => {
    await client.send(
      new StartExecutionCommand({
        stateMachineArn: options.stateMachineArn,
        name: run.run,
        input: JSON.stringify(run),
      }),
    );
  };
}

/** Executions of state machines of the deployed platform. */
import * as z from 'zod';
import type { Account } from './account.ts';
import { type Json, until } from './outside.ts';

/** Starts an execution and waits for its end, 90 seconds at most. `output`: null when it failed. */
export async function ranToEnd(
  account: Account,
  stateMachineArn: string,
  input: string,
): Promise<{ status: string; output: Json }> {
  const [started] = await account.call([['stepfunctions', 'start_execution', { stateMachineArn, input }]]);
  const { executionArn } = z.object({ executionArn: z.string() }).parse(started);
  return await until(90, async () => {
    const [execution] = await account.call([['stepfunctions', 'describe_execution', { executionArn }]]);
    const { status, output } = z.object({ status: z.string(), output: z.string().optional() }).parse(execution);
    return status === 'RUNNING' ? undefined : { status, output: JSON.parse(output ?? 'null') };
  });
}

/** The one call of Step Functions that the API makes, at an endpoint of this machine. */
import type { IncomingMessage, ServerResponse } from 'node:http';

import * as z from 'zod';

import { ExecutionAlreadyExists } from '#local/engines/state-machine.ts';

import type { Executions } from './executions.ts';

const startExecution = z.object({ stateMachineArn: z.string(), name: z.string().optional(), input: z.string() });

export function createStepFunctionsEndpoint(
  executions: Pick<Executions, 'start'>,
): (req: IncomingMessage, res: ServerResponse) => void {
  const answer = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const parts: Buffer[] = [];
    for await (const part of req) parts.push(Buffer.from(part));
    const send = (status: number, body: object): void => {
      res.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body));
    };
    if (req.headers['x-amz-target'] !== 'AWSStepFunctions.StartExecution') {
      send(400, { __type: 'UnknownOperationException' });
      return;
    }
    const call = startExecution.safeParse(JSON.parse(Buffer.concat(parts).toString('utf8')));
    if (!call.success) {
      send(400, { __type: 'ValidationException' });
      return;
    }
    const machine = call.data.stateMachineArn.split(':').at(-1) ?? '';
    try {
      await executions.start(machine, JSON.parse(call.data.input), call.data.name);
      send(200, { executionArn: `${call.data.stateMachineArn}:${call.data.name ?? ''}`, startDate: Date.now() / 1000 });
    } catch (error) {
      if (!(error instanceof ExecutionAlreadyExists)) throw error;
      send(400, { __type: 'ExecutionAlreadyExists', message: error.message });
    }
  };
  return (req, res) => {
    void answer(req, res).catch(() => {
      res.writeHead(500).end();
    });
  };
}

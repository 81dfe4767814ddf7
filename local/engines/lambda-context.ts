import type { Context } from 'aws-lambda';
import { randomUUID } from 'node:crypto';

/** A fresh Lambda context for one call; the time left is counted from now, in milliseconds. */
export function lambdaContext(functionName: string, timeoutMs: number): Context {
  const end = performance.now() + timeoutMs;
  const gone = (): never => {
    throw new Error('The callback style of Lambda is not supported: return a promise.');
  };
  return {
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:ap-southeast-1:000000000000:function:${functionName}`,
    memoryLimitInMB: '1024',
    awsRequestId: randomUUID(),
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => Math.max(0, Math.floor(end - performance.now())),
    done: gone,
    fail: gone,
    succeed: gone,
  };
}

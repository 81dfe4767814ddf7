import { startDynamoDB } from '#local/engines/dynamodb.ts';

/** Starts an engine and prints where it is; a test then kills this process. */
const { endpoint } = await startDynamoDB();
console.log(endpoint);

/** What the budget of a cold start compares with: a function that has a DynamoDB client and does nothing. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

const client = new DynamoDBClient({});

export async function handler(): Promise<{ tries: number }> {
  return { tries: await client.config.maxAttempts() };
}

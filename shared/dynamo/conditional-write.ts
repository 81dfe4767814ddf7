import {
  ConditionalCheckFailedException,
  PutItemCommand,
  type DynamoDBClient,
  type PutItemCommandInput,
} from '@aws-sdk/client-dynamodb';

/** Puts an item under a condition; false, and nothing written, when the condition does not hold. */
export async function putIf(client: DynamoDBClient, put: PutItemCommandInput): Promise<boolean> {
  try {
    await client.send(new PutItemCommand(put));
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

/** The key of the item is free. */
export const IF_ABSENT = { ConditionExpression: 'attribute_not_exists(pk)' } as const;

/** The item under the key still has this number. */
export function ifStillAt(
  attribute: string,
  value: number,
): {
  ConditionExpression: string;
  ExpressionAttributeNames: Record<string, string>;
  ExpressionAttributeValues: Record<string, { N: string }>;
} {
  return {
    ConditionExpression: '#at = :at',
    ExpressionAttributeNames: { '#at': attribute },
    ExpressionAttributeValues: { ':at': { N: String(value) } },
  };
}

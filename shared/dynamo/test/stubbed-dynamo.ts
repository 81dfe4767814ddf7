import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** A client whose answers are made here, one for each call (the last one for all that follow); what was asked is kept. */
export function stubbedDynamo(answers: (object | Error)[]): { client: DynamoDBClient; asked: object[] } {
  const asked: object[] = [];
  const client = new DynamoDBClient({ region: 'ap-southeast-1' });
  client.middlewareStack.add(
    () => async (args) => {
      const answer = answers[Math.min(asked.length, answers.length - 1)];
      asked.push(structuredClone(args.input));
      if (answer instanceof Error) throw answer;
      return { response: {}, output: { $metadata: {}, ...answer } };
    },
    { step: 'initialize', priority: 'high' },
  );
  return { client, asked };
}

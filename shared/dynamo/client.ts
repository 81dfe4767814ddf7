import { DynamoDBClient, type ConsumedCapacity, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';

type CapacityListener = (operation: string, consumed: ConsumedCapacity[]) => void;

export type DynamoOptions = {
  /** Absent: the service itself, or what `AWS_ENDPOINT_URL_DYNAMODB` says. */
  endpoint?: string;
  region?: string;
  credentials?: { accessKeyId: string; secretAccessKey: string };
  /** Told after every call what it consumed (docs/access-patterns.md). Costs bytes on the wire: for measurements only. */
  onCapacity?: CapacityListener;
};

/** The client that all stores share. The SDK retries throttles and lost connections; what a store repeats itself is in `backoff.ts`. */
export function createDynamo(options: DynamoOptions = {}): DynamoDBClient {
  // The SDK's own steps are put together once for each command; who adds one (`onCapacity`) does it before the first call.
  const config: DynamoDBClientConfig = { maxAttempts: 5, cacheMiddleware: true };
  if (options.endpoint !== undefined) config.endpoint = options.endpoint;
  if (options.region !== undefined) config.region = options.region;
  if (options.credentials !== undefined) config.credentials = options.credentials;
  const client = new DynamoDBClient(config);
  if (options.onCapacity) listenToCapacity(client, options.onCapacity);
  return client;
}

const METERED = new Set([
  'GetItemCommand',
  'PutItemCommand',
  'UpdateItemCommand',
  'QueryCommand',
  'BatchGetItemCommand',
  'BatchWriteItemCommand',
  'TransactWriteItemsCommand',
]);

function listenToCapacity(client: DynamoDBClient, listener: CapacityListener): void {
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const command = context.commandName ?? '';
      if (!METERED.has(command)) return next(args);
      const result = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'INDEXES' } });
      const consumed = 'ConsumedCapacity' in result.output ? result.output.ConsumedCapacity : undefined;
      listener(
        command.replace('Command', ''),
        [consumed ?? []].flat().filter((each): each is ConsumedCapacity => 'CapacityUnits' in each),
      );
      return result;
    },
    { step: 'initialize', name: 'listenToCapacity' },
  );
}

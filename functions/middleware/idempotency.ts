/**
 * A write happens once for each `Idempotency-Key` of an account (design of the HTTP contract). Port and Powertools adapter.
 * What is kept is ids and moments, so that a repeated call can be answered; never a name.
 */
import { createHmac } from 'node:crypto';

import { IdempotencyConfig, makeIdempotent } from '@aws-lambda-powertools/idempotency';
import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb';
import {
  IdempotencyAlreadyInProgressError,
  IdempotencyInconsistentStateError,
  IdempotencyValidationError,
} from '@aws-lambda-powertools/idempotency';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Context } from 'aws-lambda';

import { Problem } from '#shared/problems.ts';

import { idempotencyPartition } from './idempotency-partition.ts';

export type Ids = Record<string, string | number | null>;

export type OnceRequest = {
  /** Account, operation and the caller's key: what makes two calls the same. */
  key: string;
  /** What was asked; another content under the same key is refused. */
  content: string;
  context: Pick<Context, 'getRemainingTimeInMillis'>;
};

export type Idempotency = {
  once<Result extends Ids>(request: OnceRequest, write: () => Promise<Result>): Promise<Result>;
};

/** Seconds for which a key is remembered. */
const REMEMBERED_FOR = 24 * 3600;

export function createPowertoolsIdempotency(options: {
  client: DynamoDBClient;
  table: string;
  /** Bodies hold names: what is kept to compare them is keyed. */
  secret: Uint8Array;
}): Idempotency {
  const stores = new Map<string, DynamoDBPersistenceLayer>();
  // A layer writes into one partition.
  const storeOf = (key: string): DynamoDBPersistenceLayer => {
    const partition = idempotencyPartition(key);
    const known = stores.get(partition);
    if (known) return known;
    const store = new DynamoDBPersistenceLayer({
      tableName: options.table,
      keyAttr: 'pk',
      sortKeyAttr: 'sk',
      staticPkValue: partition,
      expiryAttr: 'expiresAt',
      awsSdkV3Client: options.client,
    });
    stores.set(partition, store);
    return store;
  };
  return {
    once: async <Result extends Ids>(request: OnceRequest, write: () => Promise<Result>): Promise<Result> => {
      const config = new IdempotencyConfig({
        eventKeyJmesPath: 'key',
        payloadValidationJmesPath: 'content',
        expiresAfterSeconds: REMEMBERED_FOR,
        hashFunction: 'sha256',
        throwOnNoIdempotencyKey: true,
      });
      // Powertools asks a context for nothing but the time that is left.
      config.registerLambdaContext(request.context as Context);
      const content = createHmac('sha256', options.secret).update(request.content).digest('base64url');
      const guarded = makeIdempotent(async (_payload: { key: string; content: string }) => await write(), {
        persistenceStore: storeOf(request.key),
        config,
        keyPrefix: 'key',
      });
      try {
        return await guarded({ key: request.key, content });
      } catch (error) {
        throw translated(error);
      }
    },
  };
}

function translated(error: unknown): unknown {
  if (error instanceof IdempotencyValidationError) return new Problem('idempotency-key-reused');
  if (error instanceof IdempotencyAlreadyInProgressError || error instanceof IdempotencyInconsistentStateError)
    return new Problem('request-in-progress');
  return error;
}

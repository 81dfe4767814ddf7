import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ObjectStore, StoredObject } from './object-store.ts';
import type { S3Request } from './s3-request.ts';
import type { VerifiedSignature } from './signature.ts';

/** One verified call on its way through the operations. */
export type S3Call = {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly request: S3Request;
  readonly signature: VerifiedSignature;
  readonly store: ObjectStore;
  readonly now: Date;
  /** To be called after an object is committed. */
  readonly created: (bucket: string, stored: StoredObject) => void;
  readonly removed: (bucket: string, key: string) => void;
};

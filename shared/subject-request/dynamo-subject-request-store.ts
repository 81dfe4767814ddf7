import type { SubjectRequest } from '#shared/domain/subject-request/subject-request.ts';
import { createDynamoShelfStore, type AtOperations } from '#shared/shelf/dynamo-shelf-store.ts';
import type { ShelfStore } from '#shared/shelf/shelf-store.ts';

/** Where requests of data subjects are in Operations; permissions are limited to it. */
export const SUBJECT_REQUEST_PARTITIONS = 'subject-request#';

export function createDynamoSubjectRequestStore(at: AtOperations): ShelfStore<SubjectRequest> {
  return createDynamoShelfStore(at, SUBJECT_REQUEST_PARTITIONS);
}

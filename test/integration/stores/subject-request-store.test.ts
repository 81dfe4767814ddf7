import { randomUUID } from 'node:crypto';

import type { SubjectRequest } from '#shared/domain/subject-request/subject-request.ts';
import { createMemoryShelfStore } from '#shared/shelf/memory-shelf-store.ts';
import { createDynamoSubjectRequestStore } from '#shared/subject-request/dynamo-subject-request-store.ts';

import { ownTables } from './open-stores.ts';
import { describeShelf } from './shelf-contract.ts';

describeShelf<SubjectRequest>(
  'requests of data subjects',
  {
    memory: async () => createMemoryShelfStore(),
    dynamodb: async () => createDynamoSubjectRequestStore(await ownTables()),
  },
  (over) => ({
    id: randomUUID(),
    version: 1,
    household: 'h1',
    areas: ['420101'],
    person: 'p1',
    kind: 'ACCESS',
    text: { sealed: 'AAAA' },
    openedAt: '2026-05-20T03:00:00.000Z',
    openedBy: 'officer',
    ...over,
  }),
  (request) =>
    (['DONE', 'REFUSED'] as const).map((result) => ({
      ...request,
      version: 2,
      answer: { result, at: '2026-05-21T03:00:00.000Z', by: 'x' },
    })),
);

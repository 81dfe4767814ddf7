import { route, type BoundRoute } from '#functions/middleware/call.ts';
import {
  answerSubjectRequest,
  exportSubjectRequest,
  listSubjectRequests,
  openSubjectRequest,
} from '#shared/contracts/subject-requests.ts';
import type { SubjectRequest } from '#shared/domain/subject-request/subject-request.ts';
import { Problem } from '#shared/problems.ts';

import { exportRequest, type ExportDeps } from './export-request.ts';
import { answerRequest, listRequests, openRequest, showRequest } from './requests.ts';

export type SubjectRequestDeps = ExportDeps;

export function subjectRequestCalls(deps: SubjectRequestDeps): readonly BoundRoute[] {
  const { sealer } = deps;
  return [
    route(listSubjectRequests)(async (call) => {
      const { items, nextCursor } = await listRequests(deps, call);
      const shown = await Promise.all(items.map((request) => showRequest(request, call.now, sealer)));
      return { reply: { items: shown, nextCursor } };
    }),
    route(openSubjectRequest)(async (call) => {
      let request: SubjectRequest | undefined;
      const { answer } = await call.once<{ id: string }>(async (claimFor) => {
        request = await openRequest(deps, call, claimFor);
        return { id: request.id };
      });
      request ??= await deps.subjectRequests.get(answer.id);
      if (!request) throw new Problem('subject-request-not-found');
      return { reply: await showRequest(request, call.now, sealer) };
    }),
    route(answerSubjectRequest)(async (call) => ({
      reply: await showRequest(await answerRequest(deps, call), call.now, sealer),
    })),
    route(exportSubjectRequest)(async (call) => ({ reply: await exportRequest(deps, call) })),
  ];
}

/**
 * Ten thousand requests made of the OpenAPI document, right ones and broken ones, against the whole API: never a 5xx, never a
 * stack, every refusal a well-formed problem document, and nothing personal in what was logged.
 */
import * as fc from 'fast-check';
import { problemDocument } from '#shared/contracts/problem.ts';
import { ROUTES } from '#shared/contracts/routes.ts';
import { PROBLEM_MEDIA_TYPE } from '#shared/problems.ts';
import type { Answered } from '#test/api/in-process-api.ts';
import { syntheticCitizenId } from '#test/api/synthetic-household.ts';
import { describe, expect, it } from 'vitest';
import { PLANTED } from './generated-requests/known-ids.ts';
import { plantedApi } from './generated-requests/planted-api.ts';
import { requests } from './generated-requests/requests.ts';

const REQUESTS = 10_000;
const SEED = 20260521;

/** What is wrong with an answer, in words; undefined when nothing is. */
function fault({ status, headers, text, body }: Answered): string | undefined {
  if (status >= 500) return `status ${status}: ${text.slice(0, 500)}`;
  if (/\n\s+at |node_modules|\.ts:\d+/.test(text)) return 'a stack';
  if (status < 400) return undefined;
  if (!headers['content-type']?.startsWith(PROBLEM_MEDIA_TYPE)) return `media type ${headers['content-type']}`;
  const wellFormed = problemDocument.safeParse(body);
  if (!wellFormed.success) return `problem document: ${wellFormed.error.message}`;
  if (body.status !== status) return 'the status of the document is another';
  const withoutPointer = (body.errors ?? []).filter(
    ({ pointer }: { pointer: string }) => pointer !== '' && !pointer.startsWith('/'),
  );
  return withoutPointer.length > 0 ? 'a pointer is none' : undefined;
}

describe('generated requests', () => {
  it(`${REQUESTS} of them meet no failure of ours, and leave nothing personal in the logs`, async () => {
    const { api, entries, ...planted } = await plantedApi();
    const generated = fc.sample(
      requests(entries, {
        known: fc.constantFrom(...planted.known),
        households: fc.constantFrom(...planted.households),
        organisations: fc.constantFrom(...planted.organisations),
        referrals: fc.constantFrom(...planted.referrals),
        meetings: fc.constantFrom(...planted.meetings),
        resolutions: fc.constantFrom(...planted.resolutions),
        glasses: fc.constantFrom(...planted.glasses),
        held: fc.constantFrom(...planted.held),
        clients: fc.constantFrom(...planted.clients),
        moveRequests: fc.constantFrom(...planted.moveRequests),
        subjectRequests: fc.constantFrom(...planted.subjectRequests),
        merges: fc.constantFrom(...planted.merges),
        duplicates: fc.constantFrom(...planted.duplicates),
      }),
      { numRuns: REQUESTS, seed: SEED },
    );
    const log: string[] = [];
    const write = process.stdout.write.bind(process.stdout);
    process.stdout.write = (chunk: string | Uint8Array) => log.push(String(chunk)) > 0;
    const faults: string[] = [];
    const statuses = new Map<number, number>();
    const operations = new Map<string, Set<number>>();
    try {
      for (const { who, method, path, asked } of generated) {
        const answered = await api.request(who, method, path, asked);
        statuses.set(answered.status, (statuses.get(answered.status) ?? 0) + 1);
        const wrong = fault(answered);
        if (wrong) faults.push(`${method} ${path} ${JSON.stringify(asked).slice(0, 500)}: ${wrong}`);
        const route = ROUTES.find(
          (one) => one.method === method && new RegExp(`^${one.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path),
        );
        if (route)
          operations.set(route.operationId, (operations.get(route.operationId) ?? new Set()).add(answered.status));
      }
    } finally {
      process.stdout.write = write;
    }
    expect(faults).toEqual([]);
    // The requests are worth something: every call was met rightly and wrongly, but those that need an id which only the
    // machinery behind the API makes: of a session, an upload, a run.
    expect(
      ROUTES.filter(({ operationId }) => ![...(operations.get(operationId) ?? [])].some((status) => status < 300)).map(
        ({ operationId }) => operationId,
      ),
    ).toEqual([
      'endSession',
      'readUpload',
      'listUploadProblems',
      'undoUpload',
      'readUploadUndo',
      'dismissUpload',
      'readTransfer',
      'readTargetListFill',
      'readTargetListChanges',
      'readMpiLists',
      'readMpiWhatIf',
      'readStatisticsRun',
    ]);
    expect([...statuses.keys()].toSorted((a, b) => a - b)).toEqual(
      expect.arrayContaining([200, 201, 202, 304, 400, 401, 403, 404, 409, 413, 415, 422]),
    );
    const lines = log.join('');
    expect(log.length).toBe(REQUESTS);
    const ids = Array.from({ length: 40 }, (_, number) => syntheticCitizenId(number + 1));
    expect(
      [...Object.values(PLANTED), ...ids, 'ตัวอย่างข้อมูล', 'ทดสอบ2'].filter((secret) => lines.includes(secret)),
    ).toEqual([]);
  });
});

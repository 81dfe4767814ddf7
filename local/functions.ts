/**
 * The functions of the platform on this machine. Those behind the API run in this process; those of the state machines run
 * in threads, each with its own environment, so that a big file does not hold up the API.
 */
import { fileURLToPath } from 'node:url';

import * as z from 'zod';

import { createFunctions, type FunctionRunner } from '#local/engines/workers.ts';
import type { HttpApiRoute } from '#local/engines/http-api.ts';
import type { ApiHandler } from '#functions/middleware/api.ts';
import { RESOURCES, type Resource } from '#shared/contracts/route.ts';
import { ROUTES } from '#shared/contracts/routes.ts';
import type { StateMachine } from '#infra/state-machines/asl.ts';

const MINUTES = 60_000;

type SideBySide = { readonly all: number; readonly each: number };

/**
 * How many calls run at once, of all uploads and of each: a file that takes long holds up no other. Loads of one upload run side by
 * side because the database waits for the disk while another chunk is judged.
 */
const SIDE_BY_SIDE: Readonly<Record<string, SideBySide>> = {
  'ingest/read': { all: 3, each: 1 },
  'ingest/load': { all: 3, each: 2 },
  'ingest/finish': { all: 3, each: 1 },
  'ingest/undo': { all: 2, each: 1 },
};
const ALONE: SideBySide = { all: 1, each: 1 };

/** Whose call it is: steps are given the upload, or the key of its file. */
const $OfUpload = z.union([z.object({ upload: z.string() }), z.object({ key: z.string() })]);

function uploadOf(payload: unknown): string {
  const { data } = $OfUpload.safeParse(payload);
  if (data === undefined) return '';
  return 'upload' in data ? data.upload : data.key;
}

/** Runs the functions that state machines and schedules call, by the names under which they lie in `functions/`. */
export function startBackgroundFunctions(
  machines: readonly StateMachine[],
  env: Readonly<Record<string, string>>,
  log: (functionName: string, line: string) => void,
): FunctionRunner {
  const names = new Set([...machines.flatMap(({ functions }) => Object.values<string>(functions)), 'events/deliver']);
  return createFunctions(
    Object.fromEntries(
      [...names].map((name) => {
        const { all, each } = SIDE_BY_SIDE[name] ?? ALONE;
        return [
          name,
          {
            module: fileURLToPath(new URL(`../functions/${name}/handler.ts`, import.meta.url)),
            env,
            timeoutMs: 15 * MINUTES,
            concurrency: all,
            lanes: { of: uploadOf, concurrency: each },
          },
        ];
      }),
    ),
    { log },
  );
}

/** Routes of the API with their handlers. The environment must be set before: handlers read it when they are loaded. */
export async function apiRoutes(): Promise<HttpApiRoute[]> {
  const handlers = new Map<Resource, ApiHandler>();
  for (const resource of RESOURCES) {
    const module: { handler: ApiHandler } = await import(`../functions/api/${resource}/handler.ts`);
    handlers.set(resource, module.handler);
  }
  return ROUTES.flatMap((route) => {
    const handler = handlers.get(route.resource);
    if (!handler) return [];
    return [
      {
        method: route.method,
        path: route.path,
        handler: async (event, context) => await handler(event, context),
        public: route.permission === 'public',
        functionName: `api-${route.resource}`,
      } satisfies HttpApiRoute,
    ];
  });
}

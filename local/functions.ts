/**
 * The functions of the platform on this machine. Those behind the API run in this process; those of the state machines run
 * in threads, each with its own environment, so that a big file does not hold up the API.
 */
import { fileURLToPath } from 'node:url';

import { createFunctions, type FunctionRunner } from '#local/engines/workers.ts';
import type { HttpApiRoute } from '#local/engines/http-api.ts';
import type { ApiHandler } from '#functions/middleware/api.ts';
import { RESOURCES, type Resource } from '#shared/contracts/route.ts';
import { ROUTES } from '#shared/contracts/routes.ts';
import type { StateMachine } from '#infra/state-machines/asl.ts';

const MINUTES = 60_000;

/** Loads run side by side: the database waits for the disk while another chunk is judged. */
const SIDE_BY_SIDE: Readonly<Record<string, number>> = { 'ingest/load': 2 };

/** Runs the functions that state machines call, by the names under which they lie in `functions/`. */
export function startBackgroundFunctions(
  machines: readonly StateMachine[],
  env: Readonly<Record<string, string>>,
  log: (functionName: string, line: string) => void,
): FunctionRunner {
  const names = new Set(machines.flatMap(({ functions }) => Object.values<string>(functions)));
  return createFunctions(
    Object.fromEntries(
      [...names].map((name) => [
        name,
        {
          module: fileURLToPath(new URL(`../functions/${name}/handler.ts`, import.meta.url)),
          env,
          timeoutMs: 15 * MINUTES,
          concurrency: SIDE_BY_SIDE[name] ?? 1,
        },
      ]),
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

/**
 * The platform has two names on its machine: `localhost`, which is printed, because a browser gives keys of the hardware to a name alone, and
 * 127.0.0.1, under which the functions sign links, because the S3 SDK puts the name of the bucket before a name in an endpoint. Either serves
 * all else.
 */
import type { RequestListener } from 'node:http';

import * as z from 'zod';

import type { HttpApiRoute } from '#local/engines/http-api.ts';
import { originsOf } from '#local/engines/oidc-http.ts';

const $WithBody = z.looseObject({ body: z.string(), isBase64Encoded: z.literal(false).optional() });

/** The route, whose answers name the files of this machine under the origin of the caller: a page may send files to no other. */
export function withFilesOfCaller(route: HttpApiRoute, files: string): HttpApiRoute {
  const { origin, pathname } = new URL(files);
  return {
    ...route,
    handler: async (event, context) => {
      const result = await route.handler(event, context);
      const called = `http://${event.requestContext.domainName}`;
      const { data } = $WithBody.safeParse(result);
      if (called === origin || data === undefined || !originsOf(origin).includes(called)) return result;
      return { ...data, body: data.body.replaceAll(`"${origin}${pathname}/`, `"${called}${pathname}/`) };
    },
  };
}

/** Takes a request for a file under either name as it was signed: a link is signed with the name in it. */
export function asSigned(listener: RequestListener): RequestListener {
  return (req, res) => {
    req.headers.host = req.headers.host?.replace(/^localhost(?=:|$)/u, '127.0.0.1');
    listener(req, res);
  };
}

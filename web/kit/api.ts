/** Calls of the API, typed by the contract: a path, a body or a reply that the contract does not have does not compile. */
import type * as z from 'zod';
import type { problemDocument } from '#shared/contracts/problem.ts';
import type { ReplyOf, RouteContract } from '#shared/contracts/route.ts';

/** A path of the contract with something in place of each `{…}`. */
type Filled<Path extends string> = Path extends `${infer Before}{${string}}${infer After}`
  ? `${Before}${string}${Filled<After>}`
  : Path;
export type SentBody<C extends RouteContract> = C['body'] extends z.ZodType ? z.input<C['body']> : undefined;

const NO_ANSWER = 'ติดต่อระบบไม่ได้ กรุณาตรวจสัญญาณแล้วลองใหม่';

type Problem = Partial<z.infer<typeof problemDocument>>;

/** A call that failed, with what to tell people in Thai. */
export class CallFailed extends Error {
  /** 0: no answer. */
  readonly status: number;
  readonly problem: Problem;

  constructor(status: number, problem: Problem) {
    super(problem.title ?? `ระบบขัดข้อง (${status}) กรุณาลองใหม่ภายหลัง`);
    this.status = status;
    this.problem = problem;
  }

  /** Whether the same call may succeed later: no answer, too many calls, or a fault of the platform. */
  get passes(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

type Options<C extends RouteContract> = {
  query?: Readonly<Record<string, string | number | undefined>>;
  body?: SentBody<C>;
  /** Idempotency-Key: a call that is sent again with it is carried out once. */
  key?: string;
  /** Version of the document that was read, for a PUT. */
  ifMatch?: number;
};

export type Ask = <C extends RouteContract>(
  method: C['method'],
  path: Filled<C['path']>,
  options?: Options<C>,
) => Promise<ReplyOf<C>>;

/** Calls with the token that `token` gives. Each call throws CallFailed when it does not succeed; `onRefused` hears of a token that is refused. */
export function createAsk(token: () => Promise<string | undefined>, onRefused: () => void): Ask {
  return async <C extends RouteContract>(
    method: C['method'],
    path: Filled<C['path']>,
    { query = {}, body, key, ifMatch }: Options<C> = {},
  ): Promise<ReplyOf<C>> => {
    const given = Object.entries(query).flatMap(([name, value]) =>
      value === undefined || value === '' ? [] : [[name, String(value)]],
    );
    const access = await token();
    const headers: Record<string, string> = { accept: 'application/json' };
    if (access !== undefined) headers['authorization'] = `Bearer ${access}`;
    if (body !== undefined) headers['content-type'] = 'application/json';
    if (key !== undefined) headers['idempotency-key'] = key;
    if (ifMatch !== undefined) headers['if-match'] = `"${ifMatch}"`;
    let reply: Response;
    try {
      reply = await fetch(given.length > 0 ? `${path}?${new URLSearchParams(given)}` : path, {
        method,
        headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    } catch {
      throw new CallFailed(0, { title: NO_ANSWER });
    }
    const said: unknown = await reply.json().catch(() => undefined);
    if (reply.status === 401) onRefused();
    // The platform carried the call out, but the signal was lost while the reply came: the reply is lost, and nothing was refused.
    if (reply.ok && said === undefined) throw new CallFailed(0, { title: NO_ANSWER });
    if (!reply.ok) throw new CallFailed(reply.status, typeof said === 'object' && said !== null ? said : {});
    // The platform checks each reply against the contract before it sends it.
    return said as ReplyOf<C>;
  };
}

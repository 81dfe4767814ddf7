/** A call as a use case meets it: who, from where, what, when; all checked. */
import type { BodyOf, ParamsOf, QueryOf, ReplyOf, RouteContract } from '#shared/contracts/route.ts';
import type { Principal, Scope } from '#shared/domain/access/access.ts';

import type { KeptAnswer } from '#shared/idempotency/claim.ts';

import type { Session } from './account-gate.ts';
import type { ClaimFor, Once } from './idempotency.ts';

export type Call<C extends RouteContract> = {
  params: ParamsOf<C>;
  query: QueryOf<C>;
  body: BodyOf<C>;
  principal: Principal;
  /** Where the account holds the permission of the route; empty when the body decides which permission it is. */
  scopes: readonly Scope[];
  /** The sign-in that the call's token comes from. */
  session: Session;
  /** The clock, read when the request came. */
  now: Date;
  /** The clock, for what is tried again and must say when it was done. */
  clock: () => Date;
  ifMatch: string | undefined;
  requestId: string;
  /**
   * Does a write once for each `Idempotency-Key`: `write` puts the claim with what it writes. A repeated call gets the answer of
   * the first: ids and moments, nothing else is kept.
   */
  once: <Answer extends KeptAnswer>(write: (claimFor: ClaimFor<Answer>) => Promise<Answer>) => Promise<Once<Answer>>;
};

export type Answer<C extends RouteContract> = {
  reply: ReplyOf<C>;
  /** Quoted; a GET that has it already is answered with 304. */
  etag?: string;
  cacheControl?: string;
};

/** A route with the use case that answers it. */
export type BoundRoute = {
  contract: RouteContract;
  run: (call: Call<RouteContract>) => Promise<Answer<RouteContract>>;
};

/** Binds a use case to a declared route: `route(readHousehold)((call) => …)`. */
export function route<C extends RouteContract>(
  contract: C,
): (run: (call: Call<C>) => Promise<Answer<C>>) => BoundRoute {
  return (run) => ({
    contract,
    // Its types hold because api.ts parses params, query and body by this very contract before it calls.
    run,
  });
}

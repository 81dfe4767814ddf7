import type { MoveRequest } from '#shared/domain/move-request/move-request.ts';
import { MemoryDue } from '#shared/due/memory-due.ts';
import type { Claim } from '#shared/idempotency/claim.ts';
import { MemoryClaims } from '#shared/idempotency/memory-claims.ts';
import { checkNextVersion } from '#shared/next-version.ts';

import { dueMovedByRequest, type MoveRequestStep, type MoveRequestStore } from './move-request-store.ts';

/** Move requests in memory: one for the calls and for the store of households, whose moves accept them. */
export class MemoryMoveRequests implements MoveRequestStore {
  readonly #requests = new Map<string, MoveRequest>();
  readonly #keys: MemoryClaims;
  readonly #due: MemoryDue;

  constructor(keys = new MemoryClaims(), due = new MemoryDue()) {
    this.#keys = keys;
    this.#due = due;
  }

  async create(request: MoveRequest, claim?: Claim): Promise<boolean> {
    this.#keys.refuseTaken(claim);
    if ([...this.#requests.values()].some(({ household, answer }) => household === request.household && !answer))
      return false;
    this.#requests.set(request.id, structuredClone(request));
    this.#due.move(dueMovedByRequest(undefined, request));
    this.#keys.put(claim);
    return true;
  }

  get(id: string): Promise<MoveRequest | undefined> {
    return Promise.resolve(structuredClone(this.#requests.get(id)));
  }

  async answer(before: MoveRequest, after: MoveRequest): Promise<boolean> {
    checkNextVersion(before, after);
    if (!this.standsAt({ before, after })) return false;
    this.put({ before, after });
    return true;
  }

  standsAt({ before }: MoveRequestStep): boolean {
    return this.#requests.get(before.id)?.version === before.version;
  }

  put({ before, after }: MoveRequestStep): void {
    this.#requests.set(after.id, structuredClone(after));
    this.#due.move(dueMovedByRequest(before, after));
  }
}

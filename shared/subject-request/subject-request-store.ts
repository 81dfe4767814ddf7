/** Port of the store of data subjects' requests. Nothing of it is ever taken away. */
import type { SubjectRequest } from '#shared/domain/subject-request/subject-request.ts';
import type { Claim } from '#shared/idempotency/claim.ts';

/** Where requests are listed: all of them, and those about households of a province. */
export type SubjectRequestShelf = 'all' | `province#${string}`;

export type SubjectRequestStore = {
  /** Throws `KeyTaken`. */
  create(request: SubjectRequest, claim?: Claim): Promise<void>;
  get(id: string): Promise<SubjectRequest | undefined>;
  /** Puts the next version; false when it is there already. */
  update(before: SubjectRequest, after: SubjectRequest): Promise<boolean>;
  /** Newest first, behind the one named `before`. `key`: its place in the order. */
  list(
    shelf: SubjectRequestShelf,
    before: string | undefined,
    limit: number,
  ): Promise<{ key: string; listed: SubjectRequest }[]>;
};

/** The shelves on which a request is listed. */
export function shelvesOf({ areas }: Pick<SubjectRequest, 'areas'>): SubjectRequestShelf[] {
  return ['all', ...new Set(areas.map((area): SubjectRequestShelf => `province#${area.slice(0, 2)}`))];
}

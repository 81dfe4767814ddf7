/** Port of the store of target lists. */
import type { Claim } from '#shared/idempotency/claim.ts';
import type { TargetList } from '#shared/domain/target-list/target-list.ts';

export type TargetListStore = {
  /** Throws `KeyTaken` when the claim is another's. */
  create(list: TargetList, claim?: Claim): Promise<void>;
  get(id: string): Promise<TargetList | undefined>;
  /** Replaces the list if it is still at `before.version`; returns whether it did. */
  update(before: TargetList, after: TargetList): Promise<boolean>;
  /** Lists of the nation, oldest first: there are dozens, not thousands. */
  all(): Promise<TargetList[]>;
};

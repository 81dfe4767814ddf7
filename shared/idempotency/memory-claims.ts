import { KeyTaken, type Claim, type ClaimStore } from './claim.ts';

/** Claimed keys in memory: one for all stores of a process, because each puts them with what it writes. */
export class MemoryClaims implements ClaimStore {
  readonly #claims = new Map<string, Claim>();

  async find(key: string, now: number): Promise<Claim | undefined> {
    const claim = this.#claims.get(key);
    return claim && claim.expiresAt > now ? structuredClone(claim) : undefined;
  }

  /** Throws `KeyTaken`. Asked before anything of the write is done. */
  refuseTaken(claim: Claim | undefined): void {
    const standing = claim && this.#claims.get(claim.key);
    if (standing && standing.expiresAt > claim.claimedAt) throw new KeyTaken();
  }

  put(claim: Claim | undefined): void {
    if (claim) this.#claims.set(claim.key, structuredClone(claim));
  }
}

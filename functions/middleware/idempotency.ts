/** A write happens once for each `Idempotency-Key` of an account and call, also when the process dies (design §6). */
import { createHash, createHmac } from 'node:crypto';

import { KeyTaken, type Claim, type ClaimStore, type KeptAnswer } from '#shared/idempotency/claim.ts';
import { Problem } from '#shared/problems.ts';

/** Makes the claim that a write puts in its own transaction; undefined when the caller sent no key. */
export type ClaimFor<Answer extends KeptAnswer> = (answer: Answer) => Claim | undefined;

/** What a write came to, or what the first call under its key came to. */
export type Once<Answer extends KeptAnswer> = { answer: Answer; repeated: boolean };

export type OnceRequest = {
  /** Account, call and the caller's key: what makes two calls the same. */
  key: string;
  /** What was asked; another content under the same key is refused. */
  content: string;
  /** How long the key is remembered. */
  days: number;
  now: Date;
};

export type Idempotency = {
  /**
   * Carries out `write`, which puts the claim it is given with what it writes, and keeps its answer; or answers with what was
   * kept. Throws `idempotency-key-reused`, and what `write` throws: a write that failed has claimed nothing.
   */
  once<Answer extends KeptAnswer>(
    request: OnceRequest,
    write: (claimFor: ClaimFor<Answer>) => Promise<Answer>,
  ): Promise<Once<Answer>>;
};

const DAY_MS = 86_400_000;

/** `secret`: bodies hold names, so what is kept to compare them is keyed. */
export function createIdempotency({ claims, secret }: { claims: ClaimStore; secret: Uint8Array }): Idempotency {
  return {
    once: async <Answer extends KeptAnswer>(
      request: OnceRequest,
      write: (claimFor: ClaimFor<Answer>) => Promise<Answer>,
    ): Promise<Once<Answer>> => {
      const key = createHash('sha256').update(request.key).digest('base64url');
      const content = createHmac('sha256', secret)
        .update(JSON.stringify(['idempotency', request.content]))
        .digest('base64url');
      const claimedAt = request.now.getTime();
      const kept = async (): Promise<Once<Answer> | undefined> => {
        const claim = await claims.find(key, claimedAt);
        if (!claim) return undefined;
        if (claim.content !== content) throw new Problem('idempotency-key-reused');
        // The same key of the same call has the same kind of answer.
        return { answer: claim.answer as Answer, repeated: true };
      };
      const before = await kept();
      if (before) return before;
      try {
        const claimFor: ClaimFor<Answer> = (answer) => ({
          key,
          content,
          claimedAt,
          expiresAt: claimedAt + request.days * DAY_MS,
          answer,
        });
        return { answer: await write(claimFor), repeated: false };
      } catch (failure) {
        // The same request may have been carried out meanwhile; what failed then is its repetition.
        const meanwhile = await kept();
        if (meanwhile) return meanwhile;
        if (failure instanceof KeyTaken) throw new Problem('busy');
        throw failure;
      }
    },
  };
}

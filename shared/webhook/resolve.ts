/** Finds the addresses of a receiver's name by asking name servers, without the system's list of hosts. */
import { NODATA, NOTFOUND, Resolver } from 'node:dns/promises';

export type Resolve = (host: string) => Promise<readonly { address: string; family: number }[]>;

/** A name server that does not answer is asked twice, for one and a half seconds and for three: less than a delivery may take. */
const FIRST_TRY_MS = 1500;
const TRIES = 2;

type ResolveOptions = { readonly servers?: readonly string[]; readonly firstTryMs?: number };

/**
 * Addresses of a name, those of IPv4 first; none when no name server knows it. Throws when the servers do not answer. The system's look-up is
 * not used: it holds one of four threads until it ends, so that four names whose servers are silent would keep all other receivers waiting.
 * Tests have name servers of their own.
 */
export function createResolve({ servers, firstTryMs = FIRST_TRY_MS }: ResolveOptions = {}): Resolve {
  return async (host) => {
    const names = new Resolver({ timeout: firstTryMs, tries: TRIES });
    if (servers) names.setServers([...servers]);
    const [four, six] = await Promise.allSettled([names.resolve4(host), names.resolve6(host)]);
    const found = [
      ...(four.status === 'fulfilled' ? four.value.map((address) => ({ address, family: 4 })) : []),
      ...(six.status === 'fulfilled' ? six.value.map((address) => ({ address, family: 6 })) : []),
    ];
    if (found.length === 0)
      for (const asked of [four, six]) if (asked.status === 'rejected' && !isUnknown(asked.reason)) throw asked.reason;
    return found;
  };
}

function isUnknown(failure: unknown): boolean {
  return failure instanceof Error && 'code' in failure && (failure.code === NOTFOUND || failure.code === NODATA);
}

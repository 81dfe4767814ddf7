/** Sends one delivery over HTTPS to an address that is public at this moment, and follows nothing. */
import { request } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { callbackify } from 'node:util';

import type { SendFailure, Webhook } from '#shared/domain/event/webhook.ts';

import { isPublicAddress } from './public-address.ts';
import { createResolve, type Resolve } from './resolve.ts';
import { SIGNATURE_HEADER, signatureOf, TIMESTAMP_HEADER } from './signature.ts';

/** Undefined: taken, by an answer of 2xx. */
export type Sent = SendFailure | undefined;

export type Send = (to: Pick<Webhook, 'url' | 'secret'>, body: string, now: Date) => Promise<Sent>;

export type SenderOptions = {
  resolve?: Resolve;
  /** Which addresses are sent to. Tests, whose receiver is on their own machine, say another. */
  isAllowed?: (address: string) => boolean;
  /** A certificate to trust beside those that everybody trusts. */
  ca?: string;
  timeoutMs?: number;
};

const resolveAll = createResolve();

class NotPublic extends Error {
  override readonly name = 'NotPublic';
}

/** The name of a URL as it is connected to: an IPv6 address without its brackets. */
function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/u, '$1');
}

/** A name that is not found in this time is none that deliveries would find. */
const RESOLVE_MS = 5000;

/** Whether a URL may be sent to now: https, without a user in it, and every address of its name public. */
export async function isPublicUrl(
  text: string,
  { resolve = resolveAll, isAllowed = isPublicAddress }: Pick<SenderOptions, 'resolve' | 'isAllowed'> = {},
): Promise<boolean> {
  const url = URL.parse(text);
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '') return false;
  const host = hostOf(url);
  if (isIP(host) > 0) return isAllowed(host);
  try {
    const found = await Promise.race([resolve(host), setTimeout(RESOLVE_MS, [], { ref: false })]);
    return found.length > 0 && found.every(({ address }) => isAllowed(address));
  } catch {
    return false;
  }
}

export function createSender({
  resolve = resolveAll,
  isAllowed = isPublicAddress,
  ca,
  timeoutMs = 10_000,
}: SenderOptions = {}): Send {
  const judged = async (host: string) => {
    const found = await resolve(host);
    const [first] = found;
    if (!first || !found.every(({ address }) => isAllowed(address))) throw new NotPublic();
    return { first, found };
  };
  /** The connection goes to the addresses that were judged: the name is not looked up a second time. */
  const lookup: LookupFunction = (host, options, callback) =>
    callbackify(judged)(host, (failure, answered) => {
      if (failure) callback(failure, '', 0);
      else if (options.all === true) callback(null, [...answered.found]);
      else callback(null, answered.first.address, answered.first.family);
    });
  return async (to, body, now) => {
    const url = URL.parse(to.url);
    if (url?.protocol !== 'https:') return 'ADDRESS_NOT_PUBLIC';
    const host = hostOf(url);
    // A literal address is never looked up.
    if (isIP(host) > 0 && !isAllowed(host)) return 'ADDRESS_NOT_PUBLIC';
    const timestamp = Math.floor(now.getTime() / 1000);
    return await new Promise<Sent>((resolved) => {
      const sending = request(
        url,
        {
          method: 'POST',
          lookup,
          // A connection of its own: one that was checked for another delivery is not taken again.
          agent: false,
          ...(ca === undefined ? {} : { ca }),
          signal: AbortSignal.timeout(timeoutMs),
          headers: {
            'content-type': 'application/json; charset=utf-8',
            'content-length': Buffer.byteLength(body),
            'user-agent': 'poverty-logbook-webhooks/1',
            [TIMESTAMP_HEADER]: String(timestamp),
            [SIGNATURE_HEADER]: signatureOf(to.secret, timestamp, body),
          },
        },
        (answer) => {
          const { statusCode = 0 } = answer;
          // What it says is nothing to us; where it points to is not followed.
          answer.destroy();
          resolved(statusCode >= 200 && statusCode < 300 ? undefined : 'STATUS');
        },
      );
      sending.on('error', (failure) => {
        if (failure instanceof NotPublic) resolved('ADDRESS_NOT_PUBLIC');
        else resolved(failure.name === 'AbortError' || failure.name === 'TimeoutError' ? 'TIMEOUT' : 'CONNECTION');
      });
      // Also an end that is neither an answer nor a failure, such as a change of protocol.
      sending.on('close', () => resolved('CONNECTION'));
      sending.end(body);
    });
  };
}

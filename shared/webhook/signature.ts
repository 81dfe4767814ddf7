import { createHmac, randomBytes } from 'node:crypto';

/** Names of the headers of a delivery. */
export const TIMESTAMP_HEADER = 'webhook-timestamp';
export const SIGNATURE_HEADER = 'webhook-signature';

/** A new secret of 256 random bits. The API shows it once. */
export function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64url')}`;
}

/** `v1=` and the HMAC-SHA256 in hexadecimal, keyed with the secret as the API showed it, over the timestamp (epoch seconds), a dot and the body as it is sent. */
export function signatureOf(secret: string, timestamp: number, body: string): string {
  return `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;
}

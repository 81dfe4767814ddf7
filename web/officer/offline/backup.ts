/**
 * A copy of what waits to be sent, in a file that opens with a code alone: for a phone that may break before it has signal again. Items keep
 * their keys, so the phone and the copy may both send: the platform carries each out once.
 */
import type { OutboxItem, Vault } from './vault.ts';

/** What waits this long may be copied. */
const LONG_MS = 3 * 24 * 3600 * 1000;
const FORM = 1;
const ROUNDS = 600_000;
/** Twenty digits are 66 bits: the file leaves this device, so a PIN is too short for it. */
const DIGITS = 20;
const GROUP = 5;

type Copied = Omit<OutboxItem, 'sealed'> & { body: unknown };
type Copy = { form: typeof FORM; sub: string; salt: string; iv: string; sealed: string };

/** Whether something waits for so long that a copy is due. */
export function isCopyDue(items: readonly OutboxItem[]): boolean {
  return items.some(({ at }) => Date.now() - Date.parse(at) >= LONG_MS);
}

/** The file, and the code that opens it: the code is kept nowhere. */
export async function copyOutbox(vault: Vault): Promise<{ file: Blob; code: string }> {
  const items: Copied[] = [];
  for (const item of await vault.outbox()) {
    const { sealed: _sealed, ...head } = item;
    items.push({ ...head, body: await vault.outboxBody(item) });
  }
  const digits = Array.from({ length: DIGITS }, randomDigit).join('');
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const key = await keyOf(digits, salt);
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: placeOf(vault.sub) },
    key,
    new TextEncoder().encode(JSON.stringify(items)),
  );
  const copy: Copy = { form: FORM, sub: vault.sub, salt: base64(salt), iv: base64(iv), sealed: base64(sealed) };
  return { file: new Blob([JSON.stringify(copy)], { type: 'application/json' }), code: inGroups(digits) };
}

/** How many items came out of a copy into the outbox, or why none did. Those that wait here already are left as they are. */
export async function restoreOutbox(
  vault: Vault,
  text: string,
  code: string,
): Promise<number | 'not-a-copy' | 'other-account' | 'wrong-code'> {
  const copy = readCopy(text);
  if (copy === undefined) return 'not-a-copy';
  if (copy.sub !== vault.sub) return 'other-account';
  let items: Copied[];
  try {
    const key = await keyOf(code.replaceAll(/\D/gu, ''), bytesOf(copy.salt));
    const opened = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: bytesOf(copy.iv), additionalData: placeOf(vault.sub) },
      key,
      bytesOf(copy.sealed),
    );
    items = JSON.parse(new TextDecoder().decode(opened)) as Copied[];
  } catch {
    return 'wrong-code';
  }
  let restored = 0;
  for (const { body, ...head } of items) {
    // The device of the copy may have sent it meanwhile: it is sent again as it is, and changed only once it has an answer.
    const waits = head.state === 'sending' || head.state === 'waiting';
    const item = waits ? { ...head, state: 'waiting' as const, tries: Math.max(1, head.tries) } : head;
    if (await vault.restore(item, body)) restored += 1;
  }
  return restored;
}

function readCopy(text: string): Copy | undefined {
  try {
    const read = JSON.parse(text) as Partial<Copy> | null;
    return read?.form === FORM ? (read as Copy) : undefined;
  } catch {
    return undefined;
  }
}

async function keyOf(digits: string, salt: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey('raw', new TextEncoder().encode(digits), 'PBKDF2', false, ['deriveKey']);
  return await crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ROUNDS },
    base,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

/** A copy of one account opens for no other. */
function placeOf(sub: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`copy/${sub}`);
}

/** Bytes above the last whole ten are thrown again: every digit is as likely as another. */
function randomDigit(): string {
  for (;;) {
    const [byte = 255] = crypto.getRandomValues(new Uint8Array(1));
    if (byte < 250) return String(byte % 10);
  }
}

function inGroups(digits: string): string {
  return Array.from({ length: DIGITS / GROUP }, (_, at) => digits.slice(at * GROUP, (at + 1) * GROUP)).join('-');
}

function base64(bytes: ArrayBuffer | Uint8Array): string {
  let text = '';
  for (const byte of new Uint8Array(bytes)) text += String.fromCharCode(byte);
  return btoa(text);
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

/**
 * A key that the hardware of this device keeps and its own lock opens (a fingerprint, a face, the pattern of the screen): WebAuthn with the
 * extension PRF makes the same secret of the same salt each time. No server is asked: what opens is what this device keeps.
 */
type Bytes = Uint8Array<ArrayBuffer>;
export type Passkey = { id: Bytes; salt: Bytes };
export type OpenedPasskey = Passkey & { secret: ArrayBuffer };

/** Whether this browser may have such a key. Its name has to be one: an address of numbers has none. */
export async function mayHavePasskey(): Promise<boolean> {
  if (!('PublicKeyCredential' in globalThis) || /^[\d.]+$/u.test(location.hostname)) return false;
  return await PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable().catch(() => false);
}

/** Makes a key for the account. Undefined: the person said no, or the device makes no secrets. */
export async function makePasskey(sub: string): Promise<OpenedPasskey | undefined> {
  const salt = crypto.getRandomValues(new Uint8Array(32));
  const made = await asked(
    navigator.credentials.create({
      publicKey: {
        challenge: crypto.getRandomValues(new Uint8Array(32)),
        rp: { name: 'แฟ้มบ้าน' },
        user: { id: new TextEncoder().encode(sub), name: 'แฟ้มบ้าน', displayName: 'แฟ้มบ้าน' },
        pubKeyCredParams: [
          { type: 'public-key', alg: -7 },
          { type: 'public-key', alg: -257 },
        ],
        authenticatorSelection: {
          authenticatorAttachment: 'platform',
          residentKey: 'preferred',
          userVerification: 'required',
        },
        extensions: { prf: { eval: { first: salt } } },
      },
    }),
  );
  if (made === undefined || made.getClientExtensionResults().prf?.enabled !== true) return undefined;
  // Not every device makes the secret together with the key.
  return await openPasskey({ id: new Uint8Array(made.rawId), salt });
}

/** Asks for the lock of the device. Undefined: it was not opened, or the key is gone. */
export async function openPasskey({ id, salt }: Passkey): Promise<OpenedPasskey | undefined> {
  const opened = await asked(
    navigator.credentials.get({
      publicKey: {
        challenge: crypto.getRandomValues(new Uint8Array(32)),
        allowCredentials: [{ type: 'public-key', id }],
        userVerification: 'required',
        extensions: { prf: { eval: { first: salt } } },
      },
    }),
  );
  const first = opened?.getClientExtensionResults().prf?.results?.first;
  if (first === undefined) return undefined;
  const secret =
    first instanceof ArrayBuffer
      ? first
      : new Uint8Array(first.buffer, first.byteOffset, first.byteLength).slice().buffer;
  return { id, salt, secret };
}

async function asked(asking: Promise<Credential | null>): Promise<PublicKeyCredential | undefined> {
  const given = await asking.catch(() => null);
  return given instanceof PublicKeyCredential ? given : undefined;
}

/**
 * The database of a phone that had the first version of the vault, as that version wrote it. This text is frozen: it says what is out there, and
 * is never changed with the face.
 */
type Filled = { sub: string; pin: string; me: object; household: { id: string }; waiting: object; draft: object };

/** A script that writes the database in a page of the face's origin. */
export function vaultOfVersion1(filled: Filled): string {
  return `(${SCRIPT})(${JSON.stringify(filled)})`;
}

const SCRIPT = `async ({ sub, pin, me, household, waiting, draft }) => {
  const text = (what) => new TextEncoder().encode(what);
  const aes = { name: 'AES-GCM', length: 256 };
  const random = (bytes) => crypto.getRandomValues(new Uint8Array(bytes));
  const device = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const salt = random(16);
  const mixed = await crypto.subtle.sign('HMAC', device, text(pin));
  const base = await crypto.subtle.importKey('raw', mixed, 'PBKDF2', false, ['deriveKey']);
  const wrapping = await crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: 600000 }, base, aes, false, ['wrapKey', 'unwrapKey']);
  const key = await crypto.subtle.generateKey(aes, true, ['encrypt', 'decrypt']);
  const iv = random(12);
  const wrapped = await crypto.subtle.wrapKey('raw', key, wrapping, { name: 'AES-GCM', iv });
  const seal = async (place, what) => {
    const own = random(12);
    const additionalData = text(sub + '/' + place);
    const bytes = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: own, additionalData }, key, text(JSON.stringify(what)));
    return { iv: own, bytes };
  };
  const opened = await new Promise((resolve, reject) => {
    const request = indexedDB.open('box-' + sub, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('vault');
      request.result.createObjectStore('outbox', { keyPath: 'id' });
      request.result.createObjectStore('kept');
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const at = Date.now();
  const id = crypto.randomUUID();
  const put = {
    vault: [[{ device, salt, iv, wrapped, wrong: 0 }, 'keys']],
    outbox: [[{ id, at: new Date(at).toISOString(), state: 'waiting', tries: 0, reason: null, sealed: await seal('outbox/' + id, waiting) }]],
    kept: [
      [{ at, sealed: await seal('kept/me', me) }, 'me'],
      [{ at, sealed: await seal('kept/household ' + household.id, household) }, 'household ' + household.id],
      [{ at, sealed: await seal('kept/draft ' + household.id, draft) }, 'draft ' + household.id],
    ],
  };
  const change = opened.transaction(['vault', 'outbox', 'kept'], 'readwrite');
  for (const [store, all] of Object.entries(put)) for (const each of all) change.objectStore(store).put(...each);
  await new Promise((resolve) => { change.oncomplete = resolve; });
  opened.close();
  localStorage.setItem('officer-account', sub);
  return id;
}`;

// @ts-check
/** Sign-in with an authorization code and PKCE. The token lives in this tab's session only, never in an address. */

/** @typedef {{ signIn: string, clientId: string, scope: string, demo: boolean }} Settings */

const TOKEN = 'token';
const EXPIRES = 'expires';
const VERIFIER = 'verifier';
const STATE = 'state';
/** The part of the page that was asked for (`#packages`): the sign-in page sends everybody back to the top. */
const PART = 'part';

/** @returns {Promise<Settings>} */
export async function readSettings() {
  const reply = await fetch('settings.json');
  if (!reply.ok) throw new Error('The page has no settings');
  return await reply.json();
}

/** The access token, while it is good. @returns {string | undefined} */
export function token() {
  const expires = Number(sessionStorage.getItem(EXPIRES));
  return expires > Date.now() ? (sessionStorage.getItem(TOKEN) ?? undefined) : undefined;
}

export function forget() {
  for (const key of [TOKEN, EXPIRES, VERIFIER, STATE, PART]) sessionStorage.removeItem(key);
}

/** Leaves for the sign-in page. @param {Settings} settings */
export async function startSignIn(settings) {
  const verifier = randomText();
  const state = randomText();
  sessionStorage.setItem(VERIFIER, verifier);
  sessionStorage.setItem(STATE, state);
  sessionStorage.setItem(PART, location.hash);
  const challenge = base64url(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier)));
  location.assign(
    `${settings.signIn}/oauth2/authorize?${new URLSearchParams({
      response_type: 'code',
      client_id: settings.clientId,
      redirect_uri: home(),
      scope: settings.scope,
      state,
      code_challenge: challenge,
      code_challenge_method: 'S256',
    })}`,
  );
}

/**
 * Takes the code that the sign-in page sent back, when there is one, and clears the address.
 * @param {Settings} settings
 * @returns {Promise<string | undefined>} what went wrong, in Thai
 */
export async function finishSignIn(settings) {
  const sent = new URLSearchParams(location.search);
  const code = sent.get('code');
  if (code === null && !sent.has('error')) return undefined;
  history.replaceState(null, '', location.pathname + (sessionStorage.getItem(PART) ?? ''));
  const verifier = sessionStorage.getItem(VERIFIER);
  const state = sessionStorage.getItem(STATE);
  // Whoever comes from the sign-in page is who signed in there, or nobody: never the account that this tab had before.
  forget();
  // A page that was left open, or an address that somebody else made: nothing is taken from it.
  if (code === null || verifier === null || state === null || sent.get('state') !== state)
    return 'ลงชื่อเข้าใช้ไม่สำเร็จ กรุณาลองใหม่';
  const reply = await fetch(`${settings.signIn}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: settings.clientId,
      code,
      redirect_uri: home(),
      code_verifier: verifier,
    }),
  }).catch(() => undefined);
  if (reply?.ok !== true) return 'ระบบลงชื่อเข้าใช้ไม่ตอบ หรือรหัสหมดอายุ กรุณาลองใหม่';
  const { access_token: access, expires_in: seconds } = await reply.json();
  sessionStorage.setItem(TOKEN, access);
  sessionStorage.setItem(EXPIRES, String(Date.now() + Number(seconds) * 1000));
  return undefined;
}

function home() {
  return `${location.origin}/`;
}

function randomText() {
  return base64url(crypto.getRandomValues(new Uint8Array(32)).buffer);
}

/** @param {ArrayBuffer} bytes */
function base64url(bytes) {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

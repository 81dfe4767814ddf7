/**
 * Sign-in with an authorization code and PKCE. Tokens are kept for this tab alone and never in an address: an access token of an hour, and
 * one that renews it until the sign-in is over.
 */
const KEPT = 'officer-session';
const ASKED = 'officer-sign-in';
/** The only address that the sign-in page sends back to. */
const BACK = '/officer/today';
/** Renewed when less than this is left: a call takes a while. */
const SOON_MS = 60_000;

type Settings = { signIn: string; clientId: string; scope: string };
type Tokens = { access_token: string; expires_in: number; refresh_token?: string };
type Session = { access: string; until: number; renew: string | undefined };
type Asked = { verifier: string; state: string; page: string };

/** What this tab keeps under a name. Only this module writes there. */
function kept(name: string): unknown {
  const text = sessionStorage.getItem(name);
  return text === null ? undefined : JSON.parse(text);
}

async function readSettings(): Promise<Settings> {
  const reply = await fetch('/settings.json');
  if (!reply.ok) throw new Error('The face has no settings');
  return (await reply.json()) as Settings;
}

/** Leaves for the sign-in page, which sends back to this one. Throws without signal. */
export async function startSignIn(): Promise<void> {
  const { signIn, clientId, scope } = await readSettings();
  const verifier = randomText();
  const state = randomText();
  sessionStorage.setItem(ASKED, JSON.stringify({ verifier, state, page: location.pathname + location.search }));
  const challenge = base64url(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier)));
  location.assign(
    `${signIn}/oauth2/authorize?${new URLSearchParams({
      response_type: 'code',
      client_id: clientId,
      redirect_uri: location.origin + BACK,
      scope,
      state,
      code_challenge: challenge,
      code_challenge_method: 'S256',
    })}`,
  );
}

/** Takes the code that the sign-in page sent back, when there is one, and goes on to the page that was asked for. Returns what went wrong. */
export async function finishSignIn(): Promise<string | undefined> {
  const sent = new URLSearchParams(location.search);
  const code = sent.get('code');
  if (location.pathname !== BACK || (code === null && !sent.has('error'))) return undefined;
  const before = kept(ASKED) as Asked | undefined;
  history.replaceState(null, '', before?.page ?? BACK);
  // Nothing is left of the account that this tab had before.
  forgetSession();
  if (code === null || before === undefined || sent.get('state') !== before.state) return 'ลงชื่อเข้าใช้ไม่สำเร็จ กรุณาลองใหม่';
  const done = await askForTokens({
    grant_type: 'authorization_code',
    code,
    redirect_uri: location.origin + BACK,
    code_verifier: before.verifier,
  });
  return done ? undefined : 'ระบบลงชื่อเข้าใช้ไม่ตอบ หรือรหัสหมดอายุ กรุณาลองใหม่';
}

/** Keeps what the token endpoint gives. False when it gives nothing. */
async function askForTokens(grant: Record<string, string>, renew?: string): Promise<boolean> {
  try {
    const { signIn, clientId } = await readSettings();
    const reply = await fetch(`${signIn}/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams({ ...grant, client_id: clientId }),
    });
    if (!reply.ok) return false;
    const given = (await reply.json()) as Tokens;
    const next: Session = {
      access: given.access_token,
      until: Date.now() + given.expires_in * 1000,
      renew: given.refresh_token ?? renew,
    };
    sessionStorage.setItem(KEPT, JSON.stringify(next));
    return true;
  } catch {
    return false;
  }
}

let renewing: Promise<boolean> | undefined;

/** The access token, renewed when it is about to end. Undefined: nobody is signed in. */
export async function token(): Promise<string | undefined> {
  const now = kept(KEPT) as Session | undefined;
  if (now === undefined || now.until - Date.now() > SOON_MS) return now?.access;
  if (now.renew !== undefined) {
    renewing ??= askForTokens({ grant_type: 'refresh_token', refresh_token: now.renew }, now.renew).finally(() => {
      renewing = undefined;
    });
    await renewing;
  }
  const after = kept(KEPT) as Session | undefined;
  return after !== undefined && after.until > Date.now() ? after.access : undefined;
}

export function isSignedIn(): boolean {
  return sessionStorage.getItem(KEPT) !== null;
}

/** Whose session it is: the subject of its token, which the API alone judges. */
export function subOfSession(): string | undefined {
  const now = kept(KEPT) as Session | undefined;
  const payload = now?.access.split('.')[1];
  if (payload === undefined) return undefined;
  return (JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/'))) as { sub: string }).sub;
}

export function forgetSession(): void {
  sessionStorage.removeItem(KEPT);
  sessionStorage.removeItem(ASKED);
}

function randomText(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(32)).buffer);
}

function base64url(bytes: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** The vault of this tab while it is unlocked, and the account whose vault this device has. */
import type { Vault } from './vault.ts';

/** Whose vault this device has. No secret: without the PIN it opens nothing. */
const ACCOUNT = 'officer-account';
/** Told in the document: the vault was opened, or what waits in it changed. */
export const BOX_CHANGED = 'officer-box-changed';
const LOCK_AFTER_MS = 5 * 60_000;

let vault: Vault | undefined;

export function openedVault(): Vault | undefined {
  return vault;
}

export function setVault(opened: Vault): void {
  vault = opened;
  localStorage.setItem(ACCOUNT, opened.sub);
  tellBoxChanged();
}

/** Between the tabs of this device: one sends what another shows. */
const tabs = new BroadcastChannel('officer-box');
tabs.addEventListener('message', tellThisTab);

function tellThisTab(): void {
  document.dispatchEvent(new Event(BOX_CHANGED));
}

/** Tells all tabs. */
export function tellBoxChanged(): void {
  tellThisTab();
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel is of one origin, and its call takes none
  tabs.postMessage(null);
}

export function accountOfDevice(): string | undefined {
  return localStorage.getItem(ACCOUNT) ?? undefined;
}

/** The vault of another account stays the one that this device opens without signal. */
export function forgetAccount(sub: string): void {
  vault?.close();
  vault = undefined;
  if (accountOfDevice() === sub) localStorage.removeItem(ACCOUNT);
}

/** Locks a tab that nobody looked at for five minutes: a reload forgets the key. */
export function lockWhenLeft(): void {
  let left = 0;
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') left = Date.now();
    else if (vault !== undefined && Date.now() - left > LOCK_AFTER_MS) location.reload();
  });
}

/** Registers the service worker: the shell opens without signal. */

// The content security policy lets one policy make addresses of scripts, and this one makes one address.
const WORKER = '/officer/worker.js';

type WithTrustedTypes = {
  trustedTypes?: {
    createPolicy(
      name: string,
      rules: { createScriptURL(url: string): string },
    ): { createScriptURL(url: string): string };
  };
};

export function registerWorker(): void {
  if (!('serviceWorker' in navigator)) return;
  const policy = (globalThis as WithTrustedTypes).trustedTypes?.createPolicy('officer-worker', {
    createScriptURL: (url) => {
      if (url !== WORKER) throw new TypeError('Only the worker of this face is registered');
      return url;
    },
  });
  const address = policy?.createScriptURL(WORKER) ?? WORKER;
  const registered = navigator.serviceWorker.register(address, { scope: '/officer/', updateViaCache: 'none' });
  void registered
    .then(watch)
    .then(keepLaterViews)
    .catch(() => {
      // Without a worker the face works while there is signal.
    });
}

/** Asks the worker for the views that open later, when the first one is there and the browser has nothing else to do. */
async function keepLaterViews(): Promise<void> {
  const { active } = await navigator.serviceWorker.ready;
  const keep = (): void =>
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker is of one origin, and its call takes none
    active?.postMessage('keep-later-views');
  if ('requestIdleCallback' in globalThis) requestIdleCallback(keep, { timeout: 10_000 });
  else setTimeout(keep, 2000);
}

/** Told in the document: a new version of the face waits to be used. */
export const NEW_VERSION = 'officer-new-version';
let waiting: ServiceWorker | null = null;

function watch(registration: ServiceWorkerRegistration): void {
  const look = (): void => {
    // The first version of all replaces nothing.
    if (registration.waiting === null || navigator.serviceWorker.controller === null) return;
    waiting = registration.waiting;
    document.dispatchEvent(new Event(NEW_VERSION));
  };
  look();
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', look));
}

export function isNewVersionWaiting(): boolean {
  return waiting !== null;
}

/** Begins to use the new version, in all tabs: forms that are open have their drafts. */
export function beginNewVersion(): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker is of one origin, and its call takes none
  waiting?.postMessage('use-new-version');
}

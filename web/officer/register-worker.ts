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
  void navigator.serviceWorker.register(address, { scope: '/officer/', updateViaCache: 'none' }).catch(() => {
    // Without a worker the face works while there is signal.
  });
}

/**
 * The service worker: keeps the shell of the face, so that it opens without signal. It never touches the API, sign-in or files of people:
 * those are kept sealed by the pages themselves.
 */
/** What a first visit loads. */
declare const FIRST: readonly string[];
/** Views that load when they are opened. */
declare const LATER: readonly string[];

type Extendable = Event & { waitUntil(done: Promise<unknown>): void };
type Fetched = Extendable & { request: Request; respondWith(reply: Promise<Response>): void };
/** The global scope of a service worker: the types of the build are those of a page. */
declare const self: {
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  addEventListener(type: 'install' | 'activate', hear: (event: Extendable) => void): void;
  addEventListener(type: 'fetch', hear: (event: Fetched) => void): void;
  addEventListener(type: 'message', hear: (event: Extendable & MessageEvent) => void): void;
  registration: ServiceWorkerRegistration;
};

const SHELL = '/officer/index.html';
const BESIDE = ['/officer/icon.svg', '/officer/manifest.webmanifest'];
/** Names hold the hash of their bytes: other files, another cache. */
const CACHE = `officer ${[...FIRST, ...LATER].join(' ')}`;

self.addEventListener('install', (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(CACHE);
      // Hashed files may come out of the browser's own cache: they are what their names say.
      await cache.addAll([...FIRST, ...BESIDE]);
      // A device that had all views keeps them through a new version. A first visit does not wait for them.
      if (self.registration.active !== null) await keepLater();
      await cache.add(new Request(SHELL, { cache: 'reload' }));
    })(),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys())
        if (name.startsWith('officer ') && name !== CACHE) await caches.delete(name);
      await self.clients.claim();
    })(),
  );
});

self.addEventListener('message', (event) => {
  // A new version waits until the person says so: a form may be open.
  if (event.data === 'use-new-version') void self.skipWaiting();
  // Without signal the rest is asked for at the next visit.
  if (event.data === 'keep-later-views') event.waitUntil(keepLater().catch(() => {}));
});

/** Keeps what is not kept yet, one after the other: the person may be loading something else. */
async function keepLater(): Promise<void> {
  const cache = await caches.open(CACHE);
  for (const path of LATER) if ((await cache.match(path)) === undefined) await cache.add(path);
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin || !pathname.startsWith('/officer')) return;
  const asked = request.mode === 'navigate' ? SHELL : pathname;
  event.respondWith((async () => (await (await caches.open(CACHE)).match(asked)) ?? (await fetch(request)))());
});

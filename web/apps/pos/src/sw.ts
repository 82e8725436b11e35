// A script of its own: nothing is imported, and nothing is shared with the page.
export {};

declare const self: ServiceWorkerGlobalScope;
/** The files of this version and a name for it, put in by the build (scripts/till-shell.ts). */
declare const SHELL: { version: string; files: string[] };

const PREFIX = 'novapos-till-';
const cacheName = PREFIX + SHELL.version;
const page = new URL('index.html', self.registration.scope).href;
const shell = new Set(SHELL.files.map((file) => new URL(file, self.registration.scope).href));

/** All of it or nothing: a till with a part of its shell would break at the counter. It then waits until the till lets it in. */
self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll([...shell])));
});

self.addEventListener('message', ({ data }) => {
  if (data === 'take_over') void self.skipWaiting();
});

self.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([forgetOtherVersions(), self.clients.claim()]));
});

/** Pages of the till are its shell, and so are its files; whatever else is asked goes to the server as if nobody stood between. */
self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET') return;
  const isPage = request.mode === 'navigate' && request.url.startsWith(self.registration.scope);
  if (isPage) event.respondWith(stored(page, request));
  else if (shell.has(request.url)) event.respondWith(stored(request.url, request));
});

async function stored(url: string, request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  return (await cache.match(url, { ignoreVary: true })) ?? fetch(request);
}

async function forgetOtherVersions(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(PREFIX) && name !== cacheName);
  await Promise.all(old.map((name) => caches.delete(name)));
}

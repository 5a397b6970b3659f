// Keeps the page for when there is no network: every file of this build is stored at the first visit, and what is
// stored of other builds is dropped. The list and the version are written by `offline.mjs` when the page is built.
const FILES = "FILES";
const CACHE = "playstate-VERSION";

self.addEventListener("install", (event) => event.waitUntil(store()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const isOurs = request.method === "GET" && new URL(request.url).origin === location.origin;
  if (isOurs) event.respondWith(request.mode === "navigate" ? page(request) : file(request));
});

async function store() {
  const cache = await caches.open(CACHE);
  await cache.addAll(FILES);
  await self.skipWaiting();
}

async function takeOver() {
  const names = await caches.keys();
  const others = names.filter((name) => name.startsWith("playstate-") && name !== CACHE);
  await Promise.all(others.map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** The newest page, or a stored one where there is no network. It names its files by their hashes. */
async function page(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const stored = (await caches.match(request, { ignoreSearch: true })) ?? (await caches.match("./"));
    if (stored) return stored;
    throw error;
  }
}

/** A stored file; the network has every other. */
async function file(request) {
  return (await caches.match(request, { ignoreSearch: true })) ?? fetch(request);
}

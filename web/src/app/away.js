// The page where there is no network. It has every part of one page, so that none of them is of another: a new page is a new
// worker with a store of its own, which takes over when the last tab of the old one is gone.
const { version, parts } = self.carrel
const STORE = `carrel.page.${version}`

self.addEventListener('install', event => {
  // Calls never come by here, so that none waits for this to wake up.
  event.waitUntil(event.addRoutes?.({ condition: { urlPattern: '/api/*' }, source: 'network' }).catch(() => undefined))
  event.waitUntil(keep())
})

async function keep() {
  const index = await fetch('/', { cache: 'no-store' })
  const text = await index.clone().text()
  const named = text.match(/\/assets\/[^"]+/g) ?? []
  if (!index.ok || named.some(part => !parts.includes(part))) throw new Error('the page is a newer one')
  const store = await caches.open(STORE)
  await store.addAll(parts)
  await store.put('/', index)
}

self.addEventListener('activate', event => {
  const clear = async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith('carrel.page.') && name !== STORE) await caches.delete(name)
    }
  }
  event.waitUntil(clear())
})

self.addEventListener('fetch', event => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== location.origin || pathname.startsWith('/api/')) return
  if (request.mode === 'navigate') event.respondWith(fetch(request).catch(() => kept('/')))
  else if (pathname.startsWith('/assets/')) event.respondWith(kept(pathname).then(part => part ?? fetch(request)))
})

async function kept(path) {
  return (await caches.open(STORE)).match(path, { ignoreVary: true })
}

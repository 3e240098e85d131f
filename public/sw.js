/** Shows what is pushed while no page of ours is in sight. It answers no requests and keeps nothing. */
self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('push', (event) => {
  if (event.data) event.waitUntil(show(event.data.json()))
})

async function show({ title, body, tag, url, image }) {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  if (pages.some(({ visibilityState }) => visibilityState === 'visible')) return
  await self.registration.showNotification(title, { body, tag, image, icon: '/icon.svg', data: { url } })
}

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(open(event.notification.data?.url ?? '/'))
})

async function open(path) {
  const { href } = new URL(path, self.location.origin)
  const pages = await self.clients.matchAll({ type: 'window' })
  const id = href.split('/').pop()
  const page = pages.find(({ url }) => url === href || new URL(url).searchParams.get('p') === id)
  if (page) await page.focus()
  else await self.clients.openWindow(href)
}

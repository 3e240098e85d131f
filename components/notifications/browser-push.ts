const WORKER = '/sw.js'

export type Keys = { endpoint: string; p256dh: string; auth: string }

/** `none`: this browser shows no notifications. */
export type Permission = NotificationPermission | 'none'

export const readPermission = (): Permission => ('Notification' in window ? Notification.permission : 'none')

/** The page's service worker, registered if it is not yet; undefined where there can be none. */
async function workerOf(): Promise<ServiceWorkerRegistration | undefined> {
  if (!('serviceWorker' in navigator)) return undefined
  try {
    await navigator.serviceWorker.register(WORKER)
    return await navigator.serviceWorker.ready
  } catch {
    return undefined
  }
}

/** Subscribes this browser to be told with every page closed; undefined where it cannot be. Notifications must be allowed. */
export async function subscribeBrowser(publicKey: string): Promise<Keys | undefined> {
  const worker = await workerOf()
  if (!worker || !('pushManager' in worker)) return undefined
  try {
    const kept = await worker.pushManager.getSubscription()
    const current = kept && keyOf(kept) === publicKey
    if (kept && !current) await kept.unsubscribe() // the service has new keys, so nothing could come by it
    const options = { userVisibleOnly: true, applicationServerKey: publicKey }
    const subscription = current ? kept : await worker.pushManager.subscribe(options)
    const { endpoint, keys } = subscription.toJSON()
    return endpoint && keys?.p256dh && keys.auth ? { endpoint, p256dh: keys.p256dh, auth: keys.auth } : undefined
  } catch {
    return undefined // no push service is in reach: the open page tells by itself
  }
}

/** The service's key a subscription was made with, as the service writes it. */
function keyOf({ options: { applicationServerKey } }: PushSubscription): string | undefined {
  if (!applicationServerKey) return undefined
  const text = btoa(String.fromCharCode(...new Uint8Array(applicationServerKey)))
  return text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** Ends the subscription; the endpoint it had, if any. */
export async function unsubscribeBrowser(): Promise<string | undefined> {
  const worker = 'serviceWorker' in navigator ? await navigator.serviceWorker.getRegistration() : undefined
  const subscription = await worker?.pushManager?.getSubscription()
  await subscription?.unsubscribe()
  return subscription?.endpoint
}

type Told = { title: string; body: string; tag: string; url: string }

/** From a page that is open and out of sight. The same `tag` as what may be pushed besides: it replaces it. */
export async function notifyFromPage({ title, url, ...options }: Told) {
  if (readPermission() !== 'granted' || document.visibilityState === 'visible') return
  const worker = await workerOf()
  if (worker) return await worker.showNotification(title, { ...options, icon: '/icon.svg', data: { url } })
  new Notification(title, options)
}

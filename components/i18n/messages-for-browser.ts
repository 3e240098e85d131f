import type { Messages } from './locale'

/** Told by server components alone: the browser need not load them. */
const ON_THE_SERVER = [
  'meta',
  'apiPage',
  'creditsPage',
  'docsPage',
  'limitsGuide',
  'mail',
  'numbersPage',
  'webhooksPage',
] as const

export type BrowserMessages = Omit<Messages, (typeof ON_THE_SERVER)[number]>

/** The sentences that the page's client side may say. */
export function messagesForBrowser(messages: Messages): BrowserMessages {
  const told = { ...messages }
  for (const namespace of ON_THE_SERVER) Reflect.deleteProperty(told, namespace)
  return told
}

import { AsyncLocalStorage } from 'node:async_hooks'
import type { IncomingMessage } from 'node:http'
import type { Reference } from './rest/docs/read-reference.ts'
import type { Services } from './services.ts'
import type { createApi } from './trpc/router.ts'

/**
 * How pages reach the service: Next bundles its own copy of every module, so the one that runs is handed over on
 * `globalThis`, by main.ts, once. Nothing here imports a value of the server.
 */
type House = {
  services: Services
  /** The request being answered, so that pages see the same caller as everything else. */
  requests: AsyncLocalStorage<IncomingMessage>
  createApi: typeof createApi
  /** Loaded with the first page that shows it. */
  readReference: () => Promise<Reference>
}

const HOUSE = Symbol.for('drawbridge')
type WithHouse = typeof globalThis & { [HOUSE]?: House }

export function openHouse(parts: Omit<House, 'requests'>): House {
  const house = { ...parts, requests: new AsyncLocalStorage<IncomingMessage>() }
  ;(globalThis as WithHouse)[HOUSE] = house
  return house
}

function house(): House {
  const open = (globalThis as WithHouse)[HOUSE]
  if (!open) throw new Error('pages are served by server/main.ts only: run npm start or npm run dev')
  return open
}

export const getServices = (): Services => house().services

/** The address people reach this service at, without a trailing slash. */
export const publicUrl = (): string => house().services.publicUrl

/** What the page about the API shows. */
export const apiReference = (): Promise<Reference> => house().readReference()

/** The tRPC procedures as the visitor of the page being rendered may call them. */
export async function pageApi() {
  const { services, requests, createApi } = house()
  const req = requests.getStore()
  if (!req) throw new Error('pageApi is for pages and layouts, while they are rendered')
  const socketAddress = req.socket.remoteAddress
  const caller = await services.identity.identify({ headers: req.headers, ...(socketAddress && { socketAddress }) })
  return createApi({ services, caller, told: { minutes: [] } })
}

import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Services } from '../services.ts'

type Listener = (req: IncomingMessage, res: ServerResponse) => void | Promise<void>

/** The door for programs, which is loaded when the first of them knocks: browsers do without what it stands on. */
export function createRestDoor(services: Services): Listener {
  let opening: Promise<Listener> | undefined
  return async (req, res) => {
    opening ??= import('./listener.ts').then(({ createRestListener }) => createRestListener(services))
    const listener = await opening
    await listener(req, res)
  }
}

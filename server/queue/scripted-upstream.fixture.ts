import {
  type DrawnPicture,
  type DrawRequest,
  type Upstream,
  UpstreamError,
  type UpstreamErrorKind,
} from '../upstream/types.ts'

export type ScriptedCall = {
  request: DrawRequest
  answer(drawn?: Partial<DrawnPicture>): void
  fail(kind: UpstreamErrorKind, facts?: ConstructorParameters<typeof UpstreamError>[2]): void
}

export type ScriptedUpstream = Upstream & {
  /** Every call so far, in the order sent. */
  calls: ScriptedCall[]
  /** Words of every call so far. */
  words(): string[]
  /** Calls nobody has answered yet. */
  open(): ScriptedCall[]
  most(): number
}

/** An upstream that answers when the test says so, or at once with `auto`. Its pictures are the words as bytes. */
export function createScriptedUpstream(auto?: (call: ScriptedCall) => void): ScriptedUpstream {
  const calls: ScriptedCall[] = []
  const open = new Set<ScriptedCall>()
  let most = 0
  return {
    kind: 'scripted',
    model: 'scripted-1',
    calls,
    words: () => calls.map((call) => call.request.words),
    open: () => [...open],
    most: () => most,
    draw(request) {
      return new Promise((resolve, reject) => {
        const call: ScriptedCall = {
          request,
          answer(drawn) {
            open.delete(call)
            const { width, height, words, seed } = request
            resolve({ bytes: Buffer.from(`${words} ${seed}`), width, height, ...drawn })
          },
          fail(kind, facts) {
            open.delete(call)
            reject(new UpstreamError(kind, `scripted ${kind}`, facts))
          },
        }
        request.signal.addEventListener('abort', () => call.fail('aborted'), { once: true })
        calls.push(call)
        open.add(call)
        most = Math.max(most, open.size)
        auto?.(call)
      })
    },
    close: async () => {},
  }
}

import { parentPort } from 'node:worker_threads'
import { createReader, type Reader } from './reader.ts'

/** One call of a reader's; `args` fit `method`. */
export type WordsCall = {
  [Method in keyof Reader]: { id: number; method: Method; args: Parameters<Reader[Method]> }
}[keyof Reader]
export type WordsAnswer = { id: number; result?: unknown; error?: string }

const reader = createReader()
reader.ask('a first question reads the lexicon')

function answer(call: WordsCall): unknown {
  switch (call.method) {
    case 'read':
      return reader.read(...call.args)
    case 'ask':
      return reader.ask(...call.args)
    case 'rank':
      return reader.rank(...call.args)
    case 'learn':
      return reader.learn(...call.args)
  }
}

/** The thread of words-thread.ts: answers calls one after another. */
parentPort?.on('message', (call: WordsCall) => {
  let told: WordsAnswer
  try {
    told = { id: call.id, result: answer(call) }
  } catch (error) {
    told = { id: call.id, error: String(error) }
  }
  parentPort?.postMessage(told)
})

import { BASE, type CodeSample, samplesOf } from './code-samples.ts'

const WORDS = 'a red fox asleep in a rowing boat'
/** Stands for a picture's id. */
export const PICTURE_ID = 'PICTURE_ID'

export const ASK_SAMPLES = samplesOf({
  method: 'POST',
  path: '/pictures',
  headers: { 'Idempotency-Key': '5f2c1d9e-3a77-4b62-9d0f-6f1f6f0c9a11' },
  body: { words: WORDS },
  show: { js: 'answer.status, answer.url', python: 'answer["status"], answer["url"]' },
})

export const GET_SAMPLES = samplesOf({
  path: `/pictures/${PICTURE_ID}`,
  show: { js: 'answer.status, answer.image?.webp', python: 'answer["status"], answer.get("image")' },
})

export const LIST_SAMPLES = samplesOf({
  path: '/pictures?limit=10',
  show: {
    js: 'answer.items.map(({ words }) => words)',
    python: '[picture["words"] for picture in answer["items"]]',
  },
})

export const DELETE_SAMPLES = samplesOf({ method: 'DELETE', path: `/pictures/${PICTURE_ID}` })

export const LIMIT_SAMPLES = samplesOf({
  path: '/limits',
  show: { js: 'answer.daily.remaining', python: 'answer["daily"]["remaining"]' },
})

export const QUEUE_SAMPLES = samplesOf({
  path: '/queue',
  show: { js: 'answer.length, answer.yours', python: 'answer["length"], answer["yours"]' },
})

export const MODEL_SAMPLES = samplesOf({
  path: '/models',
  show: { js: 'answer.data.map(({ id }) => id)', python: '[model["id"] for model in answer["data"]]' },
})

export const EVENT_SAMPLES: CodeSample[] = [
  { lang: 'Shell', label: 'curl', source: `curl -sSN '${BASE}/api/v1/pictures/${PICTURE_ID}/events'` },
  {
    lang: 'JavaScript',
    label: 'JavaScript',
    source: `// In a browser: new EventSource(url).onmessage = ({ data }) => …
const response = await fetch('${BASE}/api/v1/pictures/${PICTURE_ID}/events')
let text = ''
for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
  text += chunk
  const messages = text.split('\\n\\n')
  text = messages.pop()
  for (const [, data] of messages.map((message) => /^data: (.*)$/m.exec(message) ?? [])) {
    if (data) console.log(JSON.parse(data).status)
  }
}`,
  },
  {
    lang: 'Python',
    label: 'Python',
    source: `import json
import urllib.request

with urllib.request.urlopen("${BASE}/api/v1/pictures/${PICTURE_ID}/events") as response:
    for line in response:
        if line.startswith(b"data: "):
            print(json.loads(line[6:])["status"])`,
  },
]

const GENERATION = { prompt: WORDS, response_format: 'url' }
const [shell, , python] = samplesOf({
  method: 'POST',
  path: '/images/generations',
  body: GENERATION,
  show: { js: 'answer', python: 'answer["data"][0]["url"]' },
})

export const GENERATION_SAMPLES: CodeSample[] = [
  ...(shell ? [shell] : []),
  {
    lang: 'JavaScript',
    label: 'JavaScript, OpenAI’s client',
    source: `import OpenAI from 'openai'

// Without an account: apiKey 'visitor'. With one: a token from the account page.
const client = new OpenAI({ apiKey: 'visitor', baseURL: '${BASE}/api/v1' })
const { data } = await client.images.generate({ prompt: '${WORDS}', response_format: 'url' })
console.log(data[0].url)`,
  },
  ...(python ? [python] : []),
]

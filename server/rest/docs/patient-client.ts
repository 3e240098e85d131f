import { BASE, type CodeSample } from './code-samples.ts'

const JAVASCRIPT = `const API = '${BASE}/api/v1'
const headers = {} // with an account: { Authorization: 'Bearer drawbridge_…' }
const sleep = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000))

// A refusal that time lifts says how long: that long is enough.
async function call(path, init = {}) {
  for (;;) {
    const response = await fetch(API + path, { ...init, headers: { ...headers, ...init.headers } })
    const seconds = response.headers.get('Retry-After')
    if (response.ok || seconds === null) return response
    await sleep(Number(seconds))
  }
}

// Looks at what is left, which is free, and sleeps until a picture may be asked for.
async function untilThereIsRoom() {
  for (;;) {
    const response = await call('/limits')
    const { waiting } = await response.json()
    const left = [...response.headers.get('RateLimit').matchAll(/r=(\\d+);t=(\\d+)/g)]
    const waits = left.filter(([, r]) => r === '0').map(([, , t]) => Number(t))
    if (waits.length > 0) await sleep(Math.max(...waits))
    else if (waiting.now >= waiting.limit) await sleep(5)
    else return
  }
}

async function draw(words) {
  await untilThereIsRoom()
  const asked = await call('/pictures', {
    method: 'POST',
    // However often this is sent, it is one picture.
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() },
    body: JSON.stringify({ words }),
  })
  let picture = await asked.json()
  while (picture.status === 'queued' || picture.status === 'drawing') {
    await sleep(Math.max(1, picture.startsInSeconds ?? 0))
    picture = await (await call('/pictures/' + picture.id)).json()
  }
  return picture
}

for (const words of ['a lighthouse in the fog', 'two boats on a lake', 'an owl on a chimney']) {
  const picture = await draw(words)
  console.log(picture.status, picture.image?.webp ?? picture.reason)
}`

const PYTHON = `import json, re, time, urllib.error, urllib.request, uuid

API = "${BASE}/api/v1"
HEADERS = {}  # with an account: {"Authorization": "Bearer drawbridge_…"}


def call(path, body=None, headers={}):
    """A refusal that time lifts says how long: that long is enough."""
    data = None if body is None else json.dumps(body).encode()
    while True:
        request = urllib.request.Request(API + path, data, {**HEADERS, **headers})
        try:
            with urllib.request.urlopen(request) as response:
                return json.load(response), response.headers
        except urllib.error.HTTPError as refusal:
            seconds = refusal.headers["Retry-After"]
            if seconds is None:
                return json.load(refusal), refusal.headers
            time.sleep(int(seconds))


def until_there_is_room():
    """Looks at what is left, which is free, and sleeps until a picture may be asked for."""
    while True:
        limits, headers = call("/limits")
        left = re.findall(r"r=(\\d+);t=(\\d+)", headers["RateLimit"])
        waits = [int(t) for r, t in left if r == "0"]
        if waits:
            time.sleep(max(waits))
        elif limits["waiting"]["now"] >= limits["waiting"]["limit"]:
            time.sleep(5)
        else:
            return


def draw(words):
    until_there_is_room()
    # However often this is sent, it is one picture.
    once = {"Content-Type": "application/json", "Idempotency-Key": str(uuid.uuid4())}
    picture, _ = call("/pictures", {"words": words}, once)
    while picture["status"] in ("queued", "drawing"):
        time.sleep(max(1, picture.get("startsInSeconds", 0)))
        picture, _ = call("/pictures/" + picture["id"])
    return picture


for words in ["a lighthouse in the fog", "two boats on a lake", "an owl on a chimney"]:
    picture = draw(words)
    print(picture["status"], picture.get("image", {}).get("webp") or picture.get("reason"))`

const SHELL = `# curl sleeps Retry-After by itself, at a 429 and at a 503.
curl -sS --retry 5 '${BASE}/api/v1/pictures' \\
  -H 'Content-Type: application/json' \\
  -H "Idempotency-Key: $(date +%s%N)" \\
  -d '{"words":"a lighthouse in the fog"}'`

/** A client that asks for pictures one after another and is never refused by a limit, if nobody else shares its quota. */
export const PATIENT_SAMPLES: CodeSample[] = [
  { lang: 'JavaScript', label: 'JavaScript', source: JAVASCRIPT },
  { lang: 'Python', label: 'Python', source: PYTHON },
  { lang: 'Shell', label: 'curl', source: SHELL },
]

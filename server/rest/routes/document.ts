import { hash } from 'node:crypto'
import type { Services } from '../../services.ts'
import type { RestApp } from '../app.ts'
import { writeDocument } from '../docs/write-document.ts'

/** GET /openapi.json, which is not part of itself. Anybody may have it, and keep it for a while. */
export function addDocument(app: RestApp, services: Services) {
  let kept: { text: string; etag: string } | undefined
  app.get('/openapi.json', (c) => {
    if (!kept) {
      const text = JSON.stringify(writeDocument(app, services.publicUrl))
      kept = { text, etag: `"${hash('sha256', text).slice(0, 20)}"` }
    }
    const headers = { ETag: kept.etag, 'Cache-Control': 'public, max-age=300' }
    if (c.req.header('if-none-match') === kept.etag) return c.body(null, 304, headers)
    return c.body(kept.text, 200, { ...headers, 'Content-Type': 'application/json' })
  })
}

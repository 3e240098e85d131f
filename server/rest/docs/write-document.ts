import type { RestApp } from '../app.ts'
import { BASE } from './code-samples.ts'

const DESCRIPTION = `Words in, picture out, everyone's turn kept.

**Who you are.** Without anything, a visitor, counted by address. With \`Authorization: Bearer drawbridge_…\`, the account the token is of; all tokens of an account share one quota. Any other key counts as none, since some clients insist on one: say \`visitor\`.

**What costs.** A new picture costs one unit of your day; pictures that exist, looking, listing and refused requests cost nothing. A day is a UTC day.

**Limits** are told with every answer, refused or not. Whoever sleeps \`Retry-After\` and asks again is served, as far as that limit goes.

**Refusals** are problem+json (RFC 9457) with a \`reason\` for programs, or OpenAI's error form where its clients ask.`

/** The OpenAPI 3.1 document of everything the app answers, with addresses and examples of this service. */
export function writeDocument(app: Pick<RestApp, 'getOpenAPI31Document'>, publicUrl: string) {
  const document = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Drawbridge',
      version: '1',
      description: DESCRIPTION,
      license: { name: 'MIT' },
    },
    servers: [{ url: `${publicUrl}/api/v1` }],
    tags: [
      { name: 'Pictures', description: 'This API’s own form: ask, watch, list, delete.' },
      { name: 'OpenAI-compatible', description: 'For OpenAI’s client libraries: set their base URL to this API.' },
      { name: 'Tokens', description: 'Access tokens that end by themselves.' },
      { name: 'Limits', description: 'What is left, and how long the queue is.' },
    ],
    security: [{}, { token: [] }],
  })
  document.components = {
    ...document.components,
    securitySchemes: {
      token: {
        type: 'http',
        scheme: 'bearer',
        bearerFormat: 'drawbridge_…',
        description: 'An API token. In this header only, never in an address.',
      },
    },
  }
  // Addresses are this service's own.
  const text = JSON.stringify(document).replaceAll(BASE, publicUrl)
  return JSON.parse(text) as typeof document
}

import { OpenAPIHono } from '@hono/zod-openapi'
import { AppError } from '../errors.ts'
import type { Services } from '../services.ts'
import type { RestEnv } from './context.ts'
import { HttpRefusal } from './http-refusal.ts'
import { allowedMethods } from './methods.ts'
import { createReception } from './reception.ts'
import { refuse } from './refuse.ts'
import { addDocument } from './routes/document.ts'
import { addImages } from './routes/images.ts'
import { addLimits } from './routes/limits.ts'
import { addModels } from './routes/models.ts'
import { addPictureAsking } from './routes/pictures.ts'
import { addPictureReading } from './routes/read-pictures.ts'
import { addToken } from './routes/token.ts'

export type RestApp = OpenAPIHono<RestEnv>

/** Every endpoint of /api/v1. What is not AppError is logged, and told as nothing but internal. */
export function createRestApp(services: Services): RestApp {
  const app: RestApp = new OpenAPIHono<RestEnv>({
    defaultHook: (result) => {
      if (!result.success) throw malformedInput(result.error.issues)
    },
  })
  app.use('*', createReception(services))
  addPictureAsking(app, services)
  addPictureReading(app, services)
  addImages(app, services)
  addModels(app, services)
  addLimits(app, services)
  addToken(app, services)
  addDocument(app, services)

  app.notFound((c) => {
    const allowed = allowedMethods(app, c.req.path)
    if (allowed.length === 0) {
      return refuse(c, new AppError('not-found', 'input', 'There is no such endpoint: /docs/api lists them.'))
    }
    const Allow = allowed.join(', ')
    return refuse(c, new HttpRefusal(405, `This endpoint understands ${Allow}.`, {}, { Allow }))
  })
  app.onError((error, c) => {
    const answer = refuse(c, error)
    if (answer.status >= 500 && !(error instanceof AppError)) {
      services.log.error({ room: 'rest', path: c.req.path, error }, 'an endpoint broke')
    }
    return answer
  })
  return app
}

type Issue = { path: readonly PropertyKey[]; message: string }

/** The first thing that is wrong with an input, and where. */
function malformedInput([issue]: readonly Issue[]): AppError {
  const field = issue?.path.map(String).join('.') || 'body'
  const reason = field === 'words' || field === 'prompt' ? 'words' : 'input'
  return new AppError('invalid', reason, `${field}: ${issue?.message ?? 'wrong input'}`, { field })
}

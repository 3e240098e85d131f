import { buffer } from 'node:stream/consumers'
import type { z } from 'zod'
import { AppError } from '../errors.ts'
import type { PictureView } from '../pictures/view.ts'
import type { Services } from '../services.ts'
import { pictureUrl } from './rest-picture.ts'
import type { generatedSchema } from './schemas/images.ts'

type Wanted = { asBytes: boolean; format: 'png' | 'webp' }

/** Pictures as OpenAI's clients read them: those that are there as `data`; while one is on its way, none. */
export async function generated(
  { publicUrl, storage, clock }: Pick<Services, 'publicUrl' | 'storage' | 'clock'>,
  pictures: readonly PictureView[],
  { asBytes, format }: Wanted,
): Promise<z.infer<typeof generatedSchema>> {
  const underway = pictures.some(({ status }) => status === 'queued' || status === 'drawing')
  const paths = underway ? [] : pictures.flatMap(({ image }) => (image ? [image[format]] : []))
  const bytesOf = async (path: string) => {
    const hash = path.slice('/i/'.length, -`.${format}`.length)
    await storage.stat(hash, format) // a PNG is made when it is first looked for
    return (await buffer(storage.read(hash, format))).toString('base64')
  }
  const data = asBytes
    ? await Promise.all(paths.map(async (path) => ({ b64_json: await bytesOf(path) })))
    : paths.map((path) => ({ url: publicUrl + path }))
  const [first] = pictures
  return {
    created: Math.floor((first?.createdAt.getTime() ?? clock.now()) / 1000),
    data,
    size: `${first?.width}x${first?.height}`,
    output_format: format,
    pictures: pictures.map(({ id, status, position, startsInSeconds, startsInSecondsAtMost }) => ({
      ...{ id, url: pictureUrl(publicUrl, id), status },
      ...(position !== undefined && { position, startsInSeconds }),
      ...(startsInSecondsAtMost !== undefined && { startsInSecondsAtMost }),
    })),
  }
}

const DETAILS: Record<string, string> = {
  moderation: 'Whoever draws refused these words. Nothing was charged; other words may do.',
  withdrawn: 'Whoever paid for this picture called it off: ask again for one of your own. Nothing was charged.',
}

/** Throws why there is nothing to show, if every picture ended without one: AppError `invalid/moderation` or `capacity`. */
export function requireSomeDrawn(pictures: readonly PictureView[]) {
  const ended = pictures.filter(({ status }) => status === 'failed' || status === 'cancelled')
  const [first] = ended
  if (!first || ended.length < pictures.length) return
  const reason = first.error?.reason ?? 'withdrawn'
  const detail = DETAILS[reason] ?? 'It could not be drawn, after several tries. Nothing was charged.'
  throw new AppError(reason === 'moderation' ? 'invalid' : 'capacity', reason, detail, {
    ...(reason === 'moderation' ? { field: 'prompt' } : { retryAfterSeconds: 1 }),
  })
}

import type { SimilarOffer } from '../pictures/find-similar.ts'
import type { ImageView, PictureView } from '../pictures/view.ts'
import type { RestImage, RestPicture } from './schemas/picture.ts'

export const pictureUrl = (publicUrl: string, id: string) => `${publicUrl}/api/v1/pictures/${id}`

/** A picture for programs: every address whole, so that nothing need be known of where it came from. */
export function restPicture({ id, image, sketch, createdAt, ...view }: PictureView, publicUrl: string): RestPicture {
  return {
    id,
    url: pictureUrl(publicUrl, id),
    page: `${publicUrl}/p/${id}`,
    ...view,
    ...(image && { image: restImage(image, publicUrl) }),
    ...(sketch && { sketch: restImage(sketch, publicUrl) }),
    createdAt: createdAt.toISOString(),
  }
}

const restImage = ({ webp, png, width, height }: ImageView, publicUrl: string): RestImage => ({
  webp: publicUrl + webp,
  png: publicUrl + png,
  width,
  height,
})

export const restOffer = ({ image, ...offer }: SimilarOffer, publicUrl: string) => ({
  ...offer,
  image: restImage(image, publicUrl),
})

import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { translator } from '@/components/i18n/translator'
import { findPicture } from '@/components/picture/find-picture'
import { PicturePage } from '@/components/picture/picture-page'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params
  const picture = await findPicture(id)
  if (!picture) return {}
  const t = await translator()
  const title = t('page.title', { words: picture.words })
  const described = picture.sketched
    ? 'sketchDescription'
    : picture.drawnFor === undefined
      ? 'description'
      : 'similarDescription'
  const description = t(`page.${described}`, { words: picture.drawnFor ?? picture.words })
  // Relative addresses here are made absolute by metadataBase. PNG: not every preview maker reads WebP.
  const image = picture.image && {
    url: picture.image.png,
    width: picture.image.width,
    height: picture.image.height,
    alt: picture.sketched ? t('picture.sketchAlt', { words: picture.words }) : (picture.drawnFor ?? picture.words),
    type: 'image/png',
  }
  const images = image ? [image] : []
  const canonical = `/p/${picture.id}`
  return {
    title,
    description,
    alternates: { canonical },
    robots: picture.visibility === 'private' ? { index: false } : undefined,
    openGraph: { siteName: t('meta.name'), title, description, type: 'article', url: canonical, images },
    twitter: { card: 'summary_large_image', title, description, images },
  }
}

export default async function PicturePageRoute({ params }: Props) {
  const { id } = await params
  const picture = await findPicture(id)
  if (!picture) notFound()
  return <PicturePage initial={picture} />
}

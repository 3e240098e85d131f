import type { MetadataRoute } from 'next'
import { translator } from '@/components/i18n/translator'

export default async function manifest(): Promise<MetadataRoute.Manifest> {
  const t = await translator()
  return {
    name: t('meta.name'),
    short_name: t('meta.name'),
    description: t('meta.description'),
    start_url: '/',
    display: 'minimal-ui',
    background_color: '#edf1f3',
    theme_color: '#13222a',
    icons: [{ src: '/icon.svg', type: 'image/svg+xml', sizes: 'any' }],
  }
}

import type { Metadata } from 'next'
import { languageAddresses } from '@/components/i18n/language-addresses'
import { findPicture } from '@/components/picture/find-picture'
import { findLooks } from '@/components/studio/looks/find-looks'
import { Studio } from '@/components/studio/studio'
import { WithoutScript } from '@/components/studio/without-script'

type Props = { searchParams: Promise<{ p?: string | string[]; words?: string | string[] }> }

export const metadata: Metadata = { alternates: languageAddresses('/') }

export default async function StudioPage({ searchParams }: Props) {
  const { p, words } = await searchParams
  const looks = await findLooks()
  const initial = typeof p === 'string' ? await findPicture(p) : undefined
  return (
    <>
      <WithoutScript />
      <Studio initial={initial} initialWords={typeof words === 'string' ? words : undefined} looks={looks} />
    </>
  )
}

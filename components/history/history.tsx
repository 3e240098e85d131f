'use client'

import Link from 'next/link'
import { toast } from 'sonner'
import { useTranslations } from 'use-intl'
import { useHistory } from '../hooks/use-history'
import { useInView } from '../hooks/use-in-view'
import type { PicturePage } from '../picture/picture'
import { Button } from '../ui/button'
import { Notice } from '../ui/notice'
import { HistoryItem } from './history-item'

/** My pictures in a grid that goes on while one scrolls; a real button does the same. */
export function History({ first }: { first: PicturePage }) {
  const t = useTranslations('history')
  const { pictures, remove, hasNextPage, isFetchingNextPage, isError, fetchNextPage } = useHistory(first)

  function removePicture(id: string) {
    remove.mutate(
      { id },
      { onSuccess: () => toast.success(t('deleted')), onError: () => toast.error(t('deleteFailed')) },
    )
  }

  if (pictures.length === 0 && !hasNextPage) return <Empty />
  return (
    <>
      <ul
        aria-label={t('pages')}
        className="grid grid-cols-2 gap-x-4 gap-y-8 sm:grid-cols-3 sm:gap-x-6 lg:grid-cols-4 lg:gap-y-12"
      >
        {pictures.map((picture) => (
          <HistoryItem key={picture.id} picture={picture} onDelete={() => removePicture(picture.id)} />
        ))}
      </ul>
      {isError && <Notice tone="error" title={t('failed')} />}
      {hasNextPage ? (
        <More busy={isFetchingNextPage} onMore={() => isFetchingNextPage || void fetchNextPage()} />
      ) : (
        <p className="text-sm text-muted">{t('end')}</p>
      )}
    </>
  )
}

function More({ busy, onMore }: { busy: boolean; onMore: () => void }) {
  const t = useTranslations('history')
  const ref = useInView<HTMLDivElement>(onMore)
  return (
    <div ref={ref}>
      <Button busy={busy} onClick={onMore}>
        {busy ? t('loading') : t('more')}
      </Button>
    </div>
  )
}

function Empty() {
  const t = useTranslations('history')
  return (
    <div className="grid justify-items-start gap-4 border-t-2 border-ink pt-6">
      <p className="sign text-2xl">{t('empty')}</p>
      <p className="text-muted">{t('emptyBody')}</p>
      <Button asChild variant="primary">
        <Link href="/">{t('emptyAction')}</Link>
      </Button>
    </div>
  )
}

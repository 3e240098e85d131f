'use client'

import { Trash2 } from 'lucide-react'
import Link from 'next/link'
import { useFormatter, useTranslations } from 'use-intl'
import type { Picture } from '../picture/picture'
import { useStyleName } from '../picture/use-style-name'
import { ConfirmDialog } from '../ui/confirm-dialog'

/** One picture of the history, whole, in a place of the same size for each, on its own small waterline. One that still waits leads to the studio. */
export function HistoryItem({ picture, onDelete }: { picture: Picture; onDelete: () => void }) {
  const t = useTranslations('history')
  const format = useFormatter()
  const styles = useStyleName()
  const href = picture.status === 'ready' ? `/p/${picture.id}` : `/?p=${picture.id}`
  const shown = picture.image ?? picture.sketch
  const state = picture.sketched ? t('sketch') : picture.image ? undefined : stateInWords()
  return (
    <li className="grid content-start gap-2">
      <Link href={href} prefetch={false} className="group grid gap-2">
        <span className="relative box-content block aspect-square overflow-hidden border-b-[3px] border-ink bg-stone dark:border-edge">
          {shown && (
            // biome-ignore lint/performance/noImgElement: the service makes its own sizes and formats
            <img
              src={shown.webp}
              alt=""
              loading="lazy"
              decoding="async"
              width={shown.width}
              height={shown.height}
              className={`absolute inset-0 size-full object-contain object-bottom transition-transform duration-500 ease-settle group-hover:scale-[1.025] ${picture.image ? '' : 'opacity-45 saturate-[0.35]'}`}
            />
          )}
          {state && (
            <span
              className={`absolute bottom-2 left-2 ${shown ? 'bg-panel px-2 py-1 text-sm font-semibold text-ink' : 'sign px-1 text-muted'}`}
            >
              {state}
            </span>
          )}
        </span>
        <span dir="auto" className="line-clamp-2 text-sm font-medium wrap-anywhere group-hover:underline">
          {picture.words}
        </span>
      </Link>
      <div className="flex items-start justify-between gap-2 text-xs text-muted">
        <div className="grid min-w-0 pt-1">
          <time dateTime={picture.createdAt}>
            {format.dateTime(new Date(picture.createdAt), { day: 'numeric', month: 'short', year: 'numeric' })}
          </time>
          {picture.status === 'ready' && !picture.sketched && (
            <span dir="auto" className="line-clamp-2 wrap-anywhere">
              {styles.told(picture, t(`met.${picture.outcome}`, { words: picture.drawnFor ?? '' }))}
            </span>
          )}
        </div>
        <ConfirmDialog
          trigger={
            <button
              type="button"
              aria-label={t('delete', { words: picture.words })}
              className="-mr-2 grid size-11 shrink-0 place-items-center rounded-md hover:bg-stone hover:text-lamp-ink"
            >
              <Trash2 aria-hidden className="size-4" />
            </button>
          }
          title={t('deleteTitle')}
          body={t('deleteBody', { words: picture.words })}
          confirm={t('deleteConfirm')}
          cancel={t('deleteCancel')}
          onConfirm={onDelete}
        />
      </div>
    </li>
  )

  function stateInWords(): string {
    const status = t(`status.${picture.status}`)
    return picture.sketch ? t('statusWithSketch', { status }) : status
  }
}

'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'use-intl'
import { WordsList } from '../picture/empty-caption'
import type { Problem } from '../problem'
import { useTRPC } from '../trpc'
import { Button } from '../ui/button'

const MOST_WORDS = 3

/** Reasons that another picture, an account or a token can get around. */
const HELPED: Problem['reason'][] = ['daily-quota', 'daily-cap', 'queue-full', 'upstream-paused', 'tier', 'sign-in']

/** What can be done while a refusal holds: words that cost nothing, signing in, a token. */
export function Meanwhile({ problem, onWords }: { problem: Problem; onWords: (words: string) => void }) {
  const t = useTranslations('refusal')
  const trpc = useTRPC()
  const mine = useQuery(trpc.pictures.list.queryOptions({ limit: 20 }))
  const me = useQuery(trpc.account.me.queryOptions())
  if (!HELPED.includes(problem.reason)) return null
  const drawn = (mine.data?.items ?? []).filter((picture) => picture.status === 'ready' && picture.image)
  const words = [...new Set(drawn.map((picture) => picture.words))].slice(0, MOST_WORDS)
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap gap-2">
        {me.data?.signedIn === false && (
          <Button asChild>
            <Link href="/sign-in">{t('signIn')}</Link>
          </Button>
        )}
        <Button asChild>
          <Link href={me.data?.signedIn ? '/account' : '/sign-in'}>{t('redeem')}</Link>
        </Button>
      </div>
      <div className="grid gap-2">
        <p className="text-sm text-muted">{words.length > 0 ? t('freeWords') : t('freeHint')}</p>
        {words.length > 0 && <WordsList words={words} onWords={onWords} />}
      </div>
    </div>
  )
}

'use client'

import { PencilLine } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Picture } from './picture'

const LOOKS = {
  /** Pale and grey: nobody takes it for the picture they asked for. */
  waiting: 'opacity-45 saturate-[0.35]',
  /** All there is, so it is seen as it is; the label says what it is. */
  offered: '',
  /** The picture comes up over it. */
  leaving: 'opacity-0',
} as const

type Props = {
  sketch: NonNullable<Picture['sketch']>
  words: string
  state: keyof typeof LOOKS
  onSeen: () => void
}

/** What the house makes of the words while the picture is on its way, in the picture's place, and labelled. */
export function Sketch({ sketch, words, state, onSeen }: Props) {
  const t = useTranslations('picture')
  const [loaded, setLoaded] = useState(false)
  const seen = () => {
    setLoaded(true)
    onSeen()
  }
  const leaving = state === 'leaving'
  return (
    <div aria-hidden={leaving || undefined} data-sketch={state}>
      {/* biome-ignore lint/performance/noImgElement: the service makes its own sizes and formats */}
      <img
        ref={(element) => {
          if (element?.complete && element.naturalWidth > 0 && !loaded) seen()
        }}
        onLoad={seen}
        src={sketch.webp}
        alt={leaving ? '' : t('sketchAlt', { words })}
        width={sketch.width}
        height={sketch.height}
        className={`absolute inset-0 size-full object-cover transition-[opacity,filter] duration-700 ease-settle ${loaded ? LOOKS[state] : 'opacity-0'}`}
      />
      {loaded && !leaving && <SketchLabel>{t(state === 'waiting' ? 'sketchWaiting' : 'sketchOffered')}</SketchLabel>}
    </div>
  )
}

/** The board over a sketch. At the top: sky is there, while words and waterline are below. */
export function SketchLabel({ children }: { children: string }) {
  return (
    <p className="absolute inset-x-0 top-0 flex min-h-11 animate-[surface_0.4s_var(--ease-settle)_both] items-center gap-2.5 border-b-2 border-dashed border-ink bg-panel px-3 py-2 text-sm font-semibold text-ink sm:px-4 dark:border-edge">
      <PencilLine aria-hidden className="size-4 shrink-0 text-lamp-ink" />
      {children}
    </p>
  )
}

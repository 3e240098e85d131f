'use client'

import { ChevronDown } from 'lucide-react'
import { type KeyboardEvent, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { useStyleName } from '../../picture/use-style-name'
import { type Look, type Looks, shapeOf, shapesOf } from './look'
import { ShapeMark } from './shape-mark'
import { ShapeRadios } from './shape-radios'
import { StyleRadios } from './style-radios'
import { Swatch } from './swatch'

type Props = {
  looks: Looks
  look: Look
  /** A choice can be made: before the page is alive it would be lost. */
  alive: boolean
  onLook: (look: Look) => void
}

/** How the next picture shall look: one line that opens. Nothing where there is nothing to choose. */
export function LooksChoice({ looks, look, alive, onLook }: Props) {
  const t = useTranslations('studio.looks')
  const { nameOf } = useStyleName()
  const line = useRef<HTMLDetailsElement>(null)
  const shapes = shapesOf(looks)
  const shape = shapeOf(look)
  if (looks.styles.length < 2 && shapes.length < 2) return null

  function closeOnEscape(event: KeyboardEvent) {
    if (event.key !== 'Escape' || !line.current?.open) return
    // This Escape is for the choice, not for an offer beside it.
    event.stopPropagation()
    line.current.open = false
    line.current.querySelector('summary')?.focus()
  }

  return (
    <details ref={line} onKeyDown={closeOnEscape} className="group @container mt-1">
      <summary className="flex min-h-11 w-fit list-none items-center gap-2.5 rounded-md pr-2 text-sm text-muted hover:text-ink [&::-webkit-details-marker]:hidden">
        <Swatch style={look.style} className="h-6" />
        <ShapeMark shape={shape} />
        <span>
          <span className="sr-only">{t('label')} </span>
          {t('summary', { style: nameOf(look.style), shape })}
        </span>
        <ChevronDown aria-hidden className="size-4 transition-transform group-open:rotate-180" />
      </summary>
      <div className="grid gap-4 border-t border-rule pt-3 pb-2">
        {looks.styles.length > 1 && (
          <StyleRadios
            styles={looks.styles}
            chosen={look.style}
            disabled={!alive}
            onStyle={(style) => onLook({ ...look, style })}
          />
        )}
        {shapes.length > 1 && (
          <ShapeRadios
            shapes={shapes}
            chosen={shape}
            disabled={!alive}
            onSize={(size) => onLook({ ...look, ...size })}
          />
        )}
      </div>
    </details>
  )
}

'use client'

import { useId } from 'react'
import { useTranslations } from 'use-intl'
import type { shapesOf } from './look'
import { RadioTile } from './radio-tile'
import { ShapeMark } from './shape-mark'

type Shapes = ReturnType<typeof shapesOf>
type Props = { shapes: Shapes; chosen: string; disabled: boolean; onSize: (size: Shapes[number]['size']) => void }

/** A shape, by its outline and its name. */
export function ShapeRadios({ shapes, chosen, disabled, onSize }: Props) {
  const t = useTranslations('studio.looks')
  const name = useId()
  return (
    <fieldset disabled={disabled} className="min-w-0">
      <legend className="mb-1.5 text-sm font-semibold">{t('shape')}</legend>
      <div className="-mx-1.5 flex flex-wrap gap-1">
        {shapes.map(({ shape, size }) => (
          <RadioTile
            key={shape}
            name={name}
            value={shape}
            checked={shape === chosen}
            onChoose={() => onSize(size)}
            className="flex min-h-11 items-center gap-2 pr-7 pl-2 text-sm"
          >
            <ShapeMark shape={shape} />
            {t(`shapes.${shape}`)}
          </RadioTile>
        ))}
      </div>
    </fieldset>
  )
}

'use client'

import { useId } from 'react'
import { useTranslations } from 'use-intl'
import { useStyleName } from '../../picture/use-style-name'
import { RadioTile } from './radio-tile'
import { Swatch } from './swatch'

type Props = { styles: string[]; chosen: string; disabled: boolean; onStyle: (style: string) => void }

/** A style, by a swatch and its name. */
export function StyleRadios({ styles, chosen, disabled, onStyle }: Props) {
  const t = useTranslations('studio.looks')
  const { nameOf } = useStyleName()
  const name = useId()
  return (
    <fieldset disabled={disabled} className="min-w-0">
      <legend className="mb-1.5 text-sm font-semibold">{t('style')}</legend>
      <div className="-mx-1.5 grid grid-cols-3 gap-x-1 @md:grid-cols-5">
        {styles.map((style) => (
          <RadioTile
            key={style}
            name={name}
            value={style}
            checked={style === chosen}
            onChoose={() => onStyle(style)}
            className="grid content-start gap-1 p-1 text-xs/5"
          >
            <Swatch style={style} className="w-full!" />
            {nameOf(style)}
          </RadioTile>
        ))}
      </div>
    </fieldset>
  )
}

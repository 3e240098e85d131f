'use client'

import { useStyleName } from '../../picture/use-style-name'

/** The same few words drawn in a style. Decoration: its name stands beside it. Nothing for a style it was not drawn in. */
export function Swatch({ style, className }: { style: string; className: string }) {
  const { hasSwatch } = useStyleName()
  if (!hasSwatch(style)) return null
  return (
    // biome-ignore lint/performance/noImgElement: a file of 3 kB at its own size
    <img
      key={style}
      src={`/styles/${style}.webp`}
      alt=""
      width={192}
      height={128}
      loading="lazy"
      className={`aspect-3/2 w-auto object-cover ${className}`}
    />
  )
}

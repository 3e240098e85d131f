'use client'

import { useState } from 'react'
import { Drawbridge } from '../drawbridge/drawbridge'
import { useSecondsLeft } from '../hooks/use-seconds-left'
import type { Picture } from './picture'
import { Reflection } from './reflection'

/** Every picture is square until the service says otherwise; an empty studio keeps the same place free. */
const EMPTY = { width: 1024, height: 1024 }

/**
 * The place of the picture, standing on the waterline: first the drawbridge, then the picture, in the same frame
 * and the same proportions, so that nothing moves when it arrives.
 */
export function Frame({ picture, told = 0 }: { picture?: Picture; told?: number }) {
  const { width, height } = picture ?? EMPTY
  return (
    <div
      className="relative mx-auto w-full max-w-xl lg:mr-0 lg:w-[min(100%,calc(var(--stage)*var(--ratio)))] lg:max-w-none"
      style={{ aspectRatio: `${width} / ${height}`, '--ratio': width / height }}
    >
      {picture?.image ? (
        <Arrived key={picture.id} picture={picture} image={picture.image} />
      ) : (
        <Waiting picture={picture} told={told} />
      )}
    </div>
  )
}

function Waiting({ picture, told }: { picture?: Picture; told: number }) {
  const secondsLeft = useSecondsLeft(picture?.startsInSeconds ?? 0, told)
  return (
    <>
      <CropMarks />
      <Drawbridge status={picture?.status} position={picture?.position} secondsLeft={secondsLeft} />
    </>
  )
}

type ArrivedProps = { picture: Picture; image: NonNullable<Picture['image']> }

function Arrived({ picture, image }: ArrivedProps) {
  const [seen, setSeen] = useState(false)
  const fade = `transition-opacity duration-700 ease-settle ${seen ? 'opacity-100' : 'opacity-0'}`
  return (
    <>
      {!seen && <Drawbridge status={picture.status} />}
      {/* biome-ignore lint/performance/noImgElement: the service makes its own sizes and formats */}
      <img
        ref={(element) => {
          if (element?.complete) setSeen(true)
        }}
        onLoad={() => setSeen(true)}
        src={image.webp}
        alt={picture.words}
        width={image.width}
        height={image.height}
        fetchPriority="high"
        className={`absolute inset-0 size-full object-cover shadow-[0_10px_34px_-16px_oklch(0.2_0.03_230/0.45)] ${fade}`}
      />
      <Reflection src={image.webp} className={fade} />
    </>
  )
}

/** The corners of the picture to come, as a printer marks them. */
function CropMarks() {
  const corner = 'absolute size-5 border-edge'
  return (
    <div aria-hidden>
      <span className={`${corner} top-0 left-0 border-t-2 border-l-2`} />
      <span className={`${corner} top-0 right-0 border-t-2 border-r-2`} />
    </div>
  )
}

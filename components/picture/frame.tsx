'use client'

import { Shapes } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Drawbridge } from '../drawbridge/drawbridge'
import { useSecondsLeft } from '../hooks/use-seconds-left'
import { USUAL } from '../studio/looks/look'
import { isSettled, type Picture } from './picture'
import { Reflection } from './reflection'
import { Sketch, SketchLabel } from './sketch'

type Props = {
  picture?: Picture
  /** Without a picture: the shape of the one to come, whose place is kept free. */
  empty?: Pick<Picture, 'width' | 'height'>
  told?: number
}

/**
 * The place of the picture, standing on the waterline: first the drawbridge, or a sketch where the wait is long, then the
 * picture, in the same frame and the same proportions, so that nothing moves when it arrives.
 */
export function Frame({ picture, empty = USUAL, told = 0 }: Props) {
  const { width, height } = picture ?? empty
  /** The picture that stands before the bridge, as itself or as its sketch. */
  const [seen, setSeen] = useState<string>()
  const covered = picture !== undefined && seen === picture.id && Boolean(picture.image ?? picture.sketch)
  const waiting = !covered || (!picture.image && !isSettled(picture))
  return (
    <div
      className="relative mx-auto w-[min(100%,36rem,max(22rem,85svh)*var(--ratio))] lg:mr-0 lg:w-[min(100%,calc(var(--stage)*var(--ratio)))]"
      style={{ aspectRatio: `${width} / ${height}`, '--ratio': width / height }}
    >
      {picture && <Shown key={picture.id} picture={picture} onSeen={() => setSeen(picture.id)} />}
      {waiting && <Waiting picture={picture} told={told} aside={covered} />}
    </div>
  )
}

/** The bridge: in the picture's place, or aside before its sketch. */
function Waiting({ picture, told, aside }: { picture?: Picture; told: number; aside: boolean }) {
  const secondsLeft = useSecondsLeft(picture?.startsInSeconds ?? 0, told)
  return (
    <>
      {!picture?.image && !aside && <CropMarks />}
      <div
        className={`pointer-events-none absolute inset-0 origin-bottom-right transition-transform duration-700 ease-settle ${aside ? 'scale-[0.36]' : ''}`}
      >
        <Drawbridge status={picture?.status} position={picture?.position} secondsLeft={secondsLeft} />
      </div>
    </>
  )
}

/** One picture: its sketch while there is no more, then itself. */
function Shown({ picture, onSeen }: { picture: Picture; onSeen: () => void }) {
  const { image, sketched } = picture
  const [arrived, setArrived] = useState(false)
  // A picture that is there tells of no sketch any more; the last one shown fades out under it.
  const [sketch, setSketch] = useState(picture.sketch)
  if (picture.sketch && picture.sketch.webp !== sketch?.webp) setSketch(picture.sketch)
  const lingers = image !== undefined && !sketched
  return (
    <>
      {sketch && (picture.sketch || lingers) && (
        <Sketch
          sketch={sketch}
          words={picture.words}
          state={arrived ? 'leaving' : picture.status === 'failed' ? 'offered' : 'waiting'}
          onSeen={onSeen}
        />
      )}
      {image && (
        <Arrived
          picture={picture}
          image={image}
          seen={arrived}
          onSeen={() => {
            setArrived(true)
            onSeen()
          }}
        />
      )}
    </>
  )
}

type ArrivedProps = { picture: Picture; image: NonNullable<Picture['image']>; seen: boolean; onSeen: () => void }

function Arrived({ picture, image, seen, onSeen }: ArrivedProps) {
  const t = useTranslations('picture')
  const fade = `transition-opacity duration-700 ease-settle ${seen ? 'opacity-100' : 'opacity-0'}`
  return (
    <>
      {/* biome-ignore lint/performance/noImgElement: the service makes its own sizes and formats */}
      <img
        ref={(element) => {
          if (element?.complete && !seen) onSeen()
        }}
        onLoad={onSeen}
        src={image.webp}
        alt={picture.sketched ? t('sketchAlt', { words: picture.words }) : (picture.drawnFor ?? picture.words)}
        width={image.width}
        height={image.height}
        fetchPriority="high"
        className={`absolute inset-0 size-full object-cover shadow-[0_10px_34px_-16px_oklch(0.2_0.03_230/0.45)] ${fade}`}
      />
      <Reflection src={image.webp} className={fade} />
      {picture.sketched && <SketchLabel>{t('sketchKept')}</SketchLabel>}
      {picture.drawnFor !== undefined && <DrawnForLabel>{t('drawnFor', { words: picture.drawnFor })}</DrawnForLabel>}
    </>
  )
}

/** The board over a picture that was drawn for other words than one's own. */
function DrawnForLabel({ children }: { children: string }) {
  return (
    <p className="absolute inset-x-0 top-0 flex min-h-11 items-center gap-2.5 border-b-2 border-good bg-panel px-3 py-2 text-sm font-semibold text-ink sm:px-4">
      <Shapes aria-hidden className="size-4 shrink-0 text-good" />
      <span dir="auto" className="line-clamp-2 wrap-anywhere">
        {children}
      </span>
    </p>
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

'use client'

import { useSearchParams } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { useDraw } from '../hooks/use-draw'
import { useEscape } from '../hooks/use-escape'
import { useLook } from '../hooks/use-look'
import { useOffer } from '../hooks/use-offer'
import { usePicture } from '../hooks/use-picture'
import { usePreview } from '../hooks/use-preview'
import { useTake } from '../hooks/use-take'
import { useUnmoved } from '../hooks/use-unmoved'
import { Caption } from '../picture/caption'
import { EmptyCaption } from '../picture/empty-caption'
import { Frame } from '../picture/frame'
import { isSettled, type Picture } from '../picture/picture'
import { RefusalPanel } from '../refusal/refusal-panel'
import { SimilarOffer, SimilarSpoken } from '../similar/similar-offer'
import { isSameWish, type Looks, wishFor } from './looks/look'
import { LooksChoice } from './looks/looks-choice'
import { TollWindow } from './toll-window'

/** Where an offer stands without moving anything: before the ideas, which nobody needs now… */
const BEFORE_THE_IDEAS = 'col-start-1 row-start-2 self-start'
/** …or over the top of the frame, where nothing can be pressed. On a narrow page it does push, what is below the window. */
const IN_THE_FRAME =
  'lg:col-start-2 lg:row-span-2 lg:row-start-1 lg:mx-5 lg:mt-16 lg:w-md lg:max-w-[calc(100%-2.5rem)] lg:self-start lg:justify-self-end lg:shadow-xl'

type Props = {
  /** The picture the address names, as the server saw it. */
  initial?: Picture
  /** Words the address brings along. */
  initialWords?: string
  /** What pictures can look like; left out where that cannot be chosen. */
  looks?: Looks
}

/** Words in, picture out. Which picture is shown lives in the address, so a reload shows the same. */
export function Studio({ initial, initialWords, looks }: Props) {
  const shown = useSearchParams().get('p')
  const { picture, told, reconnecting, error } = usePicture(shown, initial)
  const [words, setWords] = useState(initialWords ?? initial?.words ?? '')
  const { look, alive, choose } = useLook(looks)
  const wish = wishFor(looks, look)
  const box = useRef<HTMLTextAreaElement>(null)
  const caption = useRef<HTMLDivElement>(null)
  const answer = useRef<HTMLDivElement>(null)
  const draw = useDraw(show)
  const take = useTake((taken) => {
    caption.current?.focus({ preventScroll: true })
    show(taken)
  })
  const busy = draw.sending || draw.cooling
  const preview = usePreview(words, wish)
  const similar = useOffer({
    typed: words,
    wish,
    none: preview?.cached === false,
    exists: preview?.cached === true,
    shown: picture && isSameWish(wishFor(looks, picture), wish) ? picture : undefined,
  })
  const { letIn, watch } = useUnmoved(similar.offer !== undefined && !draw.sending)
  const offer = letIn ? similar.offer : undefined
  useEscape(offer !== undefined, pass)

  // Words typed before the page came alive stand in the box, but no change event told of them.
  useEffect(() => {
    if (box.current?.value) setWords(box.current.value)
  }, [])
  // Beside a refusal only a picture still on its way keeps its place in words; a finished one stands in the frame.
  const showsCaption = picture && !(draw.error && isSettled(picture))
  const empty = !picture && !draw.error

  function show(picture: Picture) {
    window.history.pushState(null, '', `/?p=${encodeURIComponent(picture.id)}`)
    // On a phone the answer comes below the window: show it. Where it is in sight already, nothing moves.
    requestAnimationFrame(() => answer.current?.scrollIntoView({ block: 'nearest' }))
  }

  const press = (order: Parameters<typeof draw.press>[0]) => draw.press({ ...wish, ...order })

  /** Another of this picture looks as it does, whatever is chosen for the next. */
  function drawAgain({ words, visibility, ...look }: Picture, { fresh }: { fresh: boolean }) {
    draw.press({ words, fresh, visibility, ...wishFor(looks, look) })
  }

  function takeWords(taken: string) {
    setWords(taken)
    draw.dismiss()
    box.current?.focus()
  }

  function pass() {
    if (!offer) return
    similar.pass(offer)
    // What had the focus may be gone with the offer.
    if (!document.activeElement?.matches('textarea, [type=submit]')) box.current?.focus()
  }

  return (
    <div className="mx-auto grid w-full max-w-7xl grow gap-x-12 gap-y-6 px-4 pt-6 sm:px-8 lg:grid-cols-[minmax(22rem,5fr)_7fr] lg:grid-rows-[auto_1fr] lg:gap-x-16 lg:pt-10">
      <div>
        <TollWindow
          box={box}
          words={words}
          onWords={setWords}
          onSend={press}
          sending={draw.sending}
          cooling={draw.cooling}
          preview={preview}
          offered={offer !== undefined && similar.current}
        />
        {looks && <LooksChoice looks={looks} look={look} alive={alive} onLook={choose} />}
      </div>
      {offer && (
        <SimilarOffer
          offer={offer}
          current={similar.current}
          taking={take.taking}
          onTake={() => similar.current && take.take({ ...wish, id: offer.id, words: similar.words })}
          onPass={pass}
          className={`z-10 ${empty ? BEFORE_THE_IDEAS : IN_THE_FRAME}`}
        />
      )}
      <div
        className={`grid content-end lg:pb-8 ${empty ? 'col-start-1 row-start-2' : 'lg:col-start-1 lg:row-start-2'}`}
      >
        <SimilarSpoken offer={similar.current ? offer : undefined} />
        <div ref={caption} tabIndex={-1} className="grid gap-6 outline-none" {...watch}>
          {draw.error && (
            <RefusalPanel draw={{ ...draw, press }} words={words} onWords={takeWords} error={draw.error} />
          )}
          {showsCaption && picture ? (
            <Caption
              picture={picture}
              told={told}
              reconnecting={reconnecting}
              busy={busy}
              gotFree={draw.gotFree === picture.id}
              onAgain={(order) => drawAgain(picture, order)}
            />
          ) : (
            empty && (
              <EmptyCaption
                missing={shown !== null && error !== null}
                covered={offer !== undefined}
                onWords={takeWords}
              />
            )
          )}
        </div>
      </div>
      <div ref={answer} className="self-end lg:col-start-2 lg:row-span-2 lg:row-start-1">
        <Frame picture={picture} empty={look} told={told} />
      </div>
    </div>
  )
}

'use client'

import { useState } from 'react'
import type { Picture } from '../picture/picture'
import type { Offer } from '../similar/offer'
import type { LookWish } from '../studio/looks/look'
import { tidyWords } from '../studio/tidy-words'
import { useSimilar } from './use-similar'

type Asked = {
  typed: string
  /** How it shall look. */
  wish: LookWish
  /** It is known that the typed words have no picture of their own. */
  none: boolean
  /** It is known that they have one. */
  exists: boolean
  /** The picture that is shown, where it looks as wished for. */
  shown: Picture | undefined
}

/**
 * The similar picture to offer for what is typed. None for the words of the picture that is shown: they were answered. A picture
 * that was passed by is not offered again.
 */
export function useOffer({ typed, wish, none, exists, shown }: Asked) {
  const [passed, setPassed] = useState<string[]>([])
  const answered = shown !== undefined && tidyWords(shown.words) === tidyWords(typed)
  const { offer, current, words } = useSimilar(typed, wish, none && !answered)
  const open = offer && !exists && !answered && tidyWords(typed) !== '' && !passed.includes(offer.image.webp)
  return {
    offer: open ? offer : undefined,
    /** It answers what is typed now; else what was typed a moment ago. */
    current,
    /** The words it answers. */
    words,
    pass: (offer: Offer) => setPassed((before) => [...before, offer.image.webp]),
  }
}

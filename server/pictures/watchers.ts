import { findPicture } from '../../db/queries/pictures.ts'
import type { Picture } from '../../db/tables.ts'
import { AppError } from '../errors.ts'
import type { Topic } from '../events/types.ts'
import type { Caller } from '../identity/caller.ts'
import type { Place } from '../queue/places.ts'
import { lookAt, viewPicture, withPlace } from './read-picture.ts'
import type { PictureServices } from './services.ts'
import type { PictureView } from './view.ts'
import { createRounds } from './watch-rounds.ts'

/** Somebody who watches. Neither function may throw. */
export interface Watching {
  /** The picture as it is; `last` once it is finished, and nothing follows. `json` is the same, written once for all. */
  show(view: PictureView, json: string, last: boolean): void
  /** It may not be seen, or is deleted; nothing follows. */
  fail(error: unknown): void
}

/** Everybody who watches a picture of this process. What changes is read and worked out once, however many look on. */
export interface Watchers {
  /** Shows the picture as soon as it is read and again at each change, until it is finished or the returned function is called. */
  watch(caller: Caller, id: string, watching: Watching): () => void
  /** How many watch. */
  readonly size: number
}

type Joining = { caller: Caller; watching: Watching }
type Turn = Pick<Picture, 'id' | 'lane' | 'turn'>

/** One watched picture, as its owner sees it: nobody else may watch one that is not finished. */
type Watched = {
  id: string
  watching: Watching[]
  /** Who came since the last look. */
  joining: Joining[]
  /** Something changed since the last look began. */
  stale: boolean
  looking: boolean
  still?: PictureView
  turnOf?: Turn
  place?: Place
}

type Parts = Pick<PictureServices, 'db' | 'clock' | 'dispatcher' | 'events' | 'sketcher'>

export function createWatchers(parts: Parts): Watchers {
  const { db, dispatcher, events } = parts
  const pictures = new Map<string, Watched>()
  /** Pictures that wait for another one's turn, by its id. */
  const joined = new Map<string, Set<Watched>>()
  const rounds = createRounds({
    clock: parts.clock,
    list: () => [...pictures.values()],
    show: showPlaces,
    // As if each had failed to be read: whoever watches asks again.
    onError: (error) => {
      for (const watched of pictures.values()) failAll(watched, error)
    },
  })
  let size = 0
  let unsubscribe: (() => void) | undefined

  function hear(topic: Topic) {
    if (topic === 'queue') return rounds.want()
    const id = topic.slice('picture:'.length)
    for (const watched of [pictures.get(id), ...(joined.get(id) ?? [])]) {
      if (!watched) continue
      watched.stale = true
      void look(watched)
    }
  }

  /** Reads the row until it is what was committed last, and shows it to whoever has not seen it so. */
  async function look(watched: Watched) {
    if (watched.looking) return
    watched.looking = true
    while (watched.stale && isWatched(watched)) {
      watched.stale = false
      const joining = watched.joining
      watched.joining = []
      try {
        await lookOnce(watched, joining)
      } catch (error) {
        failAll(watched, error)
      }
    }
    watched.looking = false
  }

  async function lookOnce(watched: Watched, joining: readonly Joining[]) {
    const picture = await findPicture(db.read, watched.id)
    const owners = picture ? joining.filter(({ caller }) => caller.owner === picture.owner) : []
    for (const other of joining) {
      if (!owners.includes(other)) await showOnce(watched, other, picture)
    }
    if (!isWatched(watched)) return
    if (!picture) throw notFound()
    const { still, turnOf } = await lookAt(db.read, picture, picture)
    const place = turnOf && (await dispatcher.places.placeOf(turnOf))
    parts.sketcher?.consider(picture, place)
    if (watched.stale) {
      watched.joining.unshift(...owners) // old already: they are shown the next look
      return
    }
    const news = !watched.still || JSON.stringify(still) !== JSON.stringify(watched.still)
    const moved = !samePlace(place, watched.place)
    waitFor(watched, turnOf)
    watched.still = still
    watched.place = place
    const arrived = owners.map(({ watching }) => watching).filter((watching) => watched.watching.includes(watching))
    show(watched, news || moved ? watched.watching : arrived)
  }

  /** Not the owner: a finished picture is a single snapshot, any other is not theirs to see. */
  async function showOnce(watched: Watched, { caller, watching }: Joining, picture: Picture | undefined) {
    if (picture?.visibility !== 'public' || picture.status !== 'ready') {
      return end(watched, watching)?.fail(notFound())
    }
    const view = await viewPicture(parts, caller, picture)
    end(watched, watching)?.show(view, JSON.stringify(view), true)
  }

  function show(watched: Watched, to: readonly Watching[]) {
    const { still, place } = watched
    if (!still || to.length === 0) return
    const view = place ? withPlace(still, place) : still
    const json = JSON.stringify(view)
    const last = still.status === 'ready' || still.status === 'failed' || still.status === 'cancelled'
    if (!last) for (const watching of to) watching.show(view, json, false)
    else for (const watching of to) end(watched, watching)?.show(view, json, true)
  }

  async function showPlaces(all: readonly Watched[]) {
    const waiting = all.filter((watched) => watched.turnOf && isWatched(watched))
    const turns = waiting.flatMap(({ turnOf }) => turnOf ?? [])
    const places = await dispatcher.places.placesOf(turns)
    for (const [index, watched] of waiting.entries()) {
      const place = places[index]
      // Looked at meanwhile: what that look saw is newer.
      if (!place || watched.turnOf !== turns[index] || samePlace(place, watched.place)) continue
      watched.place = place
      show(watched, watched.watching)
    }
  }

  /** Keeps of a row what tells its turn, and tells those who joined it when it changes. */
  function waitFor(watched: Watched, turnOf: Picture | undefined) {
    const before = watched.turnOf?.id
    if (before !== undefined && before !== watched.id) {
      const followers = joined.get(before)
      followers?.delete(watched)
      if (followers?.size === 0) joined.delete(before)
    }
    if (!turnOf) {
      delete watched.turnOf
      return
    }
    watched.turnOf = { id: turnOf.id, lane: turnOf.lane, turn: turnOf.turn }
    if (turnOf.id === watched.id) return
    const followers = joined.get(turnOf.id) ?? new Set()
    joined.set(turnOf.id, followers.add(watched))
  }

  function newlyWatched(id: string): Watched {
    const watched = { id, watching: [], joining: [], stale: true, looking: false }
    pictures.set(id, watched)
    return watched
  }

  function failAll(watched: Watched, error: unknown) {
    for (const watching of watched.watching) end(watched, watching)?.fail(error)
  }

  const isWatched = (watched: Watched) => watched.watching.length > 0

  /** Takes one away; undefined if they have gone before. */
  function end(watched: Watched, watching: Watching): Watching | undefined {
    if (!watched.watching.includes(watching)) return undefined
    watched.watching = watched.watching.filter((other) => other !== watching)
    size--
    if (!isWatched(watched)) {
      waitFor(watched, undefined)
      if (pictures.get(watched.id) === watched) pictures.delete(watched.id)
    }
    if (size === 0) {
      unsubscribe?.()
      unsubscribe = undefined
      rounds.rest()
    }
    return watching
  }

  return {
    watch(caller, id, watching) {
      // Listens before it looks: nothing happens unseen in between.
      unsubscribe ??= events.subscribe(['picture:*', 'queue'], hear)
      const watched = pictures.get(id) ?? newlyWatched(id)
      watched.watching = [...watched.watching, watching]
      watched.joining = [...watched.joining, { caller, watching }]
      watched.stale = true
      size++
      void look(watched)
      return () => void end(watched, watching)
    },
    get size() {
      return size
    },
  }
}

const samePlace = (a: Place | undefined, b: Place | undefined) =>
  a?.position === b?.position &&
  a?.startsInSeconds === b?.startsInSeconds &&
  a?.startsInSecondsAtMost === b?.startsInSecondsAtMost &&
  a?.pausedSeconds === b?.pausedSeconds

const notFound = () => new AppError('not-found', 'no-such-picture', 'There is no such picture, or it is not public.')

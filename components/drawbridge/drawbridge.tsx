'use client'

import { useEased } from '../hooks/use-eased'
import { Gatehouse, TollHouse } from './houses'
import { Leaf } from './leaf'
import { type BridgeState, chainPath, leafAngle, pointOnLeaf } from './leaf-angle'
import { WaterLines } from './water-lines'

const HINGE = { x: 424, y: 512 }
const LEAF = 266
const PULLEY = { x: 432, y: 240 }
/** Where the chain holds the leaf, and how long the chain is with the leaf down. */
const HOLD = LEAF * 0.9
const CHAIN = Math.hypot(HINGE.x - HOLD - PULLEY.x, HINGE.y - PULLEY.y)

/** One click of the windlass when the estimate ticks, a long fall when the turn has come. */
const CLICK_MS = 420
const FALL_MS = 1100

type Props = { status: BridgeState; position?: number; secondsLeft?: number }

/**
 * The signature of the house: a drawbridge that comes down as the turn comes near, and opens its gate when the
 * drawing starts. Decoration only: the status beside it says the same in words.
 */
export function Drawbridge({ status, position, secondsLeft }: Props) {
  const open = status === 'drawing' || status === 'ready'
  const angle = useEased(leafAngle(status, position, secondsLeft), open ? FALL_MS : CLICK_MS)
  const hold = pointOnLeaf(HINGE, HOLD, Math.max(0, angle))
  return (
    <svg
      aria-hidden
      data-bridge={status ?? 'empty'}
      viewBox="0 0 640 640"
      preserveAspectRatio="xMidYMax meet"
      className="absolute inset-0 size-full overflow-visible"
      strokeLinecap="round"
      strokeLinejoin="round"
      fill="none"
      stroke="var(--stroke)"
      strokeWidth="3"
    >
      <Gulls />
      <g>
        <TollHouse lit={status !== undefined && status !== 'failed' && status !== 'cancelled'} />
        <Gatehouse open={open} />
        <path d={chainPath(PULLEY, hold, CHAIN)} strokeWidth="7" strokeOpacity="0.28" />
        <path d={chainPath(PULLEY, hold, CHAIN)} strokeWidth="3.4" strokeDasharray="1 7.5" />
        <Leaf hinge={HINGE} length={LEAF} hold={HOLD} angle={Math.max(0, angle)} />
        {status === 'drawing' && <Cart />}
      </g>
      <WaterLines />
    </svg>
  )
}

/** A handcart with the words in it, on its way over. */
function Cart() {
  return (
    <g className="animate-[cross_2.6s_var(--ease-settle)_infinite_alternate] motion-reduce:translate-x-[190px]">
      <path d="M112 478h44l-7 20h-30Z" fill="var(--masonry)" />
      <path d="M156 480l20-9" />
      <path d="M119 477l5-20 27 4-4 16" fill="var(--panel)" />
      <path d="M128 464l16 2M127 470l14 2" strokeWidth="1.6" />
      <circle cx="134" cy="499" r="8" fill="var(--panel)" />
      <circle cx="134" cy="499" r="1.5" fill="var(--stroke)" />
    </g>
  )
}

function Gulls() {
  return (
    <g strokeWidth="2.4" strokeOpacity="0.7">
      <path d="M196 158c8-11 18-12 25-2 6-10 16-11 25-1" />
      <path d="M282 104c5-8 12-8 17-1 4-7 11-8 17-1" />
      <path d="M148 226c4-6 9-6 13-1 3-5 8-6 12-1" />
    </g>
  )
}

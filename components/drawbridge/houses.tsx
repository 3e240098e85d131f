import { ink } from './ink'
import { Masonry } from './masonry'

const QUAY = ink(
  [
    [4, 512],
    [160, 511],
    [165, 646],
    [4, 646],
  ],
  true,
)
const HOUSE = ink(
  [
    [26, 511],
    [26, 376],
    [70, 332],
    [114, 376],
    [114, 511],
  ],
  true,
)
const ROOF = ink([
  [12, 388],
  [70, 329],
  [128, 388],
])
const CHIMNEY = ink([
  [92, 350],
  [92, 314],
  [108, 314],
  [108, 368],
])
const WINDOW = ink(
  [
    [84, 440],
    [104, 440],
    [104, 468],
    [84, 468],
  ],
  true,
)
const POST = ink([
  [146, 511],
  [146, 436],
])

/** The near bank: the house of the bridge keeper, its window, and the lamp. */
export function TollHouse({ lit }: { lit: boolean }) {
  const lamp = lit ? 'var(--lamp)' : 'var(--panel)'
  return (
    <g>
      <path d={QUAY} fill="var(--masonry)" />
      <Masonry x={4} y={540} width={156} courses={4} course={29} />
      <path d={CHIMNEY} fill="var(--masonry)" />
      <path d={HOUSE} fill="var(--panel)" />
      <path d={ROOF} strokeWidth="6.5" />
      <path d="M42 511v-60c0-11 7-17 15-17s15 6 15 17v60" fill="var(--masonry-shade)" />
      <circle cx="66" cy="482" r="1.8" fill="var(--stroke)" stroke="none" />
      <path d={WINDOW} fill={lit ? 'var(--lamp)' : 'var(--masonry-shade)'} />
      <path d="M94 441v26M85 454h18M80 472h28" strokeWidth="1.7" />
      <path
        d="M62 366q8-5 16 0M34 400l13-2M36 408l8-1M96 402l10 1M92 420l14 2M33 436l7-1"
        strokeWidth="1.6"
        strokeOpacity="0.75"
      />
      <path d={POST} strokeWidth="4" />
      <path d="M146 438q-1-13-13-12" strokeWidth="3" />
      {lit && (
        <circle
          cx="131"
          cy="440"
          r="24"
          fill="var(--lamp)"
          fillOpacity="0.2"
          stroke="none"
          className="animate-[glow_3.4s_ease-in-out_infinite]"
        />
      )}
      <path d="M124 432h15l-3 15h-9Z" fill={lamp} />
      <path d="M122 432h19M131 427v5" />
    </g>
  )
}

const FAR_QUAY = ink(
  [
    [420, 512],
    [636, 511],
    [636, 646],
    [415, 646],
  ],
  true,
)
const TOWER = ink(
  [
    [432, 511],
    [432, 218],
    [422, 216],
    [422, 178],
    [452, 178],
    [452, 196],
    [478, 196],
    [478, 178],
    [508, 178],
    [508, 196],
    [534, 196],
    [534, 178],
    [564, 178],
    [564, 196],
    [590, 196],
    [590, 178],
    [620, 178],
    [620, 216],
    [610, 218],
    [610, 511],
  ],
  true,
)
const STRING_COURSE = ink([
  [424, 217],
  [619, 217],
])
const SHADE = [582, 588, 594, 600, 606]
  .map((x, index) =>
    ink([
      [x, 230 + index * 3],
      [x - 3, 500 - index * 5],
    ]),
  )
  .join('')
const POLE = ink([
  [521, 178],
  [521, 108],
])

/** The far bank: the gatehouse the leaf hangs from. Its gate stands open while a picture is drawn. */
export function Gatehouse({ open }: { open: boolean }) {
  return (
    <g>
      <path d={FAR_QUAY} fill="var(--masonry)" />
      <Masonry x={418} y={540} width={216} courses={4} course={29} />
      <path d={POLE} />
      <path
        d="M522 110c17-10 28 9 50-2l-3 27c-20 10-31-8-47 2"
        fill="var(--lamp)"
        className="origin-[522px_122px] animate-[sway_4s_ease-in-out_infinite]"
      />
      <path d={TOWER} fill="var(--panel)" />
      <path d={STRING_COURSE} />
      <path d={SHADE} strokeWidth="1.6" strokeOpacity="0.6" />
      <path
        d="M448 246h21M480 262h26M546 244h20M450 300h15M546 312h18M448 352h10M446 470h8M566 286h10"
        strokeWidth="1.6"
        strokeOpacity="0.75"
      />
      <path d="M521 248c7 0 11 5 11 12v36h-22v-36c0-7 4-12 11-12Z" fill="var(--masonry-shade)" />
      <path d="M471 511V414c0-34 20-54 50-54s50 20 50 54v97Z" fill={open ? 'var(--lamp)' : 'var(--gate)'} />
      {open && (
        <path
          d="M484 511V416c0-26 14-42 37-42s37 16 37 42v95Z"
          fill="var(--panel)"
          fillOpacity="0.5"
          stroke="none"
          className="animate-[glow_2.2s_ease-in-out_infinite]"
        />
      )}
      <Portcullis raised={open} />
      <path d="M461 511V414c0-40 24-64 60-64s60 24 60 64v97" strokeWidth="3.6" />
      <path d="M521 350v10M478 372l7 7M564 372l-7 7M462 410l9 2M580 410l-9 2" strokeWidth="1.7" />
      <circle cx="432" cy="240" r="9" fill="var(--masonry-shade)" />
      <circle cx="432" cy="240" r="2.4" fill="var(--stroke)" stroke="none" />
    </g>
  )
}

const BARS = [485, 503, 521, 539, 557]

function Portcullis({ raised }: { raised: boolean }) {
  if (raised) {
    return (
      <path
        d={
          BARS.map((x) => `M${x} ${x === 521 ? 361 : 371}V388l0 6`).join('') +
          ink([
            [477, 386],
            [565, 386],
          ])
        }
      />
    )
  }
  const bars = BARS.map((x) =>
    ink([
      [x, x === 521 ? 364 : x === 503 || x === 539 ? 369 : 386],
      [x, 508],
    ]),
  )
  const rails = [414, 446, 478].map((y) =>
    ink([
      [473, y],
      [569, y],
    ]),
  )
  return <path d={[...bars, ...rails].join('')} stroke="var(--grid)" strokeWidth="3" />
}

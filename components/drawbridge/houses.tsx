/** The near bank: the house of the bridge keeper, its toll window, and the lamp. */
export function TollHouse({ lit }: { lit: boolean }) {
  return (
    <g>
      <path d="M-30 512 158 510l4 132H-30Z" fill="var(--masonry)" />
      <path
        d="M-30 540h70M62 540h58M134 541h26M-20 570h46M50 571h62M128 571h34M-30 604h88M80 604h50"
        strokeWidth="1.8"
      />
      <path d="M22 510V372l44-44 46 44v138Z" fill="var(--panel)" />
      <path d="M10 384 66 326l58 58" strokeWidth="6" />
      <path d="M94 352v-34h14v48" fill="var(--masonry)" />
      <path d="M40 510v-62c0-10 8-16 15-16s15 6 15 16v62" fill="var(--masonry-shade)" />
      <path d="M82 446h20v26H82Z" fill={lit ? 'var(--lamp)' : 'var(--masonry-shade)'} />
      <path d="M92 446v26M82 459h20M78 475h28" strokeWidth="1.8" />
      <path d="M30 396l12-3M32 404l8-2M92 400l10 2M88 420l16 3M30 430l6-1" strokeWidth="1.5" />
      <path d="M142 510V432q0-10-10-10" strokeWidth="4" />
      {lit && (
        <circle
          cx="131"
          cy="434"
          r="22"
          fill="var(--lamp)"
          fillOpacity="0.22"
          stroke="none"
          className="animate-[glow_3.4s_ease-in-out_infinite]"
        />
      )}
      <circle cx="131" cy="434" r="8" fill={lit ? 'var(--lamp)' : 'var(--panel)'} />
      <path d="M124 426h14" />
    </g>
  )
}

/** The far bank: the gatehouse the leaf hangs from. Its gate stands open while a picture is drawn. */
export function Gatehouse({ open }: { open: boolean }) {
  return (
    <g>
      <path d="M420 512 672 510V642H416Z" fill="var(--masonry)" />
      <path
        d="M432 542h60M512 541h70M600 541h60M424 574h40M486 574h66M572 574h80M440 606h70M532 606h58M610 606h50"
        strokeWidth="1.8"
      />
      <path d="M432 512V216h-10v-38h30v17h26v-17h30v17h26v-17h30v17h26v-17h30v38h-10v296Z" fill="var(--panel)" />
      <path d="M424 217h196" />
      <path d="M600 232v276h-26V232Z" fill="var(--masonry)" stroke="none" />
      <path
        d="M446 246h22M482 262h30M540 244h24M452 300h16M548 310h22M560 380h18M446 352h10M572 448h16M566 288h20"
        strokeWidth="1.6"
      />
      <path d="M512 250c7 0 11 5 11 12v34h-22v-34c0-7 4-12 11-12Z" fill="var(--masonry-shade)" />
      <path d="M462 511V412c0-32 22-52 50-52s50 20 50 52v99Z" fill={open ? 'var(--lamp)' : 'var(--stroke)'} />
      {open && (
        <path
          d="M474 511V414c0-24 16-40 38-40s38 16 38 40v97Z"
          fill="var(--panel)"
          fillOpacity="0.55"
          stroke="none"
          className="animate-[glow_2.2s_ease-in-out_infinite]"
        />
      )}
      <Portcullis raised={open} />
      <path d="M452 511V412c0-38 26-62 60-62s60 24 60 62v99" strokeWidth="4" />
      <path d="M512 178v-66" />
      <path
        d="M512 114c18-12 30 10 54-2v26c-24 12-36-10-54 2"
        fill="var(--lamp)"
        className="origin-[512px_126px] animate-[sway_4s_ease-in-out_infinite]"
      />
      <circle cx="430" cy="236" r="9" fill="var(--masonry-shade)" />
    </g>
  )
}

function Portcullis({ raised }: { raised: boolean }) {
  const bars = [476, 494, 512, 530, 548]
  return (
    <g stroke={raised ? 'var(--stroke)' : 'var(--masonry)'} strokeWidth="3.4">
      {bars.map((x) => (
        <path key={x} d={raised ? `M${x} ${x === 512 ? 363 : 374}v22l3 5` : `M${x} ${x === 512 ? 366 : 384}V506`} />
      ))}
      <path d={raised ? 'M470 384h84' : 'M466 412h92M464 444h96M464 476h96'} />
    </g>
  )
}

/** The picture seen again in the water below it. Decoration: hidden from assistive technology and from high contrast. */
export function Reflection({ src, className }: { src: string; className: string }) {
  return (
    <div
      aria-hidden
      className={`pointer-events-none absolute inset-x-0 top-full mt-[3px] h-20 overflow-hidden mask-b-from-0% mask-b-to-100% lg:h-36 forced-colors:hidden ${className}`}
    >
      {/* biome-ignore lint/performance/noImgElement: the same bytes as the picture above it */}
      <img src={src} alt="" className="absolute top-0 w-full -scale-y-100 opacity-45 blur-[1.5px]" />
      <span className="absolute inset-x-0 top-3 h-px animate-[ripple_2.4s_ease-out_1_both] bg-foam" />
      <span className="absolute inset-x-8 top-8 h-px animate-[ripple_2.8s_ease-out_0.2s_1_both] bg-foam" />
    </div>
  )
}

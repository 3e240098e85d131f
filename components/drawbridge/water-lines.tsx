/** A few strokes of moving water, just under the datum, in the colour of foam. */
export function WaterLines() {
  return (
    <g stroke="var(--foam)" strokeWidth="2.4" strokeOpacity="0.5">
      <g className="animate-[drift_9s_linear_infinite_alternate]">
        <path d="M170 662q20-7 40 0t40 0 40 0M330 660q18-6 36 0t36 0" />
        <path d="M40 690q20-6 40 0t40 0M520 684q20-7 40 0t40 0 40 0" />
      </g>
      <g className="animate-[drift_13s_linear_infinite_alternate-reverse]" strokeOpacity="0.32">
        <path d="M230 706q24-8 48 0t48 0 48 0M440 724q20-6 40 0t40 0M110 740q20-6 40 0t40 0" />
      </g>
    </g>
  )
}

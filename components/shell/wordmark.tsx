/** The sign over the door: a leaf half raised between two posts, and its lamp. */
export function Wordmark() {
  return (
    <span className="inline-flex items-center gap-2.5">
      <svg aria-hidden viewBox="0 0 32 28" className="h-6 w-auto overflow-visible" fill="none" stroke="currentColor">
        <path d="M4 27V6M28 27V6" strokeWidth="3.4" />
        <path d="M28 20.5 8.5 11" strokeWidth="3.4" />
        <path d="M28 6.5 9.5 11.4" strokeWidth="1.3" />
        <path d="M0 27h32" strokeWidth="1.6" />
        <circle cx="4" cy="3" r="3" className="fill-lamp" stroke="none" />
      </svg>
      <span className="sign text-lg tracking-tight">Drawbridge</span>
    </span>
  )
}

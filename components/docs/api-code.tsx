type Props = { label: string; source: string }

/** Lines of code that scroll by themselves, with the keyboard too. */
export function ApiCode({ label, source }: Props) {
  return (
    <figure
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard
      tabIndex={0}
      className="under-water overflow-x-auto rounded-md p-4"
    >
      <pre className="font-mono text-sm leading-relaxed">
        <code>{source}</code>
      </pre>
    </figure>
  )
}

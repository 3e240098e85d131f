import { CopyButton } from './copy-button'

type Props = { label: string; source: string }

/** Lines of code to copy, that scroll by themselves, with the keyboard too. */
export function ApiCode({ label, source }: Props) {
  return (
    <div className="under-water min-w-0 rounded-md">
      <div className="flex justify-end border-b border-foam/15 px-1">
        <CopyButton label={label} text={source} />
      </div>
      <figure
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard
        tabIndex={0}
        className="overflow-x-auto p-4"
      >
        <pre lang="en" translate="no" className="font-mono text-sm leading-relaxed">
          <code>{source}</code>
        </pre>
      </figure>
    </div>
  )
}

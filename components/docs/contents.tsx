import { translator } from '../i18n/translator'

type Props = { sections: { id: string; title: string }[] }

/** What a long page holds; beside it, and in sight, where there is room. */
export async function Contents({ sections }: Props) {
  const t = await translator()
  return (
    <nav aria-labelledby="contents" className="self-start text-sm lg:sticky lg:top-6">
      <p id="contents" className="border-b border-ink pb-2 font-semibold">
        {t('limitsGuide.contents')}
      </p>
      <ol className="gap-x-8 sm:columns-2 lg:columns-1">
        {sections.map(({ id, title }) => (
          <li key={id} className="break-inside-avoid border-b border-rule">
            <a href={`#${id}`} className="block py-2 underline-offset-4 hover:underline">
              {title}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  )
}

import { ChevronRight } from 'lucide-react'
import { translator } from '../i18n/translator'
import credits from './credits.json'

type Packages = (typeof credits)['packages']

/** Every package that is shipped, under its licence; the licences open and close. */
export async function PackageList() {
  const t = await translator()
  return (
    <div className="border-t border-rule">
      {byLicence(credits.packages).map(([licence, packages]) => (
        <details key={licence} className="group border-b border-rule">
          <summary className="flex min-h-11 list-none items-center gap-2 py-2 font-medium [&::-webkit-details-marker]:hidden">
            <ChevronRight aria-hidden className="size-4 shrink-0 transition-transform group-open:rotate-90" />
            <span className="grow wrap-anywhere">{licence}</span>
            <span className="figures text-sm font-normal whitespace-nowrap text-muted">
              {t('creditsPage.count', { count: packages.length })}
            </span>
          </summary>
          <ul className="grid gap-1.5 pb-4 pl-6 text-sm">
            {packages.map(({ name, version, by }) => (
              <li key={name} className="wrap-anywhere">
                <span className="font-medium">{name}</span> <span className="figures text-muted">{version}</span>
                {by && <span className="block text-muted">{by}</span>}
              </li>
            ))}
          </ul>
        </details>
      ))}
    </div>
  )
}

/** Licences, the one of most packages first. */
function byLicence(packages: Packages): [string, Packages][] {
  const groups = new Map<string, Packages>()
  for (const shipped of packages) groups.set(shipped.licence, [...(groups.get(shipped.licence) ?? []), shipped])
  return [...groups].sort(([, a], [, b]) => b.length - a.length)
}

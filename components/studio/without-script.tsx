import { translator } from '../i18n/translator'

/** For a browser without JavaScript: what this is, and why the button stays still. */
export async function WithoutScript() {
  const t = await translator()
  return (
    <noscript>
      <div className="mx-auto w-full max-w-7xl px-4 pt-6 sm:px-8">
        <div className="grid gap-1 border-l-4 border-lamp bg-panel p-5">
          <h2 className="sign text-xl">{t('studio.noScriptTitle')}</h2>
          <p className="max-w-prose text-muted">{t('studio.noScript')}</p>
        </div>
      </div>
    </noscript>
  )
}

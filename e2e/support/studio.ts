import { expect, type Page } from '@playwright/test'

/** The studio by roles and names, as a person or a screen reader finds it. */
export type Studio = ReturnType<typeof studioOn>

export function studioOn(page: Page) {
  const box = page.getByRole('textbox', { name: 'What should we draw?' })
  const draw = page.getByRole('button', { name: /^Draw\b/ })
  const left = page.getByRole('status', { name: 'Pictures left today' })
  const yours = page.getByRole('status', { name: 'Your picture' })
  return {
    page,
    box,
    draw,
    left,
    yours,
    picture: (words: string) => page.getByRole('img', { name: words, exact: true }),
    /** Opens a page and waits until it is alive: the gauge is filled in by the browser. */
    async open(url: string) {
      const answer = await page.goto(url)
      await expect(left).toContainText('left')
      return answer
    },
    async ask(words: string) {
      await box.fill(words)
      await draw.click()
    },
  }
}

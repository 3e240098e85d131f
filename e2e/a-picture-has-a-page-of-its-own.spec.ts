import { askFor, drawn } from './support/ask.ts'
import { refusedWith } from './support/troubles.ts'
import { expect, test } from './test.ts'

test('a stranger sees the picture and its words, and a chat shows its preview', async ({
  page,
  app,
  newVisitor,
  words,
}) => {
  const asked = words('a drawbridge at dusk')
  await page.goto('/')
  const { id } = await drawn(page.request, app.url, asked)
  const stranger = await newVisitor()
  await stranger.page.goto(`/p/${id}`)
  await expect(stranger.page.getByRole('heading', { level: 1, name: asked })).toBeVisible()
  await expect(stranger.studio.picture(asked)).toBeVisible()
  await expect(stranger.page.getByRole('button', { name: /Again|Delete|Cancel/ })).toHaveCount(0)

  const html = await (await stranger.page.request.get(`/p/${id}`)).text()
  const tag = (name: string) => html.match(new RegExp(`<meta (?:property|name)="${name}" content="([^"]*)"`))?.[1]
  expect(html).toContain(`<title>“${asked}” · Drawbridge</title>`)
  expect(tag('og:title')).toContain(asked)
  expect(tag('og:description')).toContain(asked)
  expect(tag('description')).toContain(asked)
  expect(tag('og:url')).toBe(`${app.url}/p/${id}`)
  expect(tag('og:image:alt')).toBe(asked)
  expect(tag('twitter:card')).toBe('summary_large_image')
  const image = await stranger.page.request.get(tag('og:image') ?? '')
  expect(image.headers()['content-type']).toBe('image/png')
})

test('an address that names no picture is a 404 that leads back', async ({ page, troubles }) => {
  troubles.expect(refusedWith(404))
  for (const id of ['0198c0de-0000-7000-8000-000000000000', 'nonsense']) {
    const answer = await page.goto(`/p/${id}`)
    expect(answer?.status()).toBe(404)
    await expect(page.getByRole('heading', { name: 'Nothing stands here' })).toBeVisible()
    await expect(page.getByRole('link', { name: 'Back to the studio' })).toBeVisible()
  }
})

test('a picture that is not drawn yet is nobody else’s to see', async ({
  page,
  app,
  emulator,
  newVisitor,
  troubles,
  words,
}) => {
  troubles.expect(refusedWith(404))
  emulator.hold()
  await page.goto('/')
  const { id } = await askFor(page.request, app.url, words('a secret until it is ready'))
  const stranger = await newVisitor()
  expect((await stranger.page.goto(`/p/${id}`))?.status()).toBe(404)
  expect((await page.goto(`/p/${id}`))?.status()).toBe(200)
})

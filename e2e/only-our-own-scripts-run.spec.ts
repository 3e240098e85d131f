import { expect, test } from './test.ts'

test('every answer brings a policy with a nonce of its own, and no way around it', async ({ page }) => {
  const policies = []
  for (let look = 0; look < 2; look++) {
    const answer = await page.goto('/')
    const policy = answer?.headers()['content-security-policy'] ?? ''
    const scripts = policy.split('; ').find((part) => part.startsWith('script-src')) ?? ''
    expect(scripts).toMatch(/'nonce-[\w+/=]{20,}'/)
    expect(scripts).not.toMatch(/unsafe-(inline|eval)/)
    expect(policy).toContain("object-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    policies.push(policy)
  }
  expect(policies[0]).not.toBe(policies[1])
})

test('a script somebody slipped into the page does not run', async ({ page, studio, app, troubles }) => {
  const blocked = /policy violation: script-src/
  troubles.expect(blocked, /console: .*Content Security Policy/)
  const slipped = '<script>window.slipped = true</script><svg onload="window.slipped = true"></svg>'
  await page.route(`${app.url}/`, async (route) => {
    const response = await route.fetch()
    const body = (await response.text()).replace('</body>', `${slipped}</body>`)
    await route.fulfill({ response, body })
  })
  await studio.open('/')
  await expect.poll(() => troubles.seen(blocked).length).toBe(2)
  expect(await page.evaluate(() => 'slipped' in window)).toBe(false)
})

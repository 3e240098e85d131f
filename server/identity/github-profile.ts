import type { GithubEmail } from 'next-auth/providers/github'

const EMAILS = 'https://api.github.com/user/emails'

/**
 * A GitHub profile with the primary email and whether GitHub has verified it (`email_verified`, as OpenID providers say
 * it): next-auth's own request drops that, and may hand on an email nobody has proven to own.
 */
export async function withVerifiedEmail<P extends object>(
  profile: P,
  accessToken: string,
  fetchEmails: typeof fetch = fetch,
): Promise<P & { email: string | undefined; email_verified: boolean }> {
  const response = await fetchEmails(EMAILS, {
    headers: { Authorization: `Bearer ${accessToken}`, Accept: 'application/vnd.github+json' },
    signal: AbortSignal.timeout(10_000),
  })
  const emails: GithubEmail[] = response.ok ? await response.json() : []
  const primary = emails.find((email) => email.primary)
  return { ...profile, email: primary?.email, email_verified: primary?.verified === true }
}

import CredentialsModule from 'next-auth/providers/credentials'
import GithubModule from 'next-auth/providers/github'
import GoogleModule from 'next-auth/providers/google'

/** next-auth 4 is CommonJS: under Node its default export arrives one `default` deeper than its types say. */
export function unwrapDefault<T extends object>(module: T): T {
  return 'default' in module ? (module.default as T) : module
}

export const Credentials = unwrapDefault(CredentialsModule)
export const Github = unwrapDefault(GithubModule)
export const Google = unwrapDefault(GoogleModule)

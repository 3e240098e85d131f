'use client'

import { readSignInError, type SignInRefusal } from './sign-in-refusal'

/**
 * NextAuth's three addresses a page needs. Called directly: its own client leaves the page, and with it what was
 * typed, whenever the network fails.
 */
const BASE = '/api/auth'

/** A sign-in that was refused. */
export class SignInError extends Error {
  readonly refusal: SignInRefusal
  constructor(refusal: SignInRefusal) {
    super(`sign-in refused: ${refusal.why}`)
    this.name = 'SignInError'
    this.refusal = refusal
  }
}

export type Credentials = { kind: 'password'; email: string; password: string } | { kind: 'token'; token: string }

/** Signs this browser in. Throws SignInError. */
export async function signInWith({ kind, ...credentials }: Credentials): Promise<void> {
  const url = await post(`callback/${kind}`, credentials)
  const error = url.searchParams.get('error')
  if (error !== null) throw new SignInError(readSignInError(error))
}

/** The provider's page to go to; it leads back to `next`, a path of this site. Throws SignInError. */
export async function providerPage(provider: 'github' | 'google', next: string): Promise<URL> {
  const url = await post(`signin/${provider}`, { callbackUrl: new URL(next, location.origin).href })
  const error = url.origin === location.origin ? url.searchParams.get('error') : null
  if (error !== null) throw new SignInError(readSignInError(error))
  return url
}

/** Signs this browser out. Throws SignInError when it could not be asked to. */
export async function signOutHere(): Promise<void> {
  await post('signout', {})
}

/** Every call carries NextAuth's token against cross-site requests, and is answered with where to go next. */
async function post(path: string, fields: Record<string, string>): Promise<URL> {
  const { csrfToken } = await ask<{ csrfToken: string }>('csrf')
  const body = new URLSearchParams({ callbackUrl: location.href, ...fields, csrfToken, json: 'true' })
  const { url } = await ask<{ url: string }>(path, { method: 'POST', body })
  return new URL(url, location.origin)
}

async function ask<T>(path: string, init?: RequestInit): Promise<T> {
  const response = await fetch(`${BASE}/${path}`, init).catch(() => {
    throw new SignInError({ why: 'offline' })
  })
  return await response.json().catch(() => {
    throw new SignInError({ why: 'unavailable' })
  })
}

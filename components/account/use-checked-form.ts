'use client'

import { type SubmitEvent, useEffect, useRef, useState } from 'react'
import type { Faults } from './form-faults'

type Options<F extends string> = {
  fields: readonly F[]
  /** What can be told wrong without asking the service. */
  check: (values: Record<F, string>) => Faults<F>
  send: (values: Record<F, string>) => void
  /** What the service found wrong with what was sent last. */
  refused?: Faults<F>
  busy: boolean
}

/**
 * A form whose inputs keep their own values: what was typed before the page came alive, or filled in by a password
 * manager, counts. Sends only what passed `check`; the first field with a fault gets the focus.
 */
export function useCheckedForm<F extends string>({ fields, check, send, refused, busy }: Options<F>) {
  const ref = useRef<HTMLFormElement>(null)
  const [found, setFound] = useState<Faults<F>>()
  const faults: Faults<F> = found ?? refused ?? {}
  const faulty = JSON.stringify(faults)

  useEffect(() => {
    if (faulty !== '{}') ref.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
  }, [faulty])

  function onSubmit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    if (busy) return
    const values = readFields(event.currentTarget, fields)
    const now = check(values)
    const clean = Object.keys(now).length === 0
    setFound(clean ? undefined : now)
    if (clean) return send(values)
    event.currentTarget.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
  }

  // POST, so that a press before the page came alive puts no password into an address.
  return { faults, formProps: { ref, method: 'post', noValidate: true, onSubmit } as const }
}

function readFields<F extends string>(form: HTMLFormElement, fields: readonly F[]): Record<F, string> {
  const data = new FormData(form)
  const entries = fields.map((field) => [field, String(data.get(field) ?? '')] as const)
  return Object.fromEntries(entries) as Record<F, string>
}

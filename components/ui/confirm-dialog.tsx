'use client'

import { AlertDialog } from 'radix-ui'
import type { ReactNode } from 'react'
import { Button } from './button'

type Props = Asked & { trigger: ReactNode }

export type Asked = {
  title: ReactNode
  body: ReactNode
  confirm: ReactNode
  cancel: ReactNode
  onConfirm: () => void
}

/** Asks before something that cannot be undone; focus starts on the safe answer. */
export function ConfirmDialog({ trigger, ...asked }: Props) {
  return (
    <AlertDialog.Root>
      <AlertDialog.Trigger asChild>{trigger}</AlertDialog.Trigger>
      <Question {...asked} />
    </AlertDialog.Root>
  )
}

/** The question itself, inside an AlertDialog.Root. */
export function Question({ title, body, confirm, cancel, onConfirm }: Asked) {
  return (
    <AlertDialog.Portal>
      <AlertDialog.Overlay className="fixed inset-0 z-40 bg-water-deep/70" />
      <AlertDialog.Content className="fixed top-1/2 left-1/2 z-50 grid w-[min(28rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 gap-4 border-t-4 border-lamp bg-panel p-6 text-ink shadow-2xl">
        <AlertDialog.Title className="sign text-xl wrap-anywhere">{title}</AlertDialog.Title>
        <AlertDialog.Description className="text-muted">{body}</AlertDialog.Description>
        <div className="flex flex-wrap justify-end gap-3">
          <AlertDialog.Cancel asChild>
            <Button>{cancel}</Button>
          </AlertDialog.Cancel>
          <AlertDialog.Action asChild>
            <Button variant="danger" onClick={onConfirm}>
              {confirm}
            </Button>
          </AlertDialog.Action>
        </div>
      </AlertDialog.Content>
    </AlertDialog.Portal>
  )
}

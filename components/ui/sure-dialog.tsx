'use client'

import { AlertDialog } from 'radix-ui'
import { type Asked, Question } from './confirm-dialog'

/** The question of ConfirmDialog, opened by something that happened rather than by its own button. */
export function SureDialog({ open, onClose, ...asked }: Asked & { open: boolean; onClose: () => void }) {
  return (
    <AlertDialog.Root open={open} onOpenChange={(now) => !now && onClose()}>
      <Question {...asked} />
    </AlertDialog.Root>
  )
}

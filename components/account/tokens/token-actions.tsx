'use client'

import { useTranslations } from 'use-intl'
import { Button } from '../../ui/button'
import { ConfirmDialog } from '../../ui/confirm-dialog'
import type { OwnToken } from './use-own-tokens'

type Props = { token: OwnToken; onRotate: (token: OwnToken) => void; onRevoke: (token: OwnToken) => void }

/** What its owner may do to a token; each asks first. One that ended can only leave the list. */
export function TokenActions({ token, onRotate, onRevoke }: Props) {
  const t = useTranslations('account.tokens')
  const { name } = token
  const end = token.state === 'expired' ? 'remove' : 'revoke'
  return (
    <div className="flex flex-wrap gap-2">
      {end === 'revoke' && (
        <ConfirmDialog
          trigger={
            <Button size="small" aria-label={t('rotateOf', { name })}>
              {t('rotate')}
            </Button>
          }
          title={t('rotateTitle', { name })}
          body={t('rotateBody')}
          confirm={t('rotateConfirm')}
          cancel={t('cancel')}
          onConfirm={() => onRotate(token)}
        />
      )}
      <ConfirmDialog
        trigger={
          <Button size="small" variant={end === 'revoke' ? 'danger' : 'quiet'} aria-label={t(`${end}Of`, { name })}>
            {t(end)}
          </Button>
        }
        title={t(`${end}Title`, { name })}
        body={t(`${end}Body`)}
        confirm={t(`${end}Confirm`)}
        cancel={t('cancel')}
        onConfirm={() => onRevoke(token)}
      />
    </div>
  )
}

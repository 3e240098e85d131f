import type { ComponentProps } from 'react'
import { Field } from '../ui/field'

type Props = Pick<ComponentProps<typeof Field>, 'label' | 'hint' | 'error'>

/** Where a token is pasted: read as it is, remembered nowhere. */
export function TokenField(props: Props) {
  return (
    <Field
      {...props}
      name="token"
      type="text"
      required
      autoComplete="off"
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      maxLength={200}
    />
  )
}

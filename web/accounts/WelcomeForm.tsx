import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { shortestPassword, type TicketAnswer } from '../../server/accounts/contract.ts'
import { answered, write } from '../api.ts'
import { useSpeech } from '../i18n/language.tsx'
import { beyond, faultAt } from '../ui/fault.ts'
import { Failure } from '../ui/States.tsx'
import { PasswordField } from './PasswordField.tsx'

interface WelcomeFormProps {
  ticket: TicketAnswer
  secret: string
  onSet: (email: string) => void
  /** The link was used or replaced while the page was open. */
  onSpent: () => void
}

/** Whose account it is, and the password that they choose. */
export function WelcomeForm({ ticket, secret, onSet, onSpent }: WelcomeFormProps) {
  const { say, name } = useSpeech()
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const set = useMutation({
    mutationFn: () => answered(write<null>('POST', '/api/password', { secret, password })),
    onSuccess: () => onSet(ticket.email),
    onError: ({ status }) => {
      if (status === 404) onSpent()
    },
  })
  const isShort = [...password].length < shortestPassword
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!isShort) set.mutate()
  }
  const failure = beyond(set.error, ['password'])
  const least = { least: shortestPassword }
  return (
    <form className="form" noValidate onSubmit={submit}>
      <p>{say(`welcome.${ticket.purpose}For`)}</p>
      <p className="account-name">
        <bdi>{name(ticket.name)}</bdi>
      </p>
      <p>
        <bdi dir="ltr">{ticket.email}</bdi>
      </p>
      {failure ? <Failure problem={failure} /> : null}
      {/* so that a keeper of passwords knows whose it is */}
      <input className="visually-hidden" type="text" autoComplete="username" value={ticket.email} readOnly hidden />
      <PasswordField
        label={say('welcome.password')}
        autoComplete="new-password"
        value={password}
        note={say('welcome.passwordHow', least)}
        error={tried && isShort ? say('welcome.short', least) : faultAt(set.error, 'password')}
        onChange={(next) => {
          setPassword(next)
          set.reset()
        }}
      />
      <button type="submit" className="button primary" disabled={set.isPending}>
        {say('welcome.set')}
      </button>
    </form>
  )
}

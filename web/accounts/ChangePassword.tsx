import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { shortestPassword } from '../../server/accounts/contract.ts'
import { answered, write } from '../api.ts'
import { useSpeech } from '../i18n/language.tsx'
import { beyond, faultAt } from '../ui/fault.ts'
import { Failure } from '../ui/States.tsx'
import { PasswordField } from './PasswordField.tsx'

interface ChangePasswordProps {
  email: string
  onBegin: () => void
  onDone: () => void
}

/** One's own password; asked for only when somebody means to change it. */
export function ChangePassword(props: ChangePasswordProps) {
  const { say } = useSpeech()
  const [open, setOpen] = useState(false)
  const begin = () => {
    props.onBegin()
    setOpen(true)
  }
  if (open) return <PasswordForm {...props} onClose={() => setOpen(false)} />
  return (
    <button type="button" className="button" onClick={begin}>
      {say('own.changePassword')}
    </button>
  )
}

function PasswordForm({ email, onDone, onClose }: ChangePasswordProps & { onClose: () => void }) {
  const { say } = useSpeech()
  const client = useQueryClient()
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const change = useMutation({
    mutationFn: () => answered(write<null>('PUT', '/api/session/password', { current, password })),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['sessions'] })
      onClose()
      onDone()
    },
  })
  const least = { least: shortestPassword }
  const isShort = [...password].length < shortestPassword
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (current && !isShort) change.mutate()
  }
  const failure = beyond(change.error, ['current', 'password'])
  return (
    <form className="form own-password" noValidate onSubmit={submit} aria-label={say('own.changePassword')}>
      {failure ? <Failure problem={failure} /> : null}
      <input type="text" autoComplete="username" value={email} readOnly hidden />
      <PasswordField
        label={say('own.current')}
        autoComplete="current-password"
        value={current}
        error={tried && !current ? say('account.needed') : faultAt(change.error, 'current')}
        onChange={setCurrent}
      />
      <PasswordField
        label={say('welcome.password')}
        autoComplete="new-password"
        value={password}
        note={say('welcome.passwordHow', least)}
        error={tried && isShort ? say('welcome.short', least) : faultAt(change.error, 'password')}
        onChange={setPassword}
      />
      <p className="form-note">{say('own.passwordEnds')}</p>
      <div className="buttons">
        <button type="submit" className="button primary" disabled={change.isPending}>
          {say('welcome.set')}
        </button>
        <button type="button" className="button" onClick={onClose}>
          {say('own.cancel')}
        </button>
      </div>
    </form>
  )
}

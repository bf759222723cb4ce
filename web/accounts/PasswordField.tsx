import { useState } from 'react'
import { useSpeech } from '../i18n/language.tsx'
import { TextField } from '../ui/TextField.tsx'

interface PasswordFieldProps {
  label: string
  value: string
  onChange: (value: string) => void
  error?: string | undefined
  note?: string
  autoComplete: 'new-password' | 'current-password'
}

/** A password, hidden until its writer wants to see it. */
export function PasswordField(props: PasswordFieldProps) {
  const { say } = useSpeech()
  const [shown, setShown] = useState(false)
  return (
    <TextField {...props} type={shown ? 'text' : 'password'} dir="ltr">
      <button
        type="button"
        className="button"
        aria-pressed={shown}
        aria-label={`${say(shown ? 'welcome.hide' : 'welcome.show')}: ${props.label}`}
        onClick={() => setShown(!shown)}
      >
        {say(shown ? 'welcome.hide' : 'welcome.show')}
      </button>
    </TextField>
  )
}

import { useNavigate } from '@tanstack/react-router'
import { useId, useState } from 'react'
import { latinDigits } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'

/** A number to type, as it stands on the board at the site. */
export function CheckPermit({ isFirst = false }: { isFirst?: boolean }) {
  const { say } = useSpeech()
  const navigate = useNavigate()
  const id = useId()
  const [typed, setTyped] = useState('')
  const number = latinDigits(typed.trim()).toUpperCase()
  return (
    <form
      className="check-permit"
      onSubmit={(event) => {
        event.preventDefault()
        if (!number) return
        setTyped('')
        void navigate({ to: '/p/$number', params: { number } as never, search: ((before: object) => before) as never })
      }}
    >
      {isFirst ? null : <h2>{say('permit.checkAnother')}</h2>}
      <label htmlFor={id}>{say('permit.number')}</label>
      <div className="buttons">
        <input
          id={id}
          dir="ltr"
          value={typed}
          maxLength={40}
          autoComplete="off"
          onChange={({ target }) => setTyped(target.value)}
        />
        <button type="submit" className="button" disabled={!number}>
          {say('permit.checkNow')}
        </button>
      </div>
    </form>
  )
}

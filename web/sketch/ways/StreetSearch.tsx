import '../sketch.css'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useId, useState } from 'react'
import type { Street } from '../../../server/streets/contract.ts'
import { answered, get } from '../../api.ts'
import { useSpeech } from '../../i18n/language.tsx'

const most = 8
const shortest = 2

/** Finds a street by its name. */
export function StreetSearch({ onChoose }: { onChoose: (street: Street) => void }) {
  const { say, name } = useSpeech()
  const [text, setText] = useState('')
  const sought = useDeferredValue(text.trim())
  const found = useQuery({
    queryKey: ['streets', 'search', sought],
    queryFn: ({ signal }) => answered(get<{ items: Street[] }>('/api/streets', { q: sought, limit: most }, signal)),
    enabled: sought.length >= shortest,
  })
  const id = useId()
  const streets = found.data?.items ?? []
  return (
    <div className="form way">
      <label htmlFor={id}>{say('way.street')}</label>
      <input
        id={id}
        type="search"
        value={text}
        maxLength={100}
        autoComplete="off"
        placeholder={say('way.streetPlaceholder')}
        onChange={(event) => setText(event.target.value)}
      />
      <ul className="way-found" aria-live="polite">
        {streets.map((each) => (
          <li key={each.id}>
            <button type="button" onClick={() => onChoose(each)}>
              <bdi>{name(each.name)}</bdi>
              <small>{say(`street.${each.streetClass}`)}</small>
            </button>
          </li>
        ))}
        {found.isSuccess && streets.length === 0 ? <li className="form-note">{say('search.none')}</li> : null}
      </ul>
    </div>
  )
}

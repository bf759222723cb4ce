import { useQuery } from '@tanstack/react-query'
import { useEffect, useId, useState } from 'react'
import type { WorksSummary } from '../../server/works/contract.ts'
import { answered, get } from '../api.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Id } from '../ui/Id.tsx'
import { TextField } from '../ui/TextField.tsx'
import { useDecidesOn } from '../works/ours.ts'
import type { Page } from '../works/queries.ts'

interface WorksChoiceProps {
  /** What is looked for at first: the number of the works that one comes from. */
  first: string
  chosen: string | null
  onChoose: (worksId: string | null) => void
  isMissing: boolean
}

const leastSought = 3
const mostFound = 6
/** Much more than is shown: what other offices decide on is left out here. */
const mostAsked = 500

/** A works by its number or its title; one that alone is found is chosen. */
export function WorksChoice({ first, chosen, onChoose, isMissing }: WorksChoiceProps) {
  const { say } = useSpeech()
  const group = useId()
  const [sought, setSought] = useState(first)
  const text = sought.trim()
  const decides = useDecidesOn()
  const query = useQuery({
    queryKey: ['works', 'sought', text],
    queryFn: ({ signal }) => answered(get<Page<WorksSummary>>('/api/works', { q: text, limit: mostAsked }, signal)),
    enabled: text.length >= leastSought,
    select: ({ items }) => items.filter(({ status }) => status !== 'draft'),
  })
  // on ground of another office it is that office's to fine
  const ours = (query.data ?? []).filter(decides)
  const found = ours.slice(0, mostFound)
  const only = ours.length === 1 ? ours[0]?.id : undefined
  useEffect(() => {
    if (only) onChoose(only)
  }, [only, onChoose])
  return (
    <fieldset className="works-choice">
      <legend>{say('violation.works')}</legend>
      <TextField
        label={say('violation.seekWorks')}
        value={sought}
        onChange={(next) => {
          setSought(next)
          onChoose(null)
        }}
        error={isMissing ? say('violation.worksNeeded') : undefined}
        autoComplete="off"
      />
      {query.isSuccess && found.length === 0 ? <p className="form-note">{say('violation.noWorks')}</p> : null}
      {found.map(({ id, number, title }) => (
        <label key={id} className="check">
          <input type="radio" name={group} checked={id === chosen} onChange={() => onChoose(id)} />
          <span>
            <bdi>{title}</bdi> <Id>{number}</Id>
          </span>
        </label>
      ))}
    </fieldset>
  )
}

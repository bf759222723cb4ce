import '../sketch.css'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useId, useState } from 'react'
import type { Street } from '../../../server/streets/contract.ts'
import { municipalitiesQuery } from '../../agencies/queries.ts'
import { answered, get } from '../../api.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { MoreButton } from '../../ui/MoreButton.tsx'
import { Failure } from '../../ui/States.tsx'
import type { Page } from '../../works/queries.ts'

const aPage = 8
const shortest = 2

/** Streets whose name holds a text, the nearest first, page by page. */
function useStreetsNamed(sought: string) {
  return useInfiniteQuery({
    queryKey: ['streets', 'search', sought],
    queryFn: ({ pageParam, signal }) =>
      answered(get<Page<Street>>('/api/streets', { q: sought, limit: aPage, cursor: pageParam }, signal)),
    enabled: sought.length >= shortest,
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  })
}

/** Finds a street by its name; streets of one name are told apart by their municipality. */
export function StreetSearch({ onChoose }: { onChoose: (street: Street) => void }) {
  const { say, name } = useSpeech()
  const [text, setText] = useState('')
  const sought = useDeferredValue(text.trim())
  const found = useStreetsNamed(sought)
  const municipalities = useQuery(municipalitiesQuery)
  const id = useId()
  const streets = sought.length < shortest ? [] : (found.data?.pages.flatMap(({ items }) => items) ?? [])
  const whereIs = ({ streetClass, municipalityId }: Street) => {
    const municipality = municipalities.data?.find((each) => each.id === municipalityId)
    return [say(`street.${streetClass}`), municipality ? name(municipality.name) : ''].filter(Boolean)
  }
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
              <small>{whereIs(each).join(say('list.joint'))}</small>
            </button>
          </li>
        ))}
        {found.isSuccess && streets.length === 0 && sought.length >= shortest ? (
          <li className="form-note">{say('search.none')}</li>
        ) : null}
      </ul>
      {found.isError ? <Failure problem={found.error} onRetry={() => void found.refetch()} /> : null}
      {streets.length > 0 ? <MoreButton query={found} /> : null}
    </div>
  )
}

import { Suspense, useId } from 'react'
import { useSpeech } from '../i18n/language.tsx'
import { Icon } from '../ui/Icon.tsx'
import { lazyPart } from '../ui/lazy-part.tsx'
import { FoundList } from './FoundList.tsx'
import { none, searchKey, useSearch } from './use-search.ts'

/** The map's own library comes with the map, not with this field. */
const FoundOnMap = lazyPart(() => import('./FoundOnMap.tsx'))

/** One field for a street, a works, a place or coordinates. */
export function Search() {
  const { say } = useSpeech()
  const search = useSearch()
  const { text, found, active, isListed, isNone, missing, words, reached, go, type, setOpen } = search
  const id = useId()
  return (
    <search className="search" onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setOpen(false)}>
      <Icon name="search" />
      <input
        type="search"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={isListed}
        aria-controls={id}
        aria-activedescendant={isListed && active !== none ? `${id}-${active}` : undefined}
        aria-label={say('search.label')}
        placeholder={say('search.placeholder')}
        value={text}
        maxLength={100}
        onFocus={() => setOpen(true)}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => searchKey(event, search)}
      />
      <FoundList id={id} found={found} active={active} hidden={!isListed} note={missing} onChoose={go} />
      {/* words about a list need not be seen: the list is */}
      <p className={isNone ? 'search-found search-none' : 'visually-hidden'} role="status">
        {words}
      </p>
      {reached ? (
        <Suspense>
          <FoundOnMap place={reached.place} label={reached.label} />
        </Suspense>
      ) : null}
    </search>
  )
}

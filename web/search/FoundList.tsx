import { type MessageId, useSpeech } from '../i18n/language.tsx'
import { Icon, type IconName } from '../ui/Icon.tsx'
import type { Found, Kind } from './use-found.ts'

const icons: Record<Kind, IconName> = {
  coordinates: 'pin',
  works: 'barrier',
  street: 'route',
  municipality: 'area',
  place: 'pin',
}
const headings: Record<Kind, MessageId> = {
  coordinates: 'search.coordinates',
  works: 'search.works',
  street: 'search.streets',
  municipality: 'search.municipalities',
  place: 'search.places',
}

interface FoundListProps {
  id: string
  found: readonly Found[]
  /** The index of the one that the keys are at. */
  active: number
  hidden: boolean
  /** That something is missing; it is spoken elsewhere. */
  note: string | null
  onChoose: (found: Found) => void
}

/** What was found, a group for each kind. */
export function FoundList({ id, found, active, hidden, note, onChoose }: FoundListProps) {
  const { say } = useSpeech()
  const kinds = [...new Set(found.map(({ kind }) => kind))]
  return (
    <div
      id={id}
      role="listbox"
      tabIndex={-1}
      aria-label={say('search.label')}
      className="search-found"
      hidden={hidden}
      // the focus stays in the text
      onMouseDown={(event) => event.preventDefault()}
    >
      {note ? (
        <p className="search-missing" aria-hidden="true">
          {note}
        </p>
      ) : null}
      {kinds.map((kind) => (
        // biome-ignore lint/a11y/useSemanticElements: a list box knows groups, no fieldsets
        <div key={kind} role="group" aria-labelledby={`${id}-${kind}`}>
          <p id={`${id}-${kind}`} className="search-group">
            {say(headings[kind])}
          </p>
          {found.map((each, index) =>
            each.kind === kind ? (
              <button
                key={each.key}
                id={`${id}-${index}`}
                type="button"
                role="option"
                tabIndex={-1}
                aria-selected={index === active}
                onClick={() => onChoose(each)}
              >
                <Icon name={icons[kind]} />
                <bdi dir={kind === 'coordinates' ? 'ltr' : 'auto'}>{each.label}</bdi>
                {each.detail === null ? null : (
                  <small>{kind === 'works' ? <bdi dir="ltr">{each.detail}</bdi> : each.detail}</small>
                )}
              </button>
            ) : null,
          )}
        </div>
      ))}
    </div>
  )
}

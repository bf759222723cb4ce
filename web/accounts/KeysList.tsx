import { useQuery } from '@tanstack/react-query'
import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Empty, Waiting } from '../ui/States.tsx'
import { KeyRow } from './KeyRow.tsx'
import { ManagingTabs } from './ManagingTabs.tsx'
import { keysQuery } from './queries.ts'

/** The keys of agencies' software, the newest first. */
export function KeysList() {
  const { language, say } = useSpeech()
  const query = useQuery(keysQuery)
  const keys = query.data
  return (
    <section className="listing" aria-label={say('key.list')}>
      <header className="listing-head">
        <h1>{say('key.list')}</h1>
        <span className="count" role="status">
          {keys ? say('key.count', { count: keys.length, shown: number(keys.length, language) }) : ''}
        </span>
      </header>
      <ManagingTabs />
      {keys ? null : <Waiting query={query} />}
      {keys?.length === 0 ? (
        <Empty icon="shield" title={say('key.none')}>
          <p>{say('key.noneDetail')}</p>
        </Empty>
      ) : null}
      <ul className="rows" data-testid="keys-list">
        {keys?.map((key) => (
          <KeyRow key={key.id} apiKey={key} />
        ))}
      </ul>
    </section>
  )
}

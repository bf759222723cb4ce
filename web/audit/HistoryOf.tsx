import { useInfiniteQuery } from '@tanstack/react-query'
import { useSpeech } from '../i18n/language.tsx'
import { Waiting } from '../ui/States.tsx'
import { EntryItem } from './EntryItem.tsx'
import { auditQuery } from './queries.ts'

/** What happened to one object, the newest first. */
export function HistoryOf({ id, title }: { id: string; title: string }) {
  const { say } = useSpeech()
  const query = useInfiniteQuery(auditQuery({ id }, 10))
  const entries = query.data?.pages.flatMap(({ items }) => items)
  return (
    <section className="history-of" aria-label={title}>
      <h2>{title}</h2>
      {entries ? null : <Waiting query={query} />}
      {entries?.length === 0 ? <p className="form-note">{say('audit.noneYet')}</p> : null}
      <ul>
        {entries?.map((entry) => (
          <EntryItem key={`${entry.regionId} ${entry.sequence}`} entry={entry} />
        ))}
      </ul>
      {query.hasNextPage ? (
        <button
          type="button"
          className="button small"
          disabled={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {say('list.more')}
        </button>
      ) : null}
    </section>
  )
}

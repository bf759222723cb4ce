import { number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import type { useAllWorks } from './use-all-works.ts'

/** How much has come while the rest is on its way; that it stopped, or that there is more than a page can hold. */
export function Progress({ all }: { all: ReturnType<typeof useAllWorks> }) {
  const { language, say } = useSpeech()
  const { found, rows, total, goesOn, isFull } = all
  if (rows.length === 0 || found.isPlaceholderData) return null
  const amounts = { shown: number(rows.length, language), total: number(total, language) }
  if (isFull && found.hasNextPage) return <p className="works-progress">{say('mine.tooMany', amounts)}</p>
  if (!goesOn) return null
  if (found.isError)
    return (
      <p className="works-progress" role="alert">
        {say('mine.stopped', amounts)}{' '}
        <button type="button" className="link" onClick={() => void found.fetchNextPage()}>
          {say('state.retry')}
        </button>
      </p>
    )
  return (
    <p className="works-progress">
      <progress value={rows.length} max={total} aria-label={say('state.loading')} />
      {say('mine.loaded', amounts)}
    </p>
  )
}

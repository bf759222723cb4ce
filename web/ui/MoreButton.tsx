import { useSpeech } from '../i18n/language.tsx'

interface PagedQuery {
  hasNextPage: boolean
  isFetchingNextPage: boolean
  fetchNextPage: () => Promise<unknown>
}

/** Asks for the next page of a list, where there is one. */
export function MoreButton({ query: { hasNextPage, isFetchingNextPage, fetchNextPage } }: { query: PagedQuery }) {
  const { say } = useSpeech()
  if (!hasNextPage) return null
  return (
    <button type="button" className="button more" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
      {say('list.more')}
    </button>
  )
}

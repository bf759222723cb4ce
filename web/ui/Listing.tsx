import type { UseInfiniteQueryResult } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef } from 'react'
import type { Problem } from '../api.ts'
import { useSpeech } from '../i18n/language.tsx'
import type { IconName } from './Icon.tsx'
import { ListPanel } from './ListPanel.tsx'
import { Empty, Failure, Loading } from './States.tsx'

interface ListingProps {
  title: string
  count: string
  icon: IconName
  none: string
  noneDetail?: string
  query: Pick<
    UseInfiniteQueryResult<unknown, Problem>,
    | 'isError'
    | 'isPending'
    | 'isSuccess'
    | 'error'
    | 'refetch'
    | 'hasNextPage'
    | 'isFetchingNextPage'
    | 'fetchNextPage'
    | 'isPlaceholderData'
  >
  empty: boolean
  filters: ReactNode
  /** A drawer lies over it: out of sight and reach, and where it was when the drawer is gone. */
  beneath?: boolean
  testId?: string
  children: ReactNode
}

/** A list beside or instead of the map: its head, filters, rows, and what it says when there are none. */
export function Listing({
  title,
  count,
  icon,
  none,
  noneDetail,
  query,
  empty,
  filters,
  beneath = false,
  testId,
  children,
}: ListingProps) {
  const end = useRef<HTMLDivElement>(null)
  const { say } = useSpeech()
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = query
  useEffect(() => {
    if (!end.current || !hasNextPage || isFetchingNextPage) return
    const watch = new IntersectionObserver(([entry]) => entry?.isIntersecting && void fetchNextPage(), {
      rootMargin: '400px',
    })
    watch.observe(end.current)
    return () => watch.disconnect()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  return (
    <ListPanel label={title} beneath={beneath}>
      <header className="listing-head">
        <h1>{title}</h1>
        <span className="count" role="status">
          {count}
        </span>
      </header>
      {filters}
      {query.isError ? <Failure problem={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isPending ? <Loading /> : null}
      {query.isSuccess && empty ? (
        <Empty icon={icon} title={none}>
          {noneDetail ? <p>{noneDetail}</p> : null}
        </Empty>
      ) : null}
      <ul className="rows" data-testid={testId} aria-busy={query.isPlaceholderData}>
        {children}
      </ul>
      <div ref={end}>
        {isFetchingNextPage ? <Loading /> : null}
        {hasNextPage && !isFetchingNextPage ? (
          <button type="button" className="button more" onClick={() => void fetchNextPage()}>
            {say('list.more')}
          </button>
        ) : null}
      </div>
    </ListPanel>
  )
}

import type { UseQueryResult } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef } from 'react'
import type { Problem } from '../api.ts'
import { useSpeech } from '../i18n/language.tsx'
import { DaysInText } from './DaysInText.tsx'
import { Icon, type IconName } from './Icon.tsx'

export function Loading({ label }: { label?: string }) {
  const { say } = useSpeech()
  return (
    <div className="state" role="status">
      <i className="spinner" />
      <p>{label ?? say('state.loading')}</p>
    </div>
  )
}

export function Empty({ icon = 'list', title, children }: { icon?: IconName; title: string; children?: ReactNode }) {
  return (
    <div className="state">
      <Icon name={icon} size={30} />
      <p className="state-title">{title}</p>
      {children}
    </div>
  )
}

/** What went wrong in the server's words, or ours where it could not be asked; with a way to try again. */
export function Failure({ problem, onRetry }: { problem: Problem | null; onRetry?: () => void }) {
  const { say } = useSpeech()
  const offline = problem?.status === 0
  const place = useRef<HTMLDivElement>(null)
  // what was pressed may be out of sight of where it is said why it failed
  useEffect(() => void place.current?.scrollIntoView?.({ block: 'nearest' }), [])
  return (
    <div ref={place} className="state failure" role="alert">
      <Icon name="warning" size={30} />
      <p className="state-title">
        {offline ? say('state.offline') : <DaysInText text={problem?.title ?? say('state.failed')} />}
      </p>
      <p>{offline ? say('state.offlineDetail') : <DaysInText text={problem?.detail ?? ''} />}</p>
      {problem?.errors?.length ? <Faults problem={problem} errors={problem.errors} /> : null}
      {problem?.reasons?.map(({ code, detail }) => (
        <p key={code}>
          <DaysInText text={detail} />
        </p>
      ))}
      {onRetry ? (
        <button type="button" className="button" onClick={onRetry}>
          {say('state.retry')}
        </button>
      ) : null}
    </div>
  )
}

/** What is wrong with what was sent. A place that is not accepted is on the map: its number in the request says nothing to anybody. */
function Faults({ problem: { type }, errors }: { problem: Problem; errors: NonNullable<Problem['errors']> }) {
  if (type !== '/problems/geometry')
    return (
      <ul>
        {errors.map(({ path, message }) => (
          <li key={path + message}>
            <bdi dir="ltr">{path}</bdi> — <DaysInText text={message} />
          </li>
        ))}
      </ul>
    )
  return [...new Set(errors.map(({ message }) => message))].map((message) => (
    <p key={message}>
      <DaysInText text={message} />
    </p>
  ))
}

/** In place of what is not there yet: that it is on its way, or why it did not come. What is there stays, whatever a later try brings. */
export function Waiting({ query }: { query: Pick<UseQueryResult<unknown, Problem>, 'isError' | 'error' | 'refetch'> }) {
  return query.isError ? <Failure problem={query.error} onRetry={() => void query.refetch()} /> : <Loading />
}
